import { createHmac, timingSafeEqual } from "node:crypto";
import { base64url } from "jose";
import type { Settings } from "../env.ts";
import { deriveFactorKey, getFactorKey, listFactorKeys } from "./factor-key.ts";
import type { FactorKey } from "./factor-key.ts";

/** Time enough to find one's phone. */
export const challengeLifeMs = 5 * 60_000;

/** What a challenge is for, and whose it is: nobody's for a sign-in, as nobody is known yet. */
export interface ChallengeScope {
  readonly purpose: "register" | "sign-in" | "second-factor" | "step-up";
  readonly subject: string;
}

const nonceBytes = 16;
/** Milliseconds since the epoch as a 64-bit number. */
const timeBytes = 8;
const headBytes = nonceBytes + timeBytes;
const macBytes = 32;

const sign = (key: FactorKey, { purpose, subject }: ChallengeScope, head: Uint8Array): Uint8Array =>
  base64url.decode(
    createHmac("sha256", deriveFactorKey(key, "passkey-challenge"))
      .update(JSON.stringify([purpose, subject]))
      .update(head)
      .digest("base64url"),
  );

/**
 * A challenge that says itself until when it is good, under a MAC over its scope: nothing has to be kept of those that
 * are never answered.
 */
export function makeChallenge(settings: Settings, scope: ChallengeScope, now: Date): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headBytes + macBytes);
  const head = bytes.subarray(0, headBytes);
  crypto.getRandomValues(bytes.subarray(0, nonceBytes));
  new DataView(bytes.buffer).setBigUint64(nonceBytes, BigInt(now.getTime() + challengeLifeMs));
  bytes.set(sign(getFactorKey(settings), scope, head), headBytes);
  return bytes;
}

/** When a challenge of this scope runs out; undefined for one that has, or is none of ours. */
export function findChallengeEnd(
  settings: Settings,
  scope: ChallengeScope,
  challenge: string,
  now: Date,
): Date | undefined {
  const bytes = new Uint8Array(base64url.decode(challenge));
  if (bytes.length !== headBytes + macBytes) return undefined;
  const [head, mac] = [bytes.subarray(0, headBytes), bytes.subarray(headBytes)];
  // It may have been made a moment before another key's time came.
  const isOurs = listFactorKeys(settings).some((key) => timingSafeEqual(mac, sign(key, scope, head)));
  if (!isOurs) return undefined;
  const end = new Date(Number(new DataView(bytes.buffer).getBigUint64(nonceBytes)));
  return end > now ? end : undefined;
}
