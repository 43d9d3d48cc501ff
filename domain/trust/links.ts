/** What two accounts can have in common. */
export const linkSignals = ["payment", "address", "device", "network"] as const;
export type LinkSignal = (typeof linkSignals)[number];

/**
 * How much each says that two accounts are one person or household (rule B2). A card is one's own; people share a roof; an
 * office shares a network, and a browser on it is shared less often.
 */
const weights: Readonly<Record<LinkSignal, number>> = { payment: 100, address: 50, device: 30, network: 20 };

/** From here on the two are linked without anybody asked … */
const linkedAt = 100;
/** … and from here on somebody looks. */
const suspectedAt = 50;

export type LinkVerdict = "linked" | "pending";

/** What two accounts' signals come to; null: nothing worth a look. */
export function judgeLink(signals: ReadonlySet<LinkSignal>): {
  readonly score: number;
  readonly verdict: LinkVerdict | null;
} {
  const score = [...signals].reduce((sum, signal) => sum + weights[signal], 0);
  return { score, verdict: score >= linkedAt ? "linked" : score >= suspectedAt ? "pending" : null };
}

/** Where a suspicion stands: `linked` by itself, `confirmed` or `dismissed` by the house. */
export const suspicionStatuses = ["pending", "linked", "confirmed", "dismissed"] as const;
export type SuspicionStatus = (typeof suspicionStatuses)[number];

interface Suspicion {
  readonly status: SuspicionStatus;
  readonly score: number;
}

/**
 * Where a suspicion stands after its accounts were looked at again. What the house decided stays decided; only more than it
 * knew then brings a dismissed one back, and then before somebody, never into force by itself.
 */
export function computeNextStatus(
  known: Suspicion | undefined,
  found: { readonly score: number; readonly verdict: LinkVerdict },
): SuspicionStatus {
  if (known === undefined) return found.verdict;
  switch (known.status) {
    case "confirmed":
    case "linked":
      return known.status;
    case "dismissed":
      return found.score > known.score ? "pending" : "dismissed";
    case "pending":
      return found.verdict;
  }
}
