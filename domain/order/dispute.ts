/** Opened with us, or at the buyer's bank, which takes the money until it has decided. */
export const disputeOrigins = ["buyer", "bank"] as const;

export const disputeReasons = [
  "not-received",
  "not-as-described",
  "damaged",
  "counterfeit",
  "unauthorised",
  "other",
] as const;
export type DisputeReason = (typeof disputeReasons)[number];

/** `won` and `lost` are the seller's. */
export const disputeStatuses = ["open", "won", "lost"] as const;

/**
 * What became of the seller's case at the bank. `due`: not sent yet; `sending`: to be sent now; `submitted`: the bank has
 * it; `closed`: the bank takes none any more.
 */
export const evidenceStatuses = ["due", "sending", "submitted", "closed"] as const;
