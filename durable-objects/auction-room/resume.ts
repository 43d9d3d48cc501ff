import { limits } from "../../domain/limits.ts";
import type { AuctionState } from "../../domain/room/state.ts";
import { snapshotFor, viewYou } from "../../domain/room/view.ts";
import type { RoomMemory } from "./memory.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

interface ResumeOptions {
  readonly memory: RoomMemory;
  readonly sessions: Sessions;
  readonly state: AuctionState;
  readonly nowMs: number;
}

/** The room as one person may see it, whole and small. */
export function sendSnapshot(session: Session, { sessions, state, nowMs }: ResumeOptions): void {
  const snapshot = snapshotFor(state, session.caller, nowMs, sessions.all().length);
  session.keepYou(snapshot.you);
  session.sendFacts(JSON.stringify({ type: "room.snapshot", ...snapshot }), snapshot.seq, nowMs);
}

/**
 * Brings a socket up to date from the last fact its client has: the facts since, or a snapshot when there are too many or
 * when it names a fact the room never had. Facts do not tell everything, so the rest follows them: the set-up if it
 * changed since, else only what the person may know about themselves.
 */
export function sendResume(session: Session, afterSeq: number | null, options: ResumeOptions): void {
  const { memory, state, nowMs } = options;
  const headSeq = state.head.seq;
  const isKnown = afterSeq !== null && afterSeq <= headSeq && headSeq - afterSeq <= limits.resumeFactsMax;
  const facts = isKnown ? memory.recentFacts.readAfter(afterSeq) : null;
  if (facts === null || afterSeq === null) {
    sendSnapshot(session, options);
    return;
  }
  session.sendFacts(`{"type":"room.facts","facts":[${facts}]}`, headSeq, nowMs);
  if (memory.setupSeq !== null && afterSeq <= memory.setupSeq) {
    sendSnapshot(session, options);
    return;
  }
  const you = viewYou(state, session.caller);
  session.keepYou(you);
  session.send(JSON.stringify({ type: "you.updated", ...you }));
}
