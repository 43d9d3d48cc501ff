/** A queue of things to do at moments that pass only when they are asked to. Same moment: first come, first served. */
export interface VirtualTime {
  readonly nowMs: number;
  at(atMs: number, act: () => void): void;
  /** Does everything up to a moment and stands there. */
  runUntil(untilMs: number): void;
  /** Does everything there is, and what that brings, up to a moment. */
  drain(untilMs: number): void;
}

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly act: () => void;
}

export function createVirtualTime(startMs: number): VirtualTime {
  let nowMs = startMs;
  let order = 0;
  const queue: Event[] = [];

  /** Latest first, so that the next one is popped from the end. */
  const insert = (event: Event): void => {
    let low = 0;
    let high = queue.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = queue[middle];
      const later =
        other !== undefined &&
        (other.atMs > event.atMs || (other.atMs === event.atMs && other.order > event.order));
      if (later) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, event);
  };

  const step = (untilMs: number): boolean => {
    const next = queue.at(-1);
    if (next === undefined || next.atMs > untilMs) return false;
    queue.pop();
    nowMs = Math.max(nowMs, next.atMs);
    next.act();
    return true;
  };

  return {
    get nowMs() {
      return nowMs;
    },
    at(atMs, act) {
      insert({ atMs: Math.max(atMs, nowMs), order: (order += 1), act });
    },
    runUntil(untilMs) {
      while (step(untilMs));
      nowMs = Math.max(nowMs, untilMs);
    },
    drain(untilMs) {
      while (step(untilMs));
    },
  };
}
