import type { AuctionState } from "../../domain/room/state.ts";
import { viewYou } from "../../domain/room/view.ts";
import { diffYou, findAffected } from "../../domain/room/you-diff.ts";
import type { Committed } from "./commit.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/**
 * Tells people what a group of entries changed about themselves, at once and on all their sockets; each person once,
 * however many of the entries were theirs.
 */
export function sendYouUpdates(group: readonly Committed[], sessions: Sessions): void {
  const after = group.at(-1)?.after;
  if (after === undefined) return;
  for (const userId of findAffectedByGroup(group, sessions)) {
    for (const session of sessions.ofUser(userId)) updateYou(session, after);
  }
}

function findAffectedByGroup(group: readonly Committed[], sessions: Sessions): Iterable<string> {
  const affected = new Set<string>();
  for (const { before, entry } of group) {
    const those = before === null ? [] : findAffected(before, entry);
    if (those === "everyone") return sessions.userIds();
    for (const userId of those) affected.add(userId);
  }
  return affected;
}

/** Sends what differs from what this socket was told last; everything the first time. */
function updateYou(session: Session, state: AuctionState): void {
  const you = viewYou(state, session.caller);
  const changes = session.you === null ? you : diffYou(session.you, you);
  session.you = you;
  if (changes !== null) session.send(JSON.stringify({ type: "you.updated", ...changes }));
}
