import type { RoomStatus } from "../../../client/room/room-state.ts";
import type { Connection } from "../components/connection-badge.tsx";

/** The room client's status as the badge shows it. `nowMs` is local, as `dataAtMs` is. */
export function toConnection(status: RoomStatus, nowMs: number): Connection {
  switch (status.kind) {
    case "offline":
      return { kind: "offline", ageMs: Math.max(0, nowMs - status.dataAtMs) };
    case "stopped":
      return { kind: "offline", ageMs: 0 };
    default:
      return status;
  }
}
