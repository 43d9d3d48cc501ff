import { createHash } from "node:crypto";
import { createMiddleware } from "hono/factory";
import type { Access } from "../../contract/http/endpoint.ts";
import { findLiveApiKey, noteApiKeyUse } from "../../db/queries/api-keys.ts";
import { findLiveSession } from "../../db/queries/sessions.ts";
import { hasPermission } from "../../domain/access/permissions.ts";
import type { Permission } from "../../domain/access/permissions.ts";
import type { Scope } from "../../domain/access/scopes.ts";
import { limits } from "../../domain/limits.ts";
import { accessTokenLifeMs, getAccessTokens } from "../accounts/access-token.ts";
import { hashApiKey, isApiKey, isWellFormedApiKey } from "../accounts/api-key.ts";
import { findTokenCookie } from "../accounts/cookies.ts";
import type { AppContext, AppEnvironment, SignedIn } from "../environment.ts";
import { isOwnOrigin } from "./origins.ts";
import { Problem } from "./problem.ts";

const cacheLifeMs = 30_000;
const cacheSizeMax = 5_000;

interface Cached {
  readonly caller: SignedIn;
  readonly until: number;
}

/**
 * Who is behind a token, by the token's hash, so that no two tokens ever share an entry. Kept for half a minute: a
 * sign-out, a new role or a withdrawn key is noticed within that, and a burst of requests costs one look-up.
 */
const callersByTokenHash = new Map<string, Cached>();

/** Forgets what is known of a sign-in or a key on this isolate; the others forget within {@link cacheLifeMs}. */
export function forgetSession(sessionId: string): void {
  for (const [hash, { caller }] of callersByTokenHash) {
    if (caller.sessionId === sessionId) callersByTokenHash.delete(hash);
  }
}

/** Forgets what is known of a person, as when their role has changed; as far as {@link forgetSession} does. */
export function forgetPerson(userId: string): void {
  for (const [hash, { caller }] of callersByTokenHash) {
    if (caller.userId === userId) callersByTokenHash.delete(hash);
  }
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);
const refuse = (code: "invalid_token" | "token_expired", message: string): Problem =>
  new Problem(code, message, { headers: { "WWW-Authenticate": `Bearer error="invalid_token"` } });

/**
 * Finds out who calls. No token means nobody; a token that does not hold is refused even where anybody may come, as
 * its bearer believes to be somebody. A cookie goes with requests its owner did not mean to send, so together with an
 * unsafe method it asks for our own Origin.
 */
export const authenticate = createMiddleware<AppEnvironment>(async (context, next) => {
  context.set("caller", null);
  const bearer = findBearer(context);
  const token = bearer ?? findTokenCookie(context, "access");
  if (token !== undefined) {
    if (bearer === undefined) requireOwnOriginForCookie(context);
    context.set("caller", await requireCaller(context, token, bearer !== undefined && isApiKey(token)));
  }
  await next();
});

/** The token of the Authorization header; a header that is something else is refused. */
export function findBearer(context: AppContext): string | undefined {
  const header = context.req.header("Authorization");
  if (header === undefined) return undefined;
  const [, token] = /^Bearer +([A-Za-z0-9._~+/=-]+)$/iu.exec(header) ?? [];
  if (token === undefined) {
    throw refuse("invalid_token", "Send `Authorization: Bearer <access token or API key>`.");
  }
  return token;
}

/** Refuses an unsafe request that brings our cookies but comes from elsewhere. */
export function requireOwnOriginForCookie(context: AppContext): void {
  if (safeMethods.has(context.req.method)) return;
  const origin = context.req.header("Origin");
  if (origin !== undefined && isOwnOrigin(context.get("settings"), origin)) return;
  throw new Problem("forbidden", "With a cookie, changes need the Origin of our own pages.");
}

