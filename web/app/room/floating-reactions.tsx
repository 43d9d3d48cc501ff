import { Heart } from "lucide-react";
import { useRef, useState } from "react";

import { useRoomEvent } from "../../../client/react/use-room.ts";
import { useScene } from "./room-context.tsx";

const SHOWN_MAX = 12;
const FLIGHT_MS = 1_800;
const LANES = 5;

/** Hearts that rise from the button and are gone. A crowd's hearts are many, so only so many are drawn. */
export function FloatingReactions() {
  const { client } = useScene();
  const [flights, setFlights] = useState<readonly number[]>([]);
  const nextId = useRef(0);
  useRoomEvent(client, "reactions", (counts) => {
    const count = Math.min(
      SHOWN_MAX,
      Object.values(counts).reduce((sum, each) => sum + (each ?? 0), 0),
    );
    const started = Array.from({ length: count }, () => nextId.current++);
    setFlights((flying) => [...flying, ...started].slice(-SHOWN_MAX));
    setTimeout(() => setFlights((flying) => flying.filter((id) => !started.includes(id))), FLIGHT_MS);
  });
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute inset-x-0 bottom-full h-48 motion-reduce:hidden"
    >
      {flights.map((id) => (
        <Heart
          key={id}
          size={22}
          fill="currentColor"
          data-lane={id % LANES}
          className="animate-flight absolute bottom-0 left-1/2 -ml-3 text-live"
        />
      ))}
    </span>
  );
}
