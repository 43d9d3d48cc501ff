import type { AuctionState } from "../../domain/room/state.ts";
import { viewYou } from "../../domain/room/view.ts";
import { diffYou, findAffected } from "../../domain/room/you-diff.ts";
import type { Committed } from "./commit.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** Tells people what an entry changed about themselves, at once and on all their sockets. */
export function sendYouUpdates({ entry, before, after }: Committed, sessions: Sessions): void {
  if (before === null) return;
  const affected = findAffected(before, entry);
  for (const userId of affected === "everyone" ? sessions.userIds() : affected) {
    for (const session of sessions.ofUser(userId)) updateYou(session, after);
  }
}

/** Sends what differs from what this socket was told last; everything the first time. */
export function updateYou(session: Session, state: AuctionState): void {
  const you = viewYou(state, session.caller);
  const changes = session.you === null ? you : diffYou(session.you, you);
  session.you = you;
  if (changes !== null) session.send(JSON.stringify({ type: "you.updated", ...changes }));
}
