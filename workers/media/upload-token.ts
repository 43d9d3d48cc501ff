import { createHmac, timingSafeEqual } from "node:crypto";
import { base64url } from "jose";
import { z } from "../../contract/zod.ts";
import { isUuid } from "../../db/queries/ids.ts";
import type { Settings } from "../env.ts";
import type { ExpectedFile } from "../providers/storage/storage.ts";

/** The one file an address of ours takes, and until when. */
export interface UploadClaims extends Omit<ExpectedFile, "lifeSeconds"> {
  readonly uploadId: string;
  readonly expiresAtMs: number;
}

/** An array: it starts otherwise in base64url than a JWT or a ticket does. */
const payload = z.tuple([
  z.literal("upload.v1"),
  z.string().refine(isUuid),
  z.string(),
  z.int().positive(),
  z.int(),
]);

/** A key of its own, made from one there is: rotating the one ends the uploads of five minutes, which is all it breaks. */
const deriveKey = ({ TICKET_KEY }: Settings): Uint8Array =>
  createHmac("sha256", TICKET_KEY).update("blytz-upload").digest();

const sign = (settings: Settings, text: string): string =>
  createHmac("sha256", deriveKey(settings)).update(text).digest("base64url");

/** Written into an address, where it is the permission itself: nothing else is asked of whoever has it. */
export function makeUploadToken(settings: Settings, claims: UploadClaims): string {
  const { uploadId, contentType, size, expiresAtMs } = claims;
  const parts: z.input<typeof payload> = ["upload.v1", uploadId, contentType, size, expiresAtMs];
  const text = base64url.encode(JSON.stringify(parts));
  return `${text}.${sign(settings, text)}`;
}

/** Undefined for a token that is not ours or too old. */
export function openUploadToken(settings: Settings, token: string, nowMs: number): UploadClaims | undefined {
  const [text = "", signature = "", ...rest] = token.split(".");
  const [given, expected] = [signature, sign(settings, text)].map((one) => new TextEncoder().encode(one));
  if (rest.length > 0 || given === undefined || given.length !== expected?.length) return undefined;
  if (!timingSafeEqual(given, expected)) return undefined;
  const json: unknown = JSON.parse(new TextDecoder().decode(base64url.decode(text)));
  const parsed = payload.safeParse(json);
  if (!parsed.success) return undefined;
  const [, uploadId, contentType, size, expiresAtMs] = parsed.data;
  return nowMs < expiresAtMs ? { uploadId, contentType, size, expiresAtMs } : undefined;
}
