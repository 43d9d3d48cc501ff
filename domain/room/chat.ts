import { limits } from "../limits.ts";
import type { Result } from "../result.ts";
import { accept, must } from "../result.ts";
import { takeTokens } from "../token-bucket.ts";
import type { ChatMute, ChatPost, ChatRemove } from "./command.ts";
import type { Context } from "./context.ts";
import { done } from "./decision.ts";
import type { Decision } from "./entry.ts";
import { findBidder } from "./find.ts";
import type { Input } from "./input.ts";
import { refuseOver } from "./lot-edit.ts";
import { roomChatRule } from "./rate.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import { computeRole, requireModerator } from "./roles.ts";
import type { AuctionState, ChatLine, Mute } from "./state.ts";

/** `chat.post`: a journal entry without facts. The person's own bucket was taken by the caller; the room's is here. */
export function decidePost(
  state: AuctionState,
  { actor, command }: Input<ChatPost>,
  context: Context,
): Result<Decision, Refusal> {
  const userId = must(actor.userId, "only people who are signed in send commands");
  const { text } = command;
  if (text.trim().length === 0 || text.length > limits.chatTextLengthMax || !text.isWellFormed()) {
    return refuseWith("malformed", `A line of chat has 1 to ${limits.chatTextLengthMax} characters.`);
  }
  if (findBidder(state, userId)?.blocked === true) {
    return refuseWith("blocked", "You are blocked from this auction.");
  }
  const mute = findMute(state, userId, context.nowMs);
  if (mute !== undefined) {
    return refuseWith("muted", "You are muted in this room.", { untilMs: mute.untilMs });
  }
  if (state.status === "ended" || state.status === "cancelled") return refuseOver();
  const taken = takeTokens(state.chat.bucket ?? undefined, roomChatRule, context.nowMs);
  if (!taken.ok)
    return refuseWith("rate_limited", "This room is too busy; try again in a moment.", taken.refusal);
  const line = {
    type: "chat.posted",
    messageId: context.makeId(),
    userId,
    displayName: (actor.displayName ?? "Guest").slice(0, limits.displayNameLengthMax),
    role: computeRole(state, actor),
    text,
  } as const;
  return done({ facts: [], changes: [line] });
}

function findMute(state: AuctionState, userId: string, nowMs: number): Mute | undefined {
  return state.chat.mutes.find((mute) => {
    return mute.userId === userId && (mute.untilMs === null || mute.untilMs > nowMs);
  });
}

function requireLine(state: AuctionState, messageId: string): Result<ChatLine, Refusal> {
  const line = state.chat.lines.find((one) => one.messageId === messageId);
  if (line !== undefined) return accept(line);
  return refuseWith("message_unknown", "The room does not remember that message.");
}

/** `chat.remove`: one's own line, or anyone's for those who keep the room civil. */
export function decideRemoveLine(
  state: AuctionState,
  { actor, command }: Input<ChatRemove>,
): Result<Decision, Refusal> {
  const { messageId } = command;
  const line = requireLine(state, messageId);
  const isOwn = line.ok && line.value.userId === actor.userId;
  const allowed = requireModerator(state, actor);
  if (!isOwn && !allowed.ok) return allowed;
  if (!line.ok) return line;
  return done({ facts: [], changes: [{ type: "chat.removed", messageId }] });
}

/** `chat.mute`: the author of a line, for a while or for the room's life. Hosts and admins cannot be muted. */
export function decideMute(
  state: AuctionState,
  { actor, command }: Input<ChatMute>,
  context: Context,
): Result<Decision, Refusal> {
  const allowed = requireModerator(state, actor);
  if (!allowed.ok) return allowed;
  const line = requireLine(state, command.messageId);
  if (!line.ok) return line;
  const { userId, role } = line.value;
  if (userId === state.spec.sellerId || role === "admin") {
    return refuseWith("forbidden", "The host and administrators cannot be muted.");
  }
  const { durationMs } = command;
  if (durationMs !== undefined && !(Number.isSafeInteger(durationMs) && durationMs > 0)) {
    return refuseWith("malformed", "A mute lasts a whole number of milliseconds.");
  }
  const untilMs = durationMs === undefined ? null : context.nowMs + durationMs;
  return done({ facts: [], changes: [{ type: "chat.muted", userId, untilMs }] });
}
