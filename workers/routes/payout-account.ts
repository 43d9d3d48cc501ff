import type { PayoutAccountRow } from "../../db/payouts/payout-accounts.ts";
import { findPayoutAccount, keepPayoutAccount, setCanBePaid } from "../../db/payouts/payout-accounts.ts";
import { findUser } from "../../db/queries/users.ts";
import { must } from "../../domain/result.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { ProviderUnavailable } from "../providers/payments/provider.ts";
import { createPaymentProviders } from "../providers/payments/providers.ts";
import { auditAccount } from "./account-audit.ts";

const getProvider = (context: AppContext) =>
  createPaymentProviders({ env: context.env, settings: context.get("settings") }).current();

/**
 * The caller's account at whoever pays now. One that could not be paid to is asked after again: its owner has perhaps
 * just come back from the provider, and its webhook may be later than they are.
 */
export async function findOwnAccount(context: AppContext): Promise<PayoutAccountRow | undefined> {
  const { userId } = requireSignedIn(context);
  const { database } = context.get("postgres");
  const { PAYMENT_PROVIDER: provider } = context.get("settings");
  const account = await findPayoutAccount(database, { userId, provider });
  if (account === undefined || account.canBePaid) return account;
  const { providerReference: reference } = account;
  if (!(await canBePaidByNow(context, reference))) return account;
  await setCanBePaid(database, { provider, reference, canBePaid: true });
  return { ...account, canBePaid: true };
}

/** Opens the caller's account where there is none, and answers where they finish it. */
export async function openOwnAccount(
  context: AppContext,
  country: string,
): Promise<{ readonly url: string; readonly account: PayoutAccountRow }> {
  const { userId } = requireSignedIn(context);
  const { ORIGIN } = context.get("settings");
  const provider = await getProvider(context);
  const { database } = context.get("postgres");
  const known = await findPayoutAccount(database, { userId, provider: provider.name });
  const account = known ?? (await openAccount(context, country));
  const url = await provider.makeOnboardingUrl({
    reference: account.providerReference,
    returnUrl: `${ORIGIN}/account/wallet`,
    refreshUrl: `${ORIGIN}/account/wallet?account=again`,
  });
  return { url, account };
}

async function openAccount(context: AppContext, country: string): Promise<PayoutAccountRow> {
  const { userId } = requireSignedIn(context);
  const { database } = context.get("postgres");
  const provider = await getProvider(context);
  const { email } = must(await findUser(database, userId), "a live session has its user");
  // The key makes two at once the same account.
  const opened = await provider.openPayoutAccount({
    key: `payout-account:${userId}`,
    userId,
    email,
    country,
  });
  const { reference: providerReference, canBePaid } = opened;
  const kept = { userId, provider: provider.name, providerReference, country, canBePaid };
  await auditAccount(context, { actorId: userId, action: "payout-account.opened", details: { country } });
  return keepPayoutAccount(database, kept);
}

/** A provider that is away keeps nobody from their wallet: what was known stays. */
async function canBePaidByNow(context: AppContext, reference: string): Promise<boolean> {
  try {
    const standing = await (await getProvider(context)).findPayoutAccount(reference);
    return standing?.canBePaid === true;
  } catch (error) {
    if (error instanceof ProviderUnavailable) return false;
    throw error;
  }
}
