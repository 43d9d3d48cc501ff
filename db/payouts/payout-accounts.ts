import { and, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { must } from "../../domain/result.ts";
import type { PaymentProvider } from "../schema/payment-methods.ts";
import { payoutAccounts } from "../schema/payouts.ts";

export type PayoutAccountRow = typeof payoutAccounts.$inferSelect;

interface AccountKey {
  readonly userId: string;
  readonly provider: PaymentProvider;
}

export async function findPayoutAccount(
  database: Database,
  { userId, provider }: AccountKey,
): Promise<PayoutAccountRow | undefined> {
  const [row] = await database
    .select()
    .from(payoutAccounts)
    .where(and(eq(payoutAccounts.userId, userId), eq(payoutAccounts.provider, provider)));
  return row;
}

/** Keeps a seller's account at a provider. They have one there: whoever asked at the same time gets the first. */
export async function keepPayoutAccount(
  database: Database,
  account: AccountKey & {
    readonly providerReference: string;
    readonly country: string;
    readonly canBePaid: boolean;
  },
): Promise<PayoutAccountRow> {
  await database.insert(payoutAccounts).values(account).onConflictDoNothing();
  return must(await findPayoutAccount(database, account), "the account is kept");
}

/** Takes in whether a provider pays to an account. Nothing happens to one that is not ours. */
export async function setCanBePaid(
  database: Database,
  account: { readonly provider: PaymentProvider; readonly reference: string; readonly canBePaid: boolean },
): Promise<void> {
  await database
    .update(payoutAccounts)
    .set({ canBePaid: account.canBePaid })
    .where(
      and(
        eq(payoutAccounts.provider, account.provider),
        eq(payoutAccounts.providerReference, account.reference),
      ),
    );
}
