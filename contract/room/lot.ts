import { passReasons } from "../../domain/room/fact.ts";
import { lotFormats } from "../../domain/room/lot-rules.ts";
import { lotStatuses } from "../../domain/room/views.ts";
import { z } from "../zod.ts";
import {
  amountMinor,
  commandId,
  currencyCode,
  epochMs,
  opaqueId,
  paddle,
  reasonText,
  saltHex,
  sha256Hex,
} from "./common.ts";

const lotCommand = <Type extends string>(type: Type) => ({
  type: z.literal(type),
  id: commandId,
  lotId: opaqueId,
});

export const lotOpen = z.strictObject(lotCommand("lot.open"));
export const lotPass = z.strictObject({ ...lotCommand("lot.pass"), reason: reasonText.exactOptional() });
export const lotReorder = z.strictObject({ ...lotCommand("lot.reorder"), beforeLotId: opaqueId.nullable() });
export const lotVoid = z.strictObject({ ...lotCommand("lot.void"), reason: reasonText });

export const incrementBand = z.object({ fromMinor: z.int().min(0), stepMinor: amountMinor });

const lotRules = z.object({
  format: z.enum(lotFormats),
  currency: currencyCode,
  startingPriceMinor: amountMinor,
  buyNowMinor: amountMinor.nullable(),
  increments: z.array(incrementBand),
  quantity: z.int().min(1),
  durationMs: z.int(),
  windowMs: z.int(),
  extensionMs: z.int(),
  extensionsMax: z.int(),
  hardCloseAfterMs: z.int().nullable(),
  graceMs: z.int(),
  premiumBps: z.int(),
  feeBps: z.int(),
  floorMinor: amountMinor.nullable(),
  stepMinor: amountMinor.nullable(),
  stepEveryMs: z.int().nullable(),
});

export const lotOpened = z.object({
  type: z.literal("lot.opened"),
  lotId: opaqueId,
  position: z.int(),
  title: z.string(),
  rules: lotRules,
  rulesHash: sha256Hex,
  reserveCommitment: sha256Hex.nullable(),
  closesAtMs: epochMs,
  priceMinor: amountMinor,
  nextMinimumMinor: amountMinor,
  reserveMet: z.boolean(),
});
export const lotRepriced = z.object({
  type: z.literal("lot.repriced"),
  lotId: opaqueId,
  priceMinor: amountMinor,
});
export const lotSold = z.object({
  type: z.literal("lot.sold"),
  lotId: opaqueId,
  paddle,
  priceMinor: amountMinor,
});
export const lotBought = z.object({
  type: z.literal("lot.bought"),
  lotId: opaqueId,
  saleNumber: z.int().min(1),
  paddle,
  priceMinor: amountMinor,
  remaining: z.int().min(0),
});
export const lotPassed = z.object({
  type: z.literal("lot.passed"),
  lotId: opaqueId,
  reason: z.enum(passReasons),
});
export const lotVoided = z.object({ type: z.literal("lot.voided"), lotId: opaqueId, reason: z.string() });
export const opening = z.object({ bidId: opaqueId, paddle, amountMinor, salt: saltHex });
export const lotRevealed = z.object({
  type: z.literal("lot.revealed"),
  lotId: opaqueId,
  reserve: z.object({ amountMinor, salt: saltHex }).exactOptional(),
  openings: z.array(opening),
});

export const lotView = z.object({
  id: opaqueId,
  position: z.int(),
  status: z.enum(lotStatuses),
  format: z.enum(lotFormats),
  title: z.string(),
  description: z.string(),
  imageUrls: z.array(z.string()),
  productId: opaqueId.nullable(),
  rerunOf: opaqueId.nullable(),
  startingPriceMinor: amountMinor,
  buyNowMinor: amountMinor.nullable(),
  priceMinor: amountMinor,
  nextMinimumMinor: amountMinor,
  hasReserve: z.boolean(),
  reserveMet: z.boolean(),
  bidCount: z.int(),
  increments: z.array(incrementBand),
  durationMs: z.int(),
  windowMs: z.int(),
  extensionMs: z.int(),
  extensions: z.int(),
  extensionsMax: z.int(),
  graceMs: z.int(),
  closesAtMs: epochMs.nullable(),
  openedAtMs: epochMs.nullable(),
  closedAtMs: epochMs.nullable(),
  remaining: z.int(),
  quantity: z.int(),
  leaderPaddle: paddle.nullable(),
  winnerPaddle: paddle.nullable(),
  soldPriceMinor: amountMinor.nullable(),
  passReason: z.string().nullable(),
});
