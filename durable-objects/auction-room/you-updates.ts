import type { AuctionState } from "../../domain/room/state.ts";
import { viewYou } from "../../domain/room/view.ts";
import { diffYou, findAffected } from "../../domain/room/you-diff.ts";
import type { Committed } from "./commit.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/**
 * Marks the sockets of those about whom a group of entries changed something, and returns them. They are told behind the
 * facts: a client that heard first that its shipping fell would price by it the lot whose hammer made it fall.
 */
export function markYouStale(group: readonly Committed[], sessions: Sessions): readonly Session[] {
  const marked = [...findAffectedByGroup(group, sessions)].flatMap((userId) => sessions.ofUser(userId));
  for (const session of marked) session.isYouStale = true;
  return marked;
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

/**
 * Tells a marked socket what differs from what it was told last; everything the first time. Once, however many entries
 * were about its person.
 */
export function tellYou(session: Session, state: AuctionState): void {
  if (!session.isYouStale) return;
  const you = viewYou(state, session.caller);
  const changes = session.you === null ? you : diffYou(session.you, you);
  session.keepYou(you);
  if (changes !== null) session.send(JSON.stringify({ type: "you.updated", ...changes }));
}
