import type { RowMeter } from "./store/row-meter.ts";

/** The object's one alarm, shared by everything in the room that has a time. */
export interface Alarm {
  /** Makes sure the room wakes by `atMs`; an earlier alarm stays, and whoever it wakes asks again. */
  readonly wakeBy: (atMs: number | null) => void;
  /** What the disk says is armed, once it is known. */
  readonly found: (atMs: number | null) => void;
  /** It fired: nothing is armed until something asks again. */
  readonly fired: () => void;
}

/**
 * Moving the alarm is a row, so it only ever moves forward in time (rule K1): an extended lot's alarm fires at the old
 * time, finds nothing due and asks for the new one. That turn is nobody's bid.
 */
export function createAlarm(meter: RowMeter): Alarm {
  let armedAtMs: number | null = null;
  return {
    wakeBy: (atMs) => {
      if (atMs === null || (armedAtMs !== null && armedAtMs <= atMs)) return;
      armedAtMs = atMs;
      meter.setAlarm(atMs);
    },
    found: (atMs) => {
      armedAtMs = atMs;
    },
    fired: () => {
      armedAtMs = null;
    },
  };
}

/** The earliest of several moments, some of which may not be set. */
export function computeEarliest(moments: readonly (number | null)[]): number | null {
  const set = moments.filter((moment) => moment !== null);
  return set.length === 0 ? null : Math.min(...set);
}
