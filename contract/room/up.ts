import type { WireCommand } from "../../domain/room/command.ts";
import { z } from "../zod.ts";
import { auctionCancel, auctionEnd, auctionHold, auctionResume, auctionStart } from "./auction.ts";
import { bidPlace, giveawayEnter, lotBuy } from "./bid.ts";
import { bidderBlock, bidderUnblock, chatMute, chatPost, chatRemove, reactionSend } from "./chat.ts";
import { lotOpen, lotPass, lotReorder, lotVoid } from "./lot.ts";
import { clockPing, sessionRenew, syncResume } from "./session.ts";

/** Every command a person may send, over a socket or as the body of POST …/commands. */
export const wireCommand = z.discriminatedUnion("type", [
  bidPlace,
  lotBuy,
  giveawayEnter,
  chatPost,
  auctionStart,
  auctionHold,
  auctionResume,
  auctionEnd,
  auctionCancel,
  lotOpen,
  lotPass,
  lotReorder,
  chatRemove,
  chatMute,
  bidderBlock,
  bidderUnblock,
  lotVoid,
]) satisfies z.ZodType<WireCommand>;

/** Frames that are about the socket itself and change nothing in the room. */
export const socketFrame = z.discriminatedUnion("type", [reactionSend, sessionRenew, syncResume, clockPing]);
export type SocketFrame = z.infer<typeof socketFrame>;

/** Any frame from a client. */
export const upFrame = z.discriminatedUnion("type", [...wireCommand.options, ...socketFrame.options]);
export type UpFrame = z.infer<typeof upFrame>;

/** Answered by the platform without waking the room. */
export const heartbeat = { ping: '{"type":"ping"}', pong: '{"type":"pong"}' } as const;
