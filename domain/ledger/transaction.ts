import { assert } from "../result.ts";
import type { Account } from "./account.ts";

/** One line: debit above zero, credit below, never zero. */
export interface Entry {
  readonly account: Account;
  readonly amountMinor: number;
}

export const debit = (account: Account, amountMinor: number): Entry => ({ account, amountMinor });
export const credit = (account: Account, amountMinor: number): Entry => ({
  account,
  amountMinor: -amountMinor,
});

export const transactionKinds = [
  "charge",
  "order-paid",
  "provider-fee",
  "refund",
  "refund-sent",
  "refund-failed",
  "refund-settled",
  "dispute-opened",
  "dispute-won",
  "dispute-lost",
  "release",
  "payout",
  "payout-sent",
  "payout-failed",
] as const;
export type TransactionKind = (typeof transactionKinds)[number];

/** What happened to money once, and is never changed: what was wrong is put right by another one (rule S3). */
export interface LedgerTransaction {
  /** Names the event it records: written twice it is one. */
  readonly key: string;
  readonly kind: TransactionKind;
  readonly currency: string;
  readonly orderId: string | null;
  readonly entries: readonly Entry[];
}

/** What a movement belongs to: an order and its currency, or with `orderId` null only a currency. */
export type MovementOf = Pick<LedgerTransaction, "currency" | "orderId">;

/** The transaction of a movement. What it records happens once, so that its kind and the id of that are its key. */
export const recordMovement = (
  kind: TransactionKind,
  recordedId: string,
  { currency, orderId }: MovementOf,
  entries: readonly Entry[],
): LedgerTransaction => makeTransaction({ key: `${kind}:${recordedId}`, kind, currency, orderId, entries });

/** Leaves out lines of nothing and merges lines of one account; asserts that the rest sums to zero (rule S3). */
export function makeTransaction(transaction: LedgerTransaction): LedgerTransaction {
  const entries = sumByAccount(transaction.entries);
  assert(computeSumMinor(entries) === 0, `the entries of ${transaction.key} sum to zero`);
  return { ...transaction, entries };
}

/** One line for each account that does not come to zero, in the order in which they are first named. */
export function sumByAccount(entries: readonly Entry[]): Entry[] {
  const sums = new Map<string, Entry>();
  for (const { account, amountMinor } of entries) {
    assert(Number.isSafeInteger(amountMinor), "an entry is a whole number of minor units");
    const name = nameAccount(account);
    sums.set(name, { account, amountMinor: (sums.get(name)?.amountMinor ?? 0) + amountMinor });
  }
  return [...sums.values()].filter(({ amountMinor }) => amountMinor !== 0);
}

/** The account in one word, equal for equal accounts. */
export const nameAccount = ({ kind, ownerId }: Account): string => `${kind} ${ownerId ?? ""}`;

export const computeSumMinor = (entries: readonly Entry[]): number =>
  entries.reduce((sumMinor, { amountMinor }) => sumMinor + amountMinor, 0);
