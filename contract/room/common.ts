import { limits } from "../../domain/limits.ts";
import { AMOUNT_MAX_MINOR } from "../../domain/money.ts";
import { z } from "../zod.ts";

const idText = (lengthMax: number) =>
  z
    .string()
    .min(1)
    .max(lengthMax)
    // A lone surrogate or a NUL would not survive UTF-8, SQLite or Postgres unchanged, so two ids could become one.
    .refine((id) => id.isWellFormed() && !id.includes("\u0000"), "not well-formed text");

/** A client-made command id (rule B3). */
export const commandId = idText(limits.commandIdLengthMax);

/** An opaque id of ours. */
export const opaqueId = idText(limits.idLengthMax);

/** Money in minor units, 1 … 10^12 (rule P1); -0, NaN, fractions and 1e309 do not pass. */
export const amountMinor = z.int().min(1).max(AMOUNT_MAX_MINOR);

/** Money that may be nothing: a shipping cost, a sum spent. */
export const amountOrZeroMinor = z
  .int()
  .min(0)
  .max(AMOUNT_MAX_MINOR * 1_000);

export const paddle = z.int().min(1).max(limits.biddersPerAuctionMax);

export const epochMs = z.int().min(0);

export const seqNumber = z.int().min(0);

/** Lower-case hex SHA-256. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** 16 bytes of lower-case hex. */
export const saltHex = z.string().regex(/^[0-9a-f]{32}$/);

/** ISO 4217, as facts and views tell it: what was once sold in stays readable. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/);

/** Text a person wrote: well-formed Unicode only, so that it survives JSON, Postgres and a hash unchanged. */
export const humanText = (lengthMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .refine((text) => text.isWellFormed() && !text.includes("\u0000"), "not well-formed text");

export const reasonText = humanText(limits.reasonLengthMax);
