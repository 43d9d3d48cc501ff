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
  /** Tells a socket what the facts it was just sent changed about its person. */
  readonly tellYou: (session: Session) => void;
}

/** Share of the object's time that broadcasts may take before they are spaced out. */
const BUSY_SHARE = 0.5;
/** Below this wait a timer costs more than it saves. */
const WAIT_MIN_MS = 2;
/** What a longer frame adds to the cost of a send. */
const CHARACTER_COST_MS = 0.000_000_7;

/** How long one broadcast takes and how long the next then waits, in milliseconds. */
export interface Pace {
  readonly costMs: number;
  readonly waitMs: number;
}

/** No wait in a small room; in a big one as long as the broadcast itself took, 50 ms at most. */
export function computePace(sockets: number, frameLength: number): Pace {
  const costMs = sockets * (SEND_COST_MS + frameLength * CHARACTER_COST_MS);
  const waitMs = (costMs * (1 - BUSY_SHARE)) / BUSY_SHARE;
  return { costMs, waitMs: waitMs < WAIT_MIN_MS ? 0 : Math.min(waitMs, limits.broadcastTickMaxMs) };
}

/**
 * Facts go out in the turn that wrote them; the platform holds the bytes until the row is durable. Each socket knows
 * how far it has been told, so several commits share one frame whenever a broadcast has to wait: for the one before it,
 * and after that for a pause which grows with the audience.
 */
export function createBroadcast(options: BroadcastOptions): Broadcast {
  const { sessions, recentFacts, readHeadSeq, readNowMs, schedule, sendSnapshot, check, tellYou } = options;
  let startedAtMs = 0;
  let nextAtMs = 0;
  let frameLength = 0;
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
    frameLength = Math.max(frameLength, frame?.length ?? 0);
    return frame;
  };

  const visit = (session: Session): void => {
    const headSeq = readHeadSeq();
    const nowMs = readNowMs();
    if (session.sentSeq >= headSeq || !check(session, nowMs)) return;
    const frame = writeFrame(session.sentSeq, headSeq);
    if (frame === null) sendSnapshot(session);
    else session.sendFacts(frame, headSeq, nowMs);
    tellYou(session);
  };

  const run = (): void => {
    isWaiting = false;
    isRunning = true;
    toldSeq = readHeadSeq();
    startedAtMs = readNowMs();
    frameLength = 0;
    visitInSlices(sessions, { visit, done: finish, schedule });
  };
  const finish = (): void => {
    isRunning = false;
    const { costMs, waitMs } = computePace(sessions.all().length, frameLength);
    // The clock stands still within a turn, so a broadcast of one slice seems to take no time at all.
    nextAtMs = Math.max(startedAtMs + costMs, readNowMs()) + waitMs;
    frames = new Map();
    framesSeq = -1;
    // Facts added while the last slices were written reached those slices only.
    if (readHeadSeq() > toldSeq) factsAdded();
  };
  const factsAdded = (): void => {
    if (isWaiting || isRunning || readHeadSeq() <= toldSeq) return;
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
