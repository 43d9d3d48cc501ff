import { createHmac } from "node:crypto";
import { base64url } from "jose";
import { findSigningKey } from "../../domain/access/key-rotation.ts";
import { must } from "../../domain/result.ts";
import type { Settings } from "../env.ts";

type FactorUse = "totp-secret" | "recovery-code" | "passkey-challenge";

/** One key of FACTOR_KEY. */
export type FactorKey = Settings["FACTOR_KEY"]["keys"][number];

/** The key under which something new is kept now. It was in the set for a while before, so that every isolate has it. */
export const getFactorKey = ({ FACTOR_KEY: { keys } }: Settings): FactorKey =>
  must(findSigningKey(keys, Date.now()) ?? keys[0], "there is a key");

/** What was kept may lie under any of them: a recovery code is used years after it was made. */
export const listFactorKeys = ({ FACTOR_KEY }: Settings): readonly FactorKey[] => FACTOR_KEY.keys;

/** The key of one use: what is made for one of them means nothing to another. */
export const deriveFactorKey = ({ k }: FactorKey, use: FactorUse): Uint8Array<ArrayBuffer> =>
  new Uint8Array(base64url.decode(createHmac("sha256", k).update(`factor:${use}`).digest("base64url")));
