import { Gavel, Pause } from "lucide-react";
import { useEffect, useRef } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import { classNames } from "./class-names.ts";
import type { LotClock, Ring, RingPhase } from "./ring.ts";
import { useRing } from "./use-ring.ts";

const RADIUS = 27;
const LENGTH = 2 * Math.PI * RADIUS;

const STROKE: Record<RingPhase, string> = {
  waiting: "stroke-faint",
  running: "stroke-text",
  closing: "stroke-live",
  going: "stroke-live",
  held: "stroke-faint",
  over: "stroke-line",
};

/** The time left of a lot as a ring and a number, on the room's clock. Ember inside the closing window. */
export function CountdownRing({ clock, onPhase }: { clock: LotClock; onPhase?: (phase: RingPhase) => void }) {
  const { room } = useMessages();
  const arc = useRef<SVGCircleElement>(null);
  const { ring, spokenMark } = useRing(clock, (next) => {
    arc.current?.setAttribute("stroke-dashoffset", String(LENGTH * (1 - next.fraction)));
  });
  const { phase } = ring;
  useEffect(() => {
    onPhase?.(phase);
  }, [onPhase, phase]);
  const state = phase === "held" ? room.clock.held : phase === "going" ? room.clock.going : "";
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
          strokeDashoffset={LENGTH * (1 - ring.fraction)}
          className={STROKE[phase]}
        />
      </svg>
      <span
        className="absolute inset-0 grid place-items-center"
        role="timer"
        aria-label={room.clock.running(ring.text)}
      >
        <RingFace ring={ring} />
      </span>
      <span className="sr-only" aria-live="polite">
        {spokenMark ? room.clock.seconds(spokenMark) : state}
      </span>
    </div>
  );
}

function RingFace({ ring }: { ring: Ring }) {
  if (ring.phase === "held")
    return <Pause aria-hidden size={22} className="text-muted" fill="currentColor" />;
  if (ring.phase === "going") return <Gavel aria-hidden size={24} className="animate-live text-live-text" />;
  if (ring.phase === "over") return <Gavel aria-hidden size={22} className="text-muted" />;
  const size = ring.text.length > 5 ? "text-xs" : ring.text.length > 4 ? "text-sm" : "text-lg";
  return (
    <span
      aria-hidden
      className={classNames(
        "font-display font-bold tabular",
        size,
        ring.phase === "closing" && "text-live-text",
      )}
    >
      {ring.text}
    </span>
  );
}
