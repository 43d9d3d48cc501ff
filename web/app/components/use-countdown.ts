import { useEffect, useRef, useState } from "react";

import type { Countdown, LotClock } from "./countdown.ts";
import { computeCountdown, findSpokenMark } from "./countdown.ts";

/** The room's clock as the reader's machine knows it. */
export type RoomClock = { readonly getNowMs: () => number };

const TICK_MS = 50;

/**
 * Follows a lot's clock. The state changes only when what is shown changes; the ring itself is moved by `onFrame`,
 * outside React, so that a smooth ring costs no render.
 */
export function useCountdown(
  lotClock: LotClock,
  roomClock: RoomClock,
  onFrame: (countdown: Countdown) => void,
): { countdown: Countdown; spokenMark: number | undefined } {
  const [countdown, setCountdown] = useState(() => computeCountdown(lotClock, roomClock.getNowMs()));
  const [spokenMark, setSpokenMark] = useState<number>();
  const previousMs = useRef(countdown.remainingMs);
  const frame = useRef(onFrame);
  frame.current = onFrame;

  useEffect(() => {
    function look() {
      const next = computeCountdown(lotClock, roomClock.getNowMs());
      frame.current(next);
      setCountdown((shown) => (shown.text === next.text && shown.phase === next.phase ? shown : next));
      const mark = findSpokenMark(previousMs.current, next.remainingMs);
      if (mark) setSpokenMark(mark);
      else if (next.remainingMs > previousMs.current) setSpokenMark(undefined);
      previousMs.current = next.remainingMs;
    }
    look();
    if (lotClock.kind !== "running") return;
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [lotClock, roomClock]);

  return { countdown, spokenMark };
}
