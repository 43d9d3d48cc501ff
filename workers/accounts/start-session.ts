import { v7 as makeUuid } from "uuid";
import type { Account, Session } from "../../contract/http/accounts.ts";
import { createSession } from "../../db/queries/sessions.ts";
import type { User } from "../../db/queries/users.ts";
import type { AppContext } from "../environment.ts";
import { findClientAddress, findClientPlace } from "../middleware/client-address.ts";
import { accessTokenLifeMs, getAccessTokens } from "./access-token.ts";
import { setTokenCookie } from "./cookies.ts";
import { refreshTokenLifeMs } from "./refresh-token.ts";
import { hashSecretToken, makeSecretToken } from "./secret-token.ts";

const toAccount = (user: User): Account => ({
  id: user.id,
  email: user.email,
  emailVerified: user.emailVerifiedAt !== null,
  displayName: user.displayName,
  role: user.role,
  createdAt: user.createdAt.toISOString(),
});

/** Mobile clients keep the refresh token themselves; browsers never see it. */
export const isMobile = (context: AppContext): boolean => context.req.header("X-Client") === "mobile";

/** Where a sign-in happens, for the owner's list of devices. */
export const describePlace = (context: AppContext) => ({
  device: isMobile(context) ? "mobile" : null,
  ipAddress: findClientAddress(context),
  place: findClientPlace(context),
  userAgent: context.req.header("User-Agent") ?? null,
});

interface Proofs {
  /** When the first factor was proved; now, unless the second one took its time. */
  readonly authenticatedAt?: Date;
  readonly secondFactorAt: Date | null;
}

/**
 * Begins a sign-in: a family of refresh tokens and the first pair. Nobody who just proved a first factor comes here
 * directly: {@link finishSignIn} asks for the second one first.
 */
export async function startSession(context: AppContext, user: User, proofs: Proofs): Promise<Session> {
  const now = new Date();
  const { authenticatedAt = now, secondFactorAt } = proofs;
  const sessionId = makeUuid();
  const refreshToken = makeSecretToken();
  await createSession(context.get("postgres").database, {
    sessionId,
    userId: user.id,
    tokenHash: hashSecretToken(refreshToken),
    at: now,
    expiresAt: new Date(now.getTime() + refreshTokenLifeMs),
    authenticatedAt,
    secondFactorAt,
    ...describePlace(context),
  });
  const hasSecondFactor = secondFactorAt !== null;
  return issuePair(context, { user, sessionId, hasSecondFactor, refreshToken, now });
}

interface Pair {
  readonly user: User;
  readonly sessionId: string;
  readonly hasSecondFactor: boolean;
  readonly refreshToken: string;
  readonly now: Date;
}

/** Signs the access token and gives both tokens to the client, in cookies or, for mobile clients, in the body. */
export async function issuePair(context: AppContext, pair: Pair): Promise<Session> {
  const { user, sessionId, hasSecondFactor, refreshToken, now } = pair;
  const claims = { userId: user.id, sessionId, role: user.role, hasSecondFactor };
  const accessToken = await getAccessTokens(context.get("settings")).sign(claims, now);
  const accessTokenExpiresAt = new Date(now.getTime() + accessTokenLifeMs);
  const refreshTokenExpiresAt = new Date(now.getTime() + refreshTokenLifeMs);
  const session = {
    user: toAccount(user),
    accessToken,
    accessTokenExpiresAt: accessTokenExpiresAt.toISOString(),
  };
  if (isMobile(context)) {
    return { ...session, refreshToken, refreshTokenExpiresAt: refreshTokenExpiresAt.toISOString() };
  }
  setTokenCookie(context, "access", accessToken, accessTokenExpiresAt);
  setTokenCookie(context, "refresh", refreshToken, refreshTokenExpiresAt);
  return session;
}
