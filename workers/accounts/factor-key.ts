import { createHmac } from "node:crypto";
import { base64url } from "jose";
import type { Settings } from "../env.ts";

type FactorUse = "totp-secret" | "recovery-code" | "passkey-challenge";

/** The key of one use of FACTOR_KEY: what is made for one of them means nothing to another. */
export const deriveFactorKey = ({ FACTOR_KEY }: Settings, use: FactorUse): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    base64url.decode(createHmac("sha256", FACTOR_KEY).update(`factor:${use}`).digest("base64url")),
  );
