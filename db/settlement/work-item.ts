/** Rows that may have something to be done for them outside of Postgres; each is its own outbox. */
export const workKinds = [
  "order",
  "payment",
  "refund",
  "payout",
  "dispute",
  "notice",
  "account-notice",
] as const;
export type WorkKind = (typeof workKinds)[number];

/** "Look at this row": all that a queue message says. */
export interface WorkItem {
  readonly kind: WorkKind;
  readonly id: string;
}
