/** What a verifier looks at, in the order of trust: each is worth nothing without the ones before it. */
export const checks = ["chain", "signatures", "openings", "rules"] as const;
export type Check = (typeof checks)[number];

/** Something that does not hold: at which fact, by which rule of the auction rules, in a sentence. */
export interface Finding {
  readonly check: Check;
  readonly seq: number;
  readonly rule: string;
  readonly text: string;
}

/** How a check ended. `absent`: there was nothing to look at. `impossible`: this machine cannot do it. */
export type Outcome = "holds" | "fails" | "absent" | "impossible";

/** One unit that was sold; an auction lot has one, a fixed lot up to its quantity. */
export interface Sale {
  readonly paddle: number;
  readonly priceMinor: number;
}

/** How a lot ended, by the log alone. */
export interface LotResult {
  readonly lotId: string;
  readonly position: number;
  readonly title: string;
  readonly currency: string;
  readonly status: "open" | "sold" | "passed" | "voided";
  /** Who won; null unless exactly one paddle did. */
  readonly paddle: number | null;
  /** The final price, or where the price stands. */
  readonly priceMinor: number;
  readonly sales: readonly Sale[];
}

export interface LogReport {
  readonly facts: number;
  readonly outcomes: Readonly<Record<Check, Outcome>>;
  /** The first thing of each check that does not hold, earliest fact first; empty when everything does. */
  readonly findings: readonly Finding[];
  readonly lots: readonly LotResult[];
  /** What could not be checked, in sentences. */
  readonly unchecked: readonly string[];
}
