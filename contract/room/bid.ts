import { bidModes } from "../../domain/room/command.ts";
import { z } from "../zod.ts";
import { amountMinor, commandId, epochMs, opaqueId, paddle, sha256Hex } from "./common.ts";

export const bidPlace = z.strictObject({
  type: z.literal("bid.place"),
  id: commandId,
  lotId: opaqueId,
  amountMinor,
  mode: z.enum(bidModes).default("max"),
  confirm: z.literal(true).exactOptional(),
});

export const lotBuy = z.strictObject({ type: z.literal("lot.buy"), id: commandId, lotId: opaqueId });

export const giveawayEnter = z.strictObject({
  type: z.literal("giveaway.enter"),
  id: commandId,
  lotId: opaqueId,
});

export const bidPlaced = z.object({
  type: z.literal("bid.placed"),
  lotId: opaqueId,
  bidId: opaqueId,
  paddle,
  priceMinor: amountMinor,
  nextMinimumMinor: amountMinor,
  closesAtMs: epochMs,
  extended: z.boolean(),
  auto: z.boolean(),
  reserveMet: z.boolean(),
  commitment: sha256Hex.exactOptional(),
});

export const bidCommitted = z.object({
  type: z.literal("bid.committed"),
  lotId: opaqueId,
  bidId: opaqueId,
  paddle,
  commitment: sha256Hex,
});
