/** What a verifier looks at, in the order of trust: each is worth nothing without the ones before it. */
export const checks = ["chain", "signatures", "openings", "rules"] as const;
export type Check = (typeof checks)[number];

/** The first thing that does not hold. */
export type Finding = { readonly check: Check; readonly seq: number; readonly text: string };

/** How a check ended. `absent`: there was nothing to look at. `impossible`: this machine cannot do it. */
export type Outcome = "holds" | "fails" | "absent" | "impossible";

/** How a lot ended, by the log alone. */
export type LotResult = {
  readonly lotId: string;
  readonly position: number;
  readonly title: string;
  readonly currency: string;
  readonly status: "open" | "sold" | "passed" | "voided";
  readonly paddle: number | null;
  readonly priceMinor: number;
};

export type LogReport = {
  readonly facts: number;
  readonly outcomes: Readonly<Record<Check, Outcome>>;
  readonly findings: readonly Finding[];
  readonly lots: readonly LotResult[];
  /** What could not be checked, in sentences. */
  readonly unchecked: readonly string[];
};
