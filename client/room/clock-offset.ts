import { bounds } from "./bounds.ts";

interface ClockSample {
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

/** What is known of the room's clock: recent measurements, newest last. */
export type ClockSamples = readonly ClockSample[];

/**
 * Adds a measurement: sent at `t0` and answered at `t1` on the local clock, with the room's `nowMs` in between.
 * The room's moment is taken as the middle of the trip, so half the round trip bounds the error.
 */
export function addClockSample(
  samples: ClockSamples,
  { t0, t1, nowMs }: { readonly t0: number; readonly t1: number; readonly nowMs: number },
): ClockSamples {
  const roundTripMs = t1 - t0;
  // A clock that was set back between the two readings says nothing.
  if (!Number.isFinite(roundTripMs) || roundTripMs < 0) return samples;
  const sample = { offsetMs: nowMs - (t0 + t1) / 2, roundTripMs };
  return [...samples, sample].slice(-bounds.clockSamplesMax);
}

/** Room clock minus local clock, from the quickest trip, which queued least; null before any. */
export function computeClockOffsetMs(samples: ClockSamples): number | null {
  let best: ClockSample | undefined;
  for (const sample of samples) {
    if (best === undefined || sample.roundTripMs <= best.roundTripMs) best = sample;
  }
  return best?.offsetMs ?? null;
}
