import { login, logout, logoutAll, refresh, register } from "../../contract/http/accounts.ts";
import type { Session } from "../../contract/http/accounts.ts";
import { rotateSession } from "../../db/queries/rotate-session.ts";
import { createUser, findUser, findUserForLogin, setPasswordHash } from "../../db/queries/users.ts";
import { must } from "../../domain/result.ts";
import { afterAnswer, sendLink } from "../accounts/account-mail.ts";
import { clearTokenCookies } from "../accounts/cookies.ts";
import { endSession, findRefreshToken } from "../accounts/end-session.ts";
import { finishSignIn, requireFinished, wrongCredentials } from "../accounts/finish-sign-in.ts";
import { hashPassword, isOutdatedHash, verifyPassword } from "../accounts/password-hash.ts";
import { requireGoodPassword } from "../accounts/password-strength.ts";
import { deriveRefreshToken, refreshGraceMs, refreshTokenLifeMs } from "../accounts/refresh-token.ts";
import { hashSecretToken } from "../accounts/secret-token.ts";
import { describePlace, issuePair, startSession } from "../accounts/start-session.ts";
import type { AppContext } from "../environment.ts";
import { forgetSession, requireSignedIn } from "../middleware/authenticate.ts";
import { refuseForeignPage } from "../middleware/foreign-page.ts";
import { Problem } from "../middleware/problem.ts";
import { forgetRate, requireRateBySubject } from "../middleware/rate-limit.ts";
import { auditAccount } from "./account-audit.ts";
import { closeSockets, endAllSignIns } from "./live-sockets.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountAccounts(parts: Interface): void {
  mount(parts, register, async (context, { body }) => ({ data: await openAccount(context, body) }), {
    ignoresSignIn: true,
  });
  mount(parts, login, async (context, { body }) => ({ data: await signIn(context, body) }), {
    ignoresSignIn: true,
  });
  mount(parts, refresh, async (context, { body }) => ({ data: await rotate(context, body?.refreshToken) }), {
    ignoresSignIn: true,
  });
  mount(
    parts,
    logout,
    async (context, { body }) => {
      await signOut(context, body?.refreshToken);
      return { data: null };
    },
    { ignoresSignIn: true },
  );
  mount(parts, logoutAll, async (context) => {
    const { userId } = requireSignedIn(context);
    await endAllSignIns(context, { userId, reason: "logout-all" });
    await auditAccount(context, { actorId: userId, action: "session.all-ended" });
    clearTokenCookies(context);
    return { data: null };
  });
}

interface Registration {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
}

async function openAccount(
  context: AppContext,
  { email, password, displayName }: Registration,
): Promise<Session> {
  refuseForeignPage(context);
  requireGoodPassword(password, email);
  const { database } = context.get("postgres");
  const created = await createUser(database, {
    email,
    displayName,
    passwordHash: await hashPassword(password),
  });
  if (!created.ok)
    throw new Problem("email_taken", "There is an account with this e-mail address. Sign in instead.");
  const { id } = created.value;
  await auditAccount(context, { actorId: id, action: "user.registered" });
  afterAnswer(context, () => sendLink(context, created.value, "email.verify"));
  return startSession(context, created.value, { secondFactorAt: null });
}

async function signIn(
  context: AppContext,
  {
    email,
    password,
    totp,
  }: { readonly email: string; readonly password: string; readonly totp?: string | undefined },
): Promise<Session> {
  refuseForeignPage(context);
  await requireRateBySubject(context, "loginByAccount", email);
  const { database } = context.get("postgres");
  const found = await findUserForLogin(database, email);
  const isRight = await verifyPassword(password, found?.passwordHash ?? null);
  // A disabled account is answered like a wrong password: whether it exists is not a stranger's to know.
  if (found === undefined || !isRight || found.user.disabledAt !== null) {
    throw wrongCredentials();
  }
  await forgetRate(context, "loginByAccount", email);
  if (found.passwordHash !== null && isOutdatedHash(found.passwordHash)) {
    // The one moment when the password is known: what was hashed by older settings gets today's.
    await setPasswordHash(database, found.user.id, await hashPassword(password));
  }
  return requireFinished(await finishSignIn(context, found.user, "password", { code: totp }));
}

const refusalMessages = {
  unknown: "The refresh token is not known.",
  revoked: "This sign-in is over. Sign in again.",
  reused: "This refresh token was used before, so the whole sign-in was ended. Sign in again.",
  expired: "The refresh token has run out. Sign in again.",
} as const;

async function rotate(context: AppContext, inBody: string | undefined): Promise<Session> {
  const token = findRefreshToken(context, inBody);
  if (token === undefined) throw new Problem("auth_required", "There is no refresh token. Sign in.");
  const now = new Date();
  const { database } = context.get("postgres");
  const child = deriveRefreshToken(context.get("settings").REFRESH_TOKEN_KEY, token);
  const rotated = await rotateSession(database, {
    tokenHash: hashSecretToken(token),
    childHash: hashSecretToken(child),
    at: now,
    expiresAt: new Date(now.getTime() + refreshTokenLifeMs),
    graceMs: refreshGraceMs,
    ...describePlace(context),
  });
  if (!rotated.ok) {
    clearTokenCookies(context);
    const code = rotated.refusal === "expired" ? "token_expired" : "invalid_token";
    throw new Problem(code, refusalMessages[rotated.refusal]);
  }
  const { sessionId, userId, hasSecondFactor } = rotated.value;
  const user = must(await findUser(database, userId), "a live session has its user");
  return issuePair(context, { user, sessionId, hasSecondFactor, refreshToken: child, now });
}

/** Signing out works with whatever is left of a sign-in, and never fails for want of one. */
async function signOut(context: AppContext, inBody: string | undefined): Promise<void> {
  const ended = await endSession(context, inBody);
  clearTokenCookies(context);
  if (ended === undefined) return;
  const { userId, sessionId } = ended;
  forgetSession(sessionId);
  await auditAccount(context, { actorId: userId, action: "session.ended", sessionId });
  await closeSockets(context, userId, [sessionId]);
}
