import { createHash, randomBytes } from "node:crypto";

/** A secret to give to one person: 32 random bytes, base64url. */
export const makeSecretToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of it. 256 random bits need no salt. */
export const hashSecretToken = (token: string): string => createHash("sha256").update(token).digest("hex");
