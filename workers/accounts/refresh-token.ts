import { createHmac } from "node:crypto";

export const refreshTokenLifeMs = 7 * 24 * 3_600_000;
/** For how long a retry of the direct parent gets the same child. */
export const refreshGraceMs = 10_000;

/**
 * The token after this one. Derived, not random: a client that lost the answer asks again with the parent and gets
 * the same child, though only its hash was kept.
 */
export const deriveRefreshToken = (key: string, parent: string): string =>
  createHmac("sha256", key).update("refresh:").update(parent).digest("base64url");
