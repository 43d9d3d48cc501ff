import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { RoomEvents } from "../room/events.ts";
import type { RoomClient } from "../room/room-client.ts";
import type { RoomState } from "../room/room-state.ts";
import { nothingYet } from "../room/room-state.ts";

const subscribeToNothing = () => () => undefined;

/**
 * A room client that lives as long as the component, made after mounting so that nothing connects while a page is
 * rendered on the server. `open` is called again only when `key` changes.
 */
export function useRoomClient(key: string, open: () => RoomClient): RoomClient | null {
  const [client, setClient] = useState<RoomClient | null>(null);
  const latestOpen = useRef(open);
  latestOpen.current = open;
  useEffect(() => {
    const opened = latestOpen.current();
    setClient(opened);
    const hurry = () => opened.hurry();
    // A lost network does not close a socket: without this, bids would look possible until a heartbeat is missed.
    const startOver = () => opened.rejoin();
    const hurryWhenVisible = () => document.visibilityState === "visible" && opened.hurry();
    addEventListener("online", hurry);
    addEventListener("offline", startOver);
    document.addEventListener("visibilitychange", hurryWhenVisible);
    return () => {
      removeEventListener("online", hurry);
      removeEventListener("offline", startOver);
      document.removeEventListener("visibilitychange", hurryWhenVisible);
      setClient(null);
      opened.close();
    };
  }, [key]);
  return client;
}

/**
 * A part of a room's state; renders again only when that part is another value. `select` should return something of
 * the state itself, or a primitive: a new object each time would render for ever.
 */
export function useRoom<Part>(client: RoomClient | null, select: (state: RoomState) => Part): Part {
  const read = () => select(client?.getState() ?? nothingYet);
  return useSyncExternalStore(client?.subscribe ?? subscribeToNothing, read, () => select(nothingYet));
}

/** Calls back on events of the room; the newest callback counts. */
export function useRoomEvent<Name extends keyof RoomEvents>(
  client: RoomClient | null,
  name: Name,
  listener: (event: RoomEvents[Name]) => void,
): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => client?.on(name, (event) => latest.current(event)), [client, name]);
}
