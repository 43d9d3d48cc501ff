import { createHash, createHmac, randomBytes } from "node:crypto";

export const refreshTokenLifeMs = 7 * 24 * 3_600_000;
/** For how long a retry of the direct parent gets the same child. */
export const refreshGraceMs = 10_000;

/** The first token of a family: 32 random bytes. */
export const makeRefreshToken = (): string => randomBytes(32).toString("base64url");

/**
 * The token after this one. Derived, not random: a client that lost the answer asks again with the parent and gets
 * the same child, though only its hash was kept.
 */
export const deriveRefreshToken = (key: string, parent: string): string =>
  createHmac("sha256", key).update("refresh:").update(parent).digest("base64url");

/** What is stored: the token itself is with its client only. 256 random bits need no salt. */
export const hashRefreshToken = (token: string): string => createHash("sha256").update(token).digest("hex");
