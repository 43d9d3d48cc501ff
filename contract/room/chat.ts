import { limits } from "../../domain/limits.ts";
import { roomRoles } from "../../domain/room/command.ts";
import { z } from "../zod.ts";
import { commandId, epochMs, humanText, opaqueId, paddle, reasonText } from "./common.ts";

export const chatPost = z.strictObject({
  type: z.literal("chat.post"),
  id: commandId,
  text: humanText(limits.chatTextLengthMax),
});
export const chatRemove = z.strictObject({
  type: z.literal("chat.remove"),
  id: commandId,
  messageId: opaqueId,
});
export const chatMute = z.strictObject({
  type: z.literal("chat.mute"),
  id: commandId,
  messageId: opaqueId,
  durationMs: z.int().min(1_000).max(limits.lotDurationMaxMs).exactOptional(),
});
export const bidderBlock = z.strictObject({
  type: z.literal("bidder.block"),
  id: commandId,
  paddle,
  reason: reasonText.exactOptional(),
});
export const bidderUnblock = z.strictObject({ type: z.literal("bidder.unblock"), id: commandId, paddle });

/** What can float over the stage. */
export const reactionKinds = ["heart", "fire", "clap", "wow", "laugh"] as const;
export type ReactionKind = (typeof reactionKinds)[number];

export const reactionSend = z.strictObject({ type: z.literal("reaction.send"), kind: z.enum(reactionKinds) });

/** One line of chat, as everyone sees it: a name and a role, never a paddle. */
export const chatLine = z.object({
  messageId: opaqueId,
  displayName: z.string(),
  role: z.enum(roomRoles),
  text: z.string(),
  atMs: epochMs,
});
export type ChatLine = z.infer<typeof chatLine>;

export const chatPosted = z.object({ type: z.literal("chat.posted"), lines: z.array(chatLine) });
export const chatRemoved = z.object({ type: z.literal("chat.removed"), messageId: opaqueId });
export const reactionBurst = z.object({
  type: z.literal("reaction.burst"),
  counts: z.partialRecord(z.enum(reactionKinds), z.int().min(1)),
});
export const roomPresence = z.object({ type: z.literal("room.presence"), viewers: z.int().min(0) });
