import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * `blz_`, 256 random bits as 43 digits of base 62, and 6 digits of their CRC-32. The prefix lets secret scanners find a key
 * in a repository, the checksum lets them and us tell a key from something like one without asking a database.
 */
const prefix = "blz_";
const secretDigits = 43;
const checksumDigits = 6;
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const keyForm = new RegExp(`^${prefix}([0-9A-Za-z]{${secretDigits}})([0-9A-Za-z]{${checksumDigits}})$`, "u");

function toBase62(value: bigint, digits: number): string {
  let text = "";
  for (let rest = value; text.length < digits; rest /= 62n) text = alphabet.charAt(Number(rest % 62n)) + text;
  return text;
}

const computeChecksum = (secret: string): string => toBase62(BigInt(crc32(secret)), checksumDigits);

export function makeApiKey(): string {
  const secret = toBase62(BigInt(`0x${randomBytes(32).toString("hex")}`), secretDigits);
  return `${prefix}${secret}${computeChecksum(secret)}`;
}

/** Whether a bearer token means to be a key. */
export const isApiKey = (token: string): boolean => token.startsWith(prefix);

/** Whether it could be one of ours: false for a typo, a truncated copy or something made up. */
export function isWellFormedApiKey(token: string): boolean {
  const [, secret, checksum] = keyForm.exec(token) ?? [];
  return secret !== undefined && computeChecksum(secret) === checksum;
}

/** What is stored of a key. */
export const hashApiKey = (key: string): string => createHash("sha256").update(key).digest("hex");

/** By what its owner knows it again. The end of the checksum, so that not one character of the secret is kept. */
export const getApiKeyHint = (key: string): string => key.slice(-checksumDigits);
