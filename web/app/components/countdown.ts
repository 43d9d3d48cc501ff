import { formatCountdown } from "../format/time.ts";

/** What the clock of a lot is doing. */
export type LotClock =
  | {
      readonly kind: "running";
      readonly closesAtMs: number;
      readonly windowMs: number;
      readonly totalMs: number;
    }
  | { readonly kind: "held"; readonly remainingMs: number; readonly totalMs: number }
  | { readonly kind: "closed" };

/**
 * `closing` is the window in which a bid extends; `going` is after the close and before the hammer, when nothing
 * is accepted and nothing is decided for the eye yet (rule K4).
 */
export type CountdownPhase = "running" | "closing" | "going" | "held" | "closed";

export type Countdown = {
  readonly phase: CountdownPhase;
  readonly remainingMs: number;
  /** How much of the ring is left, 0..1. */
  readonly fraction: number;
  readonly text: string;
};

/** What the ring shows at one moment of the room's clock. */
export function computeCountdown(clock: LotClock, nowMs: number): Countdown {
  if (clock.kind === "closed") return { phase: "closed", remainingMs: 0, fraction: 0, text: "" };
  const remainingMs = clock.kind === "held" ? clock.remainingMs : Math.max(0, clock.closesAtMs - nowMs);
  const fraction = clock.totalMs > 0 ? Math.min(1, remainingMs / clock.totalMs) : 0;
  const text = formatCountdown(remainingMs);
  if (clock.kind === "held") return { phase: "held", remainingMs, fraction, text };
  if (remainingMs === 0) return { phase: "going", remainingMs, fraction: 0, text };
  return { phase: remainingMs < clock.windowMs ? "closing" : "running", remainingMs, fraction, text };
}

const SPOKEN_SECONDS = [60, 30, 10, 5];

/** The mark that was passed between two looks at the clock, in seconds; only these are spoken. */
export function findSpokenMark(previousMs: number, remainingMs: number): number | undefined {
  return SPOKEN_SECONDS.find(
    (mark) => previousMs > mark * 1000 && remainingMs <= mark * 1000 && remainingMs > 0,
  );
}
