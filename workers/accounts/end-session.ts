import { revokeSession, revokeSessionOfToken } from "../../db/queries/sessions.ts";
import type { AppContext } from "../environment.ts";
import { findBearer, requireOwnOriginForCookie } from "../middleware/authenticate.ts";
import { getAccessTokens } from "./access-token.ts";
import { findTokenCookie } from "./cookies.ts";
import { hashSecretToken } from "./secret-token.ts";

interface Ended {
  readonly sessionId: string;
  readonly userId: string;
}

/** The refresh token of a request: a mobile client's in the body, else the cookie, which asks for our own Origin. */
export function findRefreshToken(context: AppContext, inBody: string | undefined): string | undefined {
  if (inBody !== undefined) return inBody;
  const inCookie = findTokenCookie(context, "refresh");
  if (inCookie !== undefined) requireOwnOriginForCookie(context);
  return inCookie;
}

/** Ends the sign-in behind whichever token is left of it; undefined when there is none to end. */
export async function endSession(
  context: AppContext,
  inBody: string | undefined,
): Promise<Ended | undefined> {
  const now = new Date();
  return (await endByAccessToken(context, now)) ?? (await endByRefreshToken(context, inBody, now));
}

async function endByAccessToken(context: AppContext, now: Date): Promise<Ended | undefined> {
  const bearer = findBearer(context);
  const token = bearer ?? findTokenCookie(context, "access");
  if (token === undefined) return undefined;
  if (bearer === undefined) requireOwnOriginForCookie(context);
  const verdict = await getAccessTokens(context.get("settings")).verify(token, now);
  if (!verdict.ok) return undefined;
  const { userId, sessionId } = verdict.claims;
  const { database } = context.get("postgres");
  await revokeSession(database, { userId, sessionId, reason: "logout", at: now });
  return { userId, sessionId };
}

async function endByRefreshToken(
  context: AppContext,
  inBody: string | undefined,
  now: Date,
): Promise<Ended | undefined> {
  const token = findRefreshToken(context, inBody);
  if (token === undefined) return undefined;
  return revokeSessionOfToken(context.get("postgres").database, hashSecretToken(token), now);
}