/** A key is one in the Authorization header only: what a cookie brings, a browser sent unasked. */
async function requireCaller(context: AppContext, token: string, isKey: boolean): Promise<SignedIn> {
  const now = new Date();
  const hash = createHash("sha256").update(token).digest("base64url");
  const cached = callersByTokenHash.get(hash);
  if (cached !== undefined && cached.until > now.getTime()) return cached.caller;
  callersByTokenHash.delete(hash);

  const caller = await (isKey ? requireKeyOwner : requireTokenOwner)(context, token, now);
  if (callersByTokenHash.size >= cacheSizeMax) callersByTokenHash.clear();
  callersByTokenHash.set(hash, { caller, until: Math.min(now.getTime() + cacheLifeMs, caller.expiresAtMs) });
  return caller;
}

async function requireTokenOwner(context: AppContext, token: string, now: Date): Promise<SignedIn> {
  const verdict = await getAccessTokens(context.get("settings")).verify(token, now);
  if (!verdict.ok) {
    const message =
      verdict.code === "token_expired" ? "The access token has run out." : "The access token is not valid.";
    throw refuse(verdict.code, message);
  }
  const { claims } = verdict;
  const live = await findLiveSession(context.get("postgres").database, claims.sessionId, now);
  if (live === undefined || live.userId !== claims.userId)
    throw refuse("invalid_token", "This sign-in is over.");
  // The role as it is now: one taken away must not last as long as the token.
  return { ...claims, role: live.role, displayName: live.displayName, keyScopes: null };
}

/**
 * Whoever made an API key. What a key opens (a socket) is asked for again after as long as an access token lasts, so that
 * a room that missed the key's end does not keep it for good.
 */
async function requireKeyOwner(context: AppContext, key: string, now: Date): Promise<SignedIn> {
  if (!isWellFormedApiKey(key))
    throw refuse("invalid_token", "This is no API key of ours: a typo, or a part of one.");
  const { database } = context.get("postgres");
  const live = await findLiveApiKey(database, hashApiKey(key), now);
  if (live === undefined)
    throw refuse("invalid_token", "This API key is not known, was revoked or has run out.");
  const { userId, role, displayName, keyId, scopes, expiresAt } = live;
  context.executionCtx.waitUntil(
    noteApiKeyUse(database, { keyId, at: now, everyMs: limits.apiKeyUseEveryMs }),
  );
  const expiresAtMs = Math.min(expiresAt?.getTime() ?? Infinity, now.getTime() + accessTokenLifeMs);
  return { userId, role, displayName, sessionId: keyId, expiresAtMs, keyScopes: scopes };
}

export function requireSignedIn(context: AppContext): SignedIn {
  const caller = context.get("caller");
  if (caller !== null) return caller;
  throw new Problem("auth_required", "Sign in first.", { headers: { "WWW-Authenticate": "Bearer" } });
}

/** Refuses an API key that is not for this. Whoever signed in themselves needs no scope. */
export function requireScope(context: AppContext, scope: Scope | null): void {
  const keyScopes = context.get("caller")?.keyScopes ?? null;
  if (keyScopes === null || (scope !== null && keyScopes.includes(scope))) return;
  const message =
    scope === null ? "No API key opens this. Sign in." : `This takes an API key with the scope ${scope}.`;
  throw new Problem("forbidden", message, { details: { scope } });
}

/** Whether the caller's role has a permission; nobody signed out has any. */
export function isPermitted(context: AppContext, permission: Permission): boolean {
  const caller = context.get("caller");
  return caller !== null && hasPermission(caller.role, permission);
}

/** The caller, if they may do what the operation says it takes. */
export function requireAccess(context: AppContext, access: Exclude<Access, "public">): SignedIn {
  const caller = requireSignedIn(context);
  if (access === "signed-in" || hasPermission(caller.role, access)) return caller;
  throw new Problem("forbidden", `This takes the permission ${access}, which your account does not have.`, {
    details: { permission: access },
  });
}
