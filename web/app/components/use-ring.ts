import { useEffect, useRef, useState } from "react";

import type { LotClock, Ring } from "./ring.ts";
import { computeRing, findSpokenMark } from "./ring.ts";

const TICK_MS = 50;

/**
 * Follows a lot's clock. The state changes only when what is shown changes; the ring itself is moved by `onFrame`,
 * outside React, so that a smooth ring costs no render.
 */
export function useRing(
  clock: LotClock,
  onFrame: (ring: Ring) => void,
): { ring: Ring; spokenMark: number | undefined } {
  const [ring, setRing] = useState(() => computeRing(clock.read(), clock));
  const [spokenMark, setSpokenMark] = useState<number>();
  const previousMs = useRef(ring.remainingMs);
  const frame = useRef(onFrame);
  frame.current = onFrame;

  useEffect(() => {
    function look() {
      const next = computeRing(clock.read(), clock);
      frame.current(next);
      setRing((shown) => (shown.text === next.text && shown.phase === next.phase ? shown : next));
      const mark = findSpokenMark(previousMs.current, next.remainingMs);
      if (mark) setSpokenMark(mark);
      else if (next.remainingMs > previousMs.current) setSpokenMark(undefined);
      previousMs.current = next.remainingMs;
      return next.phase;
    }
    const phase = look();
    if (phase === "waiting" || phase === "held" || phase === "over") return undefined;
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [clock]);

  return { ring, spokenMark };
}
