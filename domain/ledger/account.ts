/**
 * The accounts of the ledger. A balance is the sum of an account's entries: above zero the house holds or is owed money
 * (debit), below zero it owes it to whom the account is named for (credit).
 */
export const accountKinds = [
  /** What a buyer has paid in and is not yet used: 0 but for a moment, or when an order was paid too late. */
  "buyer",
  /** A seller's share of paid orders, until it is released. */
  "seller-held",
  /** What a seller may have paid out. Above zero: the seller owes it, from a refund after the payout. */
  "seller-available",
  /** Paid by buyers for the way of their parcels, the seller's once released. */
  "shipping",
  "fees",
  "premium",
  /** Collected for the states that levy it. */
  "tax",
  /** Money at a payment provider: what it took in for us and has neither given back nor paid out. */
  "provider",
  /** What providers keep for their work. */
  "provider-fees",
  /** Promised back to buyers and not yet on its way. */
  "refunds",
  /** Taken back by a buyer's bank until somebody decides. */
  "disputes",
  /** What banks took and nobody can be asked for: the house bears it. */
  "losses",
  /** The house's own bank account, out of which a person pays what no provider can send. */
  "bank",
  /** On its way to a seller. */
  "payouts",
  /** Entry fees of a competition until its prizes are given out. */
  "prize-pool",
] as const;
export type AccountKind = (typeof accountKinds)[number];

/** One account; `ownerId` is a person, a competition, or a provider's name, and null for what is the house's own. */
export interface Account {
  readonly kind: AccountKind;
  readonly ownerId: string | null;
}

export const ofUser = (
  kind: "buyer" | "seller-held" | "seller-available" | "shipping" | "payouts",
  ownerId: string,
): Account => ({
  kind,
  ownerId,
});
export const ofHouse = (
  kind: "fees" | "premium" | "tax" | "refunds" | "disputes" | "losses" | "bank",
): Account => ({
  kind,
  ownerId: null,
});
/** `provider` is the name of a payment provider. */
export const ofProvider = (kind: "provider" | "provider-fees", provider: string): Account => ({
  kind,
  ownerId: provider,
});
