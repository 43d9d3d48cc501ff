import { changePassword, forgotPassword, resetPassword } from "../../contract/http/passwords.ts";
import type { Session } from "../../contract/http/accounts.ts";
import { findAccountToken, spendAccountToken } from "../../db/queries/account-tokens.ts";
import { recordProof } from "../../db/queries/second-factors.ts";
import { findUser, findUserForLogin, setPasswordHash, verifyUserEmail } from "../../db/queries/users.ts";
import type { User } from "../../db/queries/users.ts";
import { must } from "../../domain/result.ts";
import { afterAnswer, requireMailer, sendLink, sendNotice } from "../accounts/account-mail.ts";
import { hashPassword, verifyPassword } from "../accounts/password-hash.ts";
import { requireGoodPassword } from "../accounts/password-strength.ts";
import { hashSecretToken } from "../accounts/secret-token.ts";
import { startSession } from "../accounts/start-session.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { invalid } from "../middleware/problem.ts";
import { forgetRate, requireRateBySubject } from "../middleware/rate-limit.ts";
import { requireStepUp } from "../middleware/step-up.ts";
import { auditAccount } from "./account-audit.ts";
import { endAllSignIns } from "./live-sockets.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountPasswords(parts: Interface): void {
  mount(
    parts,
    forgotPassword,
    async (context, { body }) => {
      requireMailer(context);
      await requireRateBySubject(context, "mailByAccount", body.email);
      afterAnswer(context, async () => {
        const user = (await findUserForLogin(context.get("postgres").database, body.email))?.user;
        if (user === undefined || user.disabledAt !== null) return;
        await sendLink(context, user, "password.reset");
      });
      return { data: null };
    },
    { ignoresSignIn: true },
  );
  mount(
    parts,
    resetPassword,
    async (context, { body }) => {
      await reset(context, body);
      return { data: null };
    },
    { ignoresSignIn: true },
  );
  mount(parts, changePassword, async (context, { body }) => ({ data: await change(context, body) }));
}

async function reset(
  context: AppContext,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<void> {
  const { database } = context.get("postgres");
  const at = new Date();
  const question = { tokenHash: hashSecretToken(token), purpose: "password.reset", at } as const;
  const deadLink = () => invalid("token", "invalid_link", "was used before, has run out or is not ours");
  // A password that is refused must leave the link good for another try.
  const found = await findAccountToken(database, question);
  if (found === undefined) throw deadLink();
  requireGoodPassword(password, found.email);
  const passwordHash = await hashPassword(password);
  const owner = await spendAccountToken(database, question);
  if (owner === undefined) throw deadLink();
  // The link proved the mailbox as well.
  await verifyUserEmail(database, { ...owner, at });
  const user = must(await findUser(database, owner.userId), "a token has its user");
  await replacePassword(context, user, passwordHash);
}

async function change(
  context: AppContext,
  { currentPassword, password }: { readonly currentPassword: string; readonly password: string },
): Promise<Session> {
  const { userId, sessionId } = requireSignedIn(context);
  await requireRateBySubject(context, "passwordByUser", userId);
  const { database } = context.get("postgres");
  const user = must(await findUser(database, userId), "a live session has its user");
  const found = await findUserForLogin(database, user.email);
  if (!(await verifyPassword(currentPassword, found?.passwordHash ?? null))) {
    throw invalid("currentPassword", "wrong", "is not the current password");
  }
  requireGoodPassword(password, user.email);
  await recordProof(database, sessionId, { authenticatedAt: new Date() });
  // The password was the proof; whoever has a second factor must have shown that as well.
  const { secondFactorAt } = await requireStepUp(context, "recent");
  await replacePassword(context, user, await hashPassword(password));
  await forgetRate(context, "passwordByUser", userId);
  return startSession(context, user, { secondFactorAt });
}

/** Whoever knew the old password is out, wherever they are signed in. */
async function replacePassword(context: AppContext, user: User, passwordHash: string): Promise<void> {
  await setPasswordHash(context.get("postgres").database, user.id, passwordHash);
  await endAllSignIns(context, { userId: user.id, reason: "password" });
  await auditAccount(context, { actorId: user.id, action: "user.password-changed" });
  afterAnswer(context, () => sendNotice(context, user, "Your password was changed"));
}
