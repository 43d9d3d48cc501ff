import { Gavel, Pause } from "lucide-react";
import { useRef } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import { classNames } from "./class-names.ts";
import type { Countdown, CountdownPhase, LotClock } from "./countdown.ts";
import type { RoomClock } from "./use-countdown.ts";
import { useCountdown } from "./use-countdown.ts";

const RADIUS = 27;
const LENGTH = 2 * Math.PI * RADIUS;

const STROKE: Record<CountdownPhase, string> = {
  running: "stroke-text",
  closing: "stroke-live",
  going: "stroke-live",
  held: "stroke-faint",
  closed: "stroke-line",
};

/** The time left of a lot as a ring and a number, on the room's clock. Ember inside the closing window. */
export function CountdownRing({ lotClock, roomClock }: { lotClock: LotClock; roomClock: RoomClock }) {
  const { room } = useMessages();
  const arc = useRef<SVGCircleElement>(null);
  const { countdown, spokenMark } = useCountdown(lotClock, roomClock, (next) => {
    arc.current?.setAttribute("stroke-dashoffset", String(LENGTH * (1 - next.fraction)));
  });
  const { phase } = countdown;
  return (
    <div className="relative size-16 shrink-0" data-phase={phase}>
      <svg viewBox="0 0 64 64" className="size-full -rotate-90" aria-hidden>
        <circle cx="32" cy="32" r={RADIUS} fill="none" strokeWidth="5" className="stroke-hover" />
        <circle
          ref={arc}
          cx="32"
          cy="32"
          r={RADIUS}
          fill="none"
          strokeWidth="5"
          strokeLinecap="round"
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * (1 - countdown.fraction)}
          className={STROKE[phase]}
        />
      </svg>
      <span
        className="absolute inset-0 grid place-items-center"
        role="timer"
        aria-label={room.clock.running(countdown.text)}
      >
        <RingFace countdown={countdown} />
      </span>
      <span className="sr-only" aria-live="polite">
        {spokenMark ? room.clock.seconds(spokenMark) : ""}
      </span>
      <span className="sr-only">
        {phase === "held" ? room.clock.held : phase === "going" ? room.clock.going : ""}
      </span>
    </div>
  );
}

function RingFace({ countdown }: { countdown: Countdown }) {
  if (countdown.phase === "held")
    return <Pause aria-hidden size={22} className="text-muted" fill="currentColor" />;
  if (countdown.phase === "going")
    return <Gavel aria-hidden size={24} className="animate-live text-live-text" />;
  if (countdown.phase === "closed") return <Gavel aria-hidden size={22} className="text-muted" />;
  const size = countdown.text.length > 5 ? "text-xs" : countdown.text.length > 4 ? "text-sm" : "text-lg";
  return (
    <span
      aria-hidden
      className={classNames(
        "font-display font-bold tabular",
        size,
        countdown.phase === "closing" && "text-live-text",
      )}
    >
      {countdown.text}
    </span>
  );
}
