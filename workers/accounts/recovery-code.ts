import { createHmac, randomBytes } from "node:crypto";
import { recoveryCodesCount } from "../../contract/http/second-factors.ts";
import type { Settings } from "../env.ts";
import { deriveFactorKey, getFactorKey, listFactorKeys } from "./factor-key.ts";
import type { FactorKey } from "./factor-key.ts";

/** Crockford's base 32: no letter looks like a digit. 32 of them, so a byte's five low bits pick one evenly. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
/** 60 bits: out of reach for guessing at ten tries, and for a reader of the table, who has not the key. */
const codeLength = 12;
const codeForm = /^[0-9a-hjkmnp-tv-z]{12}$/u;
const groups = /.{4}(?=.)/gu;

const makeRecoveryCode = (): string =>
  Array.from(randomBytes(codeLength), (byte) => alphabet[byte % alphabet.length])
    .join("")
    .replaceAll(groups, "$&-");

export const makeRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodesCount }, () => makeRecoveryCode());

/** As people write it down and read it back; undefined for what cannot be one. */
export function readRecoveryCode(text: string): string | undefined {
  const plain = text.toLowerCase().replaceAll(/[\s-]/gu, "").replaceAll("o", "0").replaceAll(/[il]/gu, "1");
  return codeForm.test(plain) ? plain : undefined;
}

/** What is stored of a new code. Keyed and per account, as 60 bits alone could be searched by whoever has the table. */
export const hashRecoveryCode = (settings: Settings, userId: string, code: string): string =>
  hashUnder(getFactorKey(settings), userId, code);

/** What may be stored of a code somebody brings: it was made under one of the keys, and does not say which. */
export const listRecoveryCodeHashes = (settings: Settings, userId: string, code: string): string[] =>
  listFactorKeys(settings).map((key) => hashUnder(key, userId, code));

const hashUnder = (key: FactorKey, userId: string, code: string): string =>
  createHmac("sha256", deriveFactorKey(key, "recovery-code"))
    .update(`${userId}:${readRecoveryCode(code) ?? ""}`)
    .digest("hex");
