import { RefreshCw, WifiOff } from "lucide-react";

import { formatAge } from "../format/time.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { classNames } from "./class-names.ts";

/** How sure the page is of what it shows. */
export type Connection =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "catching-up"; readonly behind: number }
  | { readonly kind: "offline"; readonly ageMs: number };

/** Says honestly whether the room on screen is the room as it is now. */
export function ConnectionBadge({ connection }: { connection: Connection }) {
  const { room } = useMessages();
  const box =
    "inline-flex h-7 items-center gap-1.5 rounded-full px-2.5 text-xs font-semibold whitespace-nowrap";
  switch (connection.kind) {
    case "live":
      return (
        <span role="status" className={classNames(box, "bg-live text-on-live")}>
          <span aria-hidden className="size-1.5 animate-live rounded-full bg-current" />{" "}
          {room.connection.live}
        </span>
      );
    case "offline":
      return (
        <span className={classNames(box, "bg-text text-ground")}>
          <WifiOff aria-hidden size={14} /> <span role="status">{room.connection.offline}</span>
          {/* Outside of what is read out: it changes every second. */}
          <span className="font-normal tabular">{room.connection.age(formatAge(connection.ageMs))}</span>
        </span>
      );
    default:
      return (
        <span role="status" className={classNames(box, "bg-hover text-text")}>
          <RefreshCw aria-hidden size={14} className="animate-spin motion-reduce:animate-none" />
          {connection.kind === "connecting"
            ? room.connection.connecting
            : room.connection.catchingUp(connection.behind)}
        </span>
      );
  }
}
