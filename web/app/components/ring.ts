import type { Countdown } from "../../../client/room/countdown.ts";
import { formatCountdown } from "../format/time.ts";

/** A lot's clock, looked at whenever it is drawn, and what the whole ring and its last part stand for. */
export type LotClock = {
  readonly read: () => Countdown;
  /** The part before the close in which a bid extends. */
  readonly windowMs: number;
  readonly totalMs: number;
};

/**
 * `closing` is the window in which a bid extends; `going` is after the close and before the hammer, when nothing is
 * accepted and nothing is decided for the eye yet (rule K4).
 */
export type RingPhase = "waiting" | "running" | "closing" | "going" | "held" | "over";

export type Ring = {
  readonly phase: RingPhase;
  readonly remainingMs: number;
  /** How much of the ring is left, 0..1. */
  readonly fraction: number;
  readonly text: string;
};

function computePhase(countdown: Countdown, windowMs: number): RingPhase {
  if (countdown.phase === "closing") return "going";
  if (countdown.phase === "running" && countdown.remainingMs < windowMs) return "closing";
  return countdown.phase;
}

/** What the ring shows of a countdown. */
export function computeRing(countdown: Countdown, timing: Pick<LotClock, "windowMs" | "totalMs">): Ring {
  const { remainingMs } = countdown;
  const phase = computePhase(countdown, timing.windowMs);
  // Inside the window the ring starts anew: those seconds are what everybody watches.
  const wholeMs = phase === "closing" ? timing.windowMs : timing.totalMs;
  return {
    phase,
    remainingMs,
    fraction: wholeMs > 0 ? Math.min(1, remainingMs / wholeMs) : 0,
    text: formatCountdown(remainingMs),
  };
}

const SPOKEN_SECONDS = [60, 30, 10, 5];

/** The mark that was passed between two looks at the clock, in seconds; only these are spoken. */
export function findSpokenMark(previousMs: number, remainingMs: number): number | undefined {
  return SPOKEN_SECONDS.find(
    (mark) => previousMs > mark * 1000 && remainingMs <= mark * 1000 && remainingMs > 0,
  );
}
