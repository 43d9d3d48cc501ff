import type { Actor, RoomCommand } from "../../../domain/room/command.ts";
import { takeToken } from "./bucket.ts";
import type { CommandHeard } from "./commands.ts";
import type { Report } from "./report.ts";
import type { Truth } from "./truth.ts";

type TalkCommand = Extract<
  RoomCommand,
  { type: "chat.post" | "chat.remove" | "chat.mute" | "bidder.block" | "bidder.unblock" }
>;

const talkTypes: ReadonlySet<string> = new Set<TalkCommand["type"]>([
  "chat.post",
  "chat.remove",
  "chat.mute",
  "bidder.block",
  "bidder.unblock",
]);
export const isTalk = (command: RoomCommand): command is TalkCommand => talkTypes.has(command.type);

/** Chat and who may take part: no facts, but effects on what comes later. */
export function takeTalk(
  truth: Truth,
  heard: Omit<CommandHeard, "command"> & { command: TalkCommand },
  report: Report,
): void {
  const { actor, command, answered, chat, nowMs } = heard;
  const userId = actor.userId ?? "";
  if (command.type === "chat.post") {
    takeChat(truth, { ...heard, command }, report);
    return;
  }
  if (chat.length > 0) report("chat", `${command.type} put ${chat.length} lines in the chat`);
  if (!answered.ok) return;
  const author = "messageId" in command ? truth.authors.get(command.messageId) : undefined;
  const removesOwn = command.type === "chat.remove" && author?.userId === userId;
  if (!moderates(truth, actor) && !removesOwn)
    report("B2", `${command.type} ${command.id} was accepted from ${userId}`);
  if (command.type === "chat.mute") takeMute(truth, author, { command, nowMs, report });
  if (command.type === "bidder.block" || command.type === "bidder.unblock") {
    const bidder = truth.paddles.get(command.paddle);
    if (bidder === undefined) report("B2", `${command.type} of paddle ${command.paddle}, which nobody holds`);
    else bidder.blocked = command.type === "bidder.block";
  }
}

function moderates({ auction }: Truth, { userId, isAdmin }: Actor): boolean {
  return isAdmin || userId === auction.sellerId || auction.moderatorIds.includes(userId ?? "");
}

function takeMute(
  truth: Truth,
  author: Actor | undefined,
  {
    command,
    nowMs,
    report,
  }: {
    readonly command: Extract<TalkCommand, { type: "chat.mute" }>;
    readonly nowMs: number;
    readonly report: Report;
  },
): void {
  if (author === undefined) {
    report("chat", `mute ${command.id} silenced the author of nothing`);
    return;
  }
  // The host and admins cannot be muted.
  if (author.isAdmin || author.userId === truth.auction.sellerId) return;
  truth.mutes.set(author.userId ?? "", command.durationMs === undefined ? null : nowMs + command.durationMs);
}

function takeChat(
  truth: Truth,
  heard: Omit<CommandHeard, "command"> & { command: Extract<TalkCommand, { type: "chat.post" }> },
  report: Report,
): void {
  const { actor, command, answered, chat, nowMs } = heard;
  const userId = actor.userId ?? "";
  const about = `line ${command.id}`;
  if (!answered.ok) {
    if (chat.length > 0) report("chat", `${about} was refused with ${answered.code} and posted`);
    if (answered.code === "muted" && !isMuted(truth, userId, nowMs))
      report("chat", `${about} was told muted`);
    if (!["muted", "rate_limited", "blocked", "auction_over"].includes(answered.code)) {
      report("chat", `${about} was refused with ${answered.code}`);
    }
    return;
  }
  if (isMuted(truth, userId, nowMs)) report("chat", `${about} came from someone muted`);
  // Own lines at one a second, the room's at twenty; refused ones need not have taken from either.
  if (!takeToken(truth, `chat ${userId}`, { capacity: 5, everyMs: 1_000 }, nowMs))
    report("B4", `${about} was one too many of its author`);
  if (!takeToken(truth, "chat", { capacity: 40, everyMs: 50 }, nowMs))
    report("B4", `${about} was one too many of the room`);
  const [line, ...more] = chat;
  if (
    line === undefined ||
    more.length > 0 ||
    line.text !== command.text ||
    line.displayName !== actor.displayName
  ) {
    report("chat", `${about} went out as ${chat.length} lines, or as another`);
    return;
  }
  truth.authors.set(line.messageId, actor);
}

function isMuted(truth: Truth, userId: string, nowMs: number): boolean {
  const untilMs = truth.mutes.get(userId);
  return untilMs === null || (untilMs !== undefined && untilMs > nowMs);
}
