import { refusalCodes } from "../../domain/room/refusal.ts";
import { roomRoles } from "../../domain/room/command.ts";
import { z } from "../zod.ts";
import { auctionView } from "./auction.ts";
import { amountMinor, amountOrZeroMinor, commandId, epochMs, opaqueId, paddle, seqNumber } from "./common.ts";
import { lotView } from "./lot.ts";

export const sessionRenew = z.strictObject({
  type: z.literal("session.renew"),
  ticket: z.string().min(1).max(2_048),
});
export const syncResume = z.strictObject({ type: z.literal("sync.resume"), afterSeq: seqNumber });
export const clockPing = z.strictObject({ type: z.literal("clock.ping"), t0: z.number(), seq: seqNumber });

export const clockPong = z.object({ type: z.literal("clock.pong"), t0: z.number(), nowMs: epochMs });

const youView = z.object({
  userId: opaqueId.nullable(),
  role: z.enum(roomRoles),
  paddle: paddle.nullable(),
  maxima: z.record(opaqueId, amountMinor),
  limitMinor: amountMinor.nullable(),
  spentMinor: amountOrZeroMinor,
  shippingMinor: amountOrZeroMinor,
  taxBps: z.int().min(0),
});

export const roomSnapshot = z.object({
  type: z.literal("room.snapshot"),
  seq: seqNumber,
  nowMs: epochMs,
  you: youView,
  auction: auctionView,
  lots: z.array(lotView),
  current: lotView.nullable(),
  viewers: z.int().min(0),
});

/** Only the fields that changed; an absent one is never `undefined`, so it can be spread over what was known. */
export const youUpdated = z.object({
  type: z.literal("you.updated"),
  userId: youView.shape.userId.exactOptional(),
  role: youView.shape.role.exactOptional(),
  paddle: youView.shape.paddle.exactOptional(),
  maxima: youView.shape.maxima.exactOptional(),
  limitMinor: youView.shape.limitMinor.exactOptional(),
  spentMinor: youView.shape.spentMinor.exactOptional(),
  shippingMinor: youView.shape.shippingMinor.exactOptional(),
  taxBps: youView.shape.taxBps.exactOptional(),
});

export const commandAccepted = z.object({
  type: z.literal("command.accepted"),
  id: commandId,
  seq: seqNumber,
  outcome: z.enum(["leading", "outbid", "done"]),
  priceMinor: amountMinor.exactOptional(),
  yourMaxMinor: amountMinor.exactOptional(),
});
export type CommandAccepted = z.infer<typeof commandAccepted>;

export const commandRefused = z.object({
  type: z.literal("command.refused"),
  /** Null when the frame had no readable id. */
  id: z.string().nullable(),
  code: z.enum(refusalCodes),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).exactOptional(),
});
export type CommandRefused = z.infer<typeof commandRefused>;
