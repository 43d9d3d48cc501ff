import { limits } from "../../domain/limits.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** What writing one frame to one socket costs in CPU time, measured on workerd: 25–40 µs, whatever the frame. */
export const SEND_COST_MS = 0.03;

/** Runs later in this object; tests and the object pass `setTimeout`. */
export type Schedule = (work: () => void, afterMs: number) => void;

/**
 * Visits every socket open now, a slice at a time. Between slices the room answers what has come in: a room of ten
 * thousand readers takes a third of a second to write to, and no bid should wait that long.
 */
export function visitInSlices(
  sessions: Sessions,
  { visit, done, schedule }: { visit: (session: Session) => void; done: () => void; schedule: Schedule },
): void {
  const everyone = sessions.all().slice();
  let next = 0;
  const visitSlice = (): void => {
    const end = Math.min(next + limits.broadcastSliceSockets, everyone.length);
    for (; next < end; next += 1) {
      const session = everyone[next];
      if (session?.isOpen === true) visit(session);
    }
    if (next < everyone.length) schedule(visitSlice, 0);
    else done();
  };
  visitSlice();
}
