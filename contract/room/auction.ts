import { holdReasons } from "../../domain/room/fact.ts";
import { auctionStatuses } from "../../domain/room/views.ts";
import { z } from "../zod.ts";
import { commandId, currencyCode, epochMs, opaqueId, reasonText } from "./common.ts";

const hostCommand = <Type extends string>(type: Type) =>
  z.strictObject({ type: z.literal(type), id: commandId, reason: reasonText.exactOptional() });

export const auctionStart = hostCommand("auction.start");
export const auctionHold = hostCommand("auction.hold");
export const auctionResume = hostCommand("auction.resume");
export const auctionEnd = hostCommand("auction.end");
export const auctionCancel = hostCommand("auction.cancel");

export const auctionStarted = z.object({ type: z.literal("auction.started") });
export const auctionHeld = z.object({
  type: z.literal("auction.held"),
  reason: z.enum(holdReasons),
  note: z.string().exactOptional(),
});
export const auctionResumed = z.object({
  type: z.literal("auction.resumed"),
  lots: z.array(z.object({ lotId: opaqueId, closesAtMs: epochMs })),
});
export const auctionEnded = z.object({ type: z.literal("auction.ended") });
export const auctionCancelled = z.object({
  type: z.literal("auction.cancelled"),
  reason: z.string().exactOptional(),
});

export const auctionView = z.object({
  id: opaqueId,
  title: z.string(),
  description: z.string(),
  status: z.enum(auctionStatuses),
  sellerId: opaqueId,
  sellerName: z.string(),
  currency: currencyCode,
  pacing: z.enum(["live", "timed"]),
  visibility: z.enum(["public", "private"]),
  premiumBps: z.int(),
  scheduledStartMs: epochMs,
  scheduledEndMs: epochMs.nullable(),
  startedAtMs: epochMs.nullable(),
  endedAtMs: epochMs.nullable(),
  held: z.object({ sinceMs: epochMs, reason: z.string() }).nullable(),
  lotCount: z.int(),
});
