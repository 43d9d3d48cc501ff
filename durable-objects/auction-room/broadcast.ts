import { limits } from "../../domain/limits.ts";
import { SEND_COST_MS, visitInSlices } from "./fan-out.ts";
import type { Schedule } from "./fan-out.ts";
import type { RecentFacts } from "./recent-facts.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** Brings every socket up to the log's head. */
export interface Broadcast {
  /** Facts were added, in this turn: sends them now or with those of the next moments. */
  readonly factsAdded: () => void;
}

interface BroadcastOptions {
  readonly sessions: Sessions;
  readonly recentFacts: RecentFacts;
  readonly readHeadSeq: () => number;
  readonly readNowMs: () => number;
  readonly schedule: Schedule;
  /** Brings up to date a socket that is too far behind for facts. */
  readonly sendSnapshot: (session: Session) => void;
  /** Looks at a socket before it is written to; false when it was closed instead. */
  readonly check: (session: Session, nowMs: number) => boolean;
}

/** Share of the object's time that broadcasts may take before they are spaced out. */
const BUSY_SHARE = 0.5;
/** Below this wait a timer costs more than it saves. */
const TICK_MIN_MS = 2;

/** The shortest time between two broadcasts to so many sockets: none in a small room, 50 ms from about 830 on. */
export function computeTick(sockets: number): number {
  const tickMs = (sockets * SEND_COST_MS) / BUSY_SHARE;
  return tickMs < TICK_MIN_MS ? 0 : Math.min(tickMs, limits.broadcastTickMaxMs);
}

/**
 * Facts go out in the turn that wrote them; the platform holds the bytes until the row is durable. Each socket knows
 * how far it has been told, so several commits share one frame whenever a broadcast has to wait: for its tick, which
 * grows with the audience, or for the broadcast before it.
 */
export function createBroadcast(options: BroadcastOptions): Broadcast {
  const { sessions, recentFacts, readHeadSeq, readNowMs, schedule, sendSnapshot, check } = options;
  let nextAtMs = 0;
  let isWaiting = false;
  let isRunning = false;
  let toldSeq = readHeadSeq();
  // Nearly all sockets stand at the same fact, so nearly always one text serves them all.
  let frames = new Map<number, string | null>();
  let framesSeq = -1;

  const writeFrame = (fromSeq: number, headSeq: number): string | null => {
    if (framesSeq !== headSeq) {
      frames = new Map();
      framesSeq = headSeq;
    }
    const known = frames.get(fromSeq);
    if (known !== undefined) return known;
    const facts = recentFacts.readAfter(fromSeq);
    const frame = facts === null ? null : `{"type":"room.facts","facts":[${facts}]}`;
    frames.set(fromSeq, frame);
    return frame;
  };

  const visit = (session: Session): void => {
    const headSeq = readHeadSeq();
    const nowMs = readNowMs();
    if (session.sentSeq >= headSeq || !check(session, nowMs)) return;
    const frame = writeFrame(session.sentSeq, headSeq);
    if (frame === null) sendSnapshot(session);
    else session.sendFacts(frame, headSeq, nowMs);
  };

  const run = (): void => {
    isWaiting = false;
    isRunning = true;
    toldSeq = readHeadSeq();
    nextAtMs = readNowMs() + computeTick(sessions.all().length);
    visitInSlices(sessions, { visit, done: finish, schedule });
  };
  const finish = (): void => {
    isRunning = false;
    frames = new Map();
    framesSeq = -1;
    // Facts added while the last slices were written reached those slices only.
    if (readHeadSeq() > toldSeq) factsAdded();
  };
  const factsAdded = (): void => {
    if (isWaiting || isRunning) return;
    const waitMs = nextAtMs - readNowMs();
    if (waitMs <= 0) {
      run();
      return;
    }
    isWaiting = true;
    schedule(run, waitMs);
  };
  return { factsAdded };
}
