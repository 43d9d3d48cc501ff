import { eq } from "drizzle-orm";
import { recordPayout } from "../../domain/ledger/payout-movements.ts";
import { computePayoutAmount, type PayoutAmountRefusal } from "../../domain/payout/payout.ts";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { DatabaseClient, Transaction } from "../database.ts";
import { readBalances, writeLedger } from "../queries/ledger.ts";
import type { PaymentProvider } from "../schema/payment-methods.ts";
import { payoutAccounts, payouts } from "../schema/payouts.ts";
import type { PayoutRow } from "./payouts.ts";

/** What a seller wants paid out. */
interface PayoutRequest {
  readonly sellerId: string;
  /** Who pays now; an account elsewhere is left alone. */
  readonly provider: PaymentProvider;
  readonly currency: string;
  /** Null: all there is. */
  readonly amountMinor: number | null;
  readonly at: Date;
}

export type PayoutRefusal = PayoutAmountRefusal | "payout_account_missing" | "payout_account_unfinished";

/**
 * Takes an amount out of what a seller may be paid, and writes down that it is to be sent. The seller's accounts at
 * providers are held meanwhile, so two requests at once are one after the other and the second sees what the first
 * took: nobody is ever paid the same money twice.
 */
export async function requestPayout(
  client: DatabaseClient,
  request: PayoutRequest,
): Promise<Result<PayoutRow, PayoutRefusal>> {
  const { sellerId, provider, currency, at } = request;
  return client.transact(async (transaction) => {
    const accounts = await transaction
      .select()
      .from(payoutAccounts)
      .where(eq(payoutAccounts.userId, sellerId))
      .orderBy(payoutAccounts.provider)
      .for("update");
    const account = accounts.find((one) => one.provider === provider);
    if (account === undefined) return refuse("payout_account_missing");
    if (!account.canBePaid) return refuse("payout_account_unfinished");
    const availableMinor = await readAvailableMinor(transaction, sellerId, currency);
    const amount = computePayoutAmount({ currency, availableMinor, amountMinor: request.amountMinor });
    if (!amount.ok) return amount;
    const [made] = await transaction
      .insert(payouts)
      .values({
        sellerId,
        currency,
        amountMinor: amount.value,
        provider,
        accountReference: account.providerReference,
        nextActionAt: at,
        createdAt: at,
      })
      .returning();
    const payout = must(made, "a row was inserted");
    const { id: payoutId, amountMinor } = payout;
    await writeLedger(transaction, recordPayout({ payoutId, sellerId, currency, amountMinor }), at);
    return accept(payout);
  });
}

async function readAvailableMinor(
  transaction: Transaction,
  ownerId: string,
  currency: string,
): Promise<number> {
  const balances = await readBalances(transaction, { ownerId, kinds: ["seller-available"] });
  return -(balances.find((one) => one.currency === currency)?.balanceMinor ?? 0);
}
