import { useEffect, useState } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import { formatCountdown } from "./time.ts";

const MINUTE_MS = 60_000;

type CountdownProps = {
  toMs: number;
  /** The time as the server had it when it made the page: the reader's own clock may be wrong. */
  nowMs: number;
  /** What stands before the time that is left, and what stands there once there is none. */
  before: string;
  over: string;
};

/**
 * The time until something happens by itself, counted down as one looks. Without scripts it is what was left when the
 * page was made, so the moment itself stands beside it.
 */
export function Countdown({ toMs, nowMs, before, over }: CountdownProps) {
  const { common } = useMessages();
  const [leftMs, setLeftMs] = useState(toMs - nowMs);
  useEffect(() => {
    const begunMs = performance.now();
    const tick = () => setLeftMs(toMs - nowMs - (performance.now() - begunMs));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [toMs, nowMs]);
  const left = leftMs < MINUTE_MS ? common.underAMinute : formatCountdown(leftMs);
  return (
    <span role="timer" className="tabular">
      {leftMs <= 0 ? over : `${before} ${left}`}
    </span>
  );
}
