import { changeEmail, listMails, resendEmail, verifyEmail } from "../../contract/http/email.ts";
import { spendAccountToken } from "../../db/queries/account-tokens.ts";
import { changeEmailByLink } from "../../db/queries/change-email.ts";
import { listDevelopmentMails } from "../../db/queries/development-mails.ts";
import { findUser, findUserForLogin, verifyUserEmail } from "../../db/queries/users.ts";
import { must } from "../../domain/result.ts";
import { afterAnswer, requireMailer, sendLink, sendNotice } from "../accounts/account-mail.ts";
import { hashSecretToken } from "../accounts/secret-token.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { Problem, invalid, notFound } from "../middleware/problem.ts";
import { requireRateBySubject } from "../middleware/rate-limit.ts";
import { hasDevelopmentMailbox } from "../providers/mail.ts";
import { auditAccount } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";

export function mountEmail(parts: Interface): void {
  const options = { ignoresSignIn: true } as const;
  mount(
    parts,
    verifyEmail,
    async (context, { body }) => {
      await confirm(context, body.token);
      return { data: null };
    },
    options,
  );
  mount(parts, changeEmail, async (context, { body }) => {
    await askForChange(context, body.email);
    return { data: null };
  });
  mount(
    parts,
    resendEmail,
    async (context, { body }) => {
      requireMailer(context);
      await requireRateBySubject(context, "mailByAccount", body.email);
      afterAnswer(context, async () => {
        const user = (await findUserForLogin(context.get("postgres").database, body.email))?.user;
        if (user === undefined || user.emailVerifiedAt !== null || user.disabledAt !== null) return;
        await sendLink(context, user, "email.verify");
      });
      return { data: null };
    },
    options,
  );
  mount(
    parts,
    listMails,
    async (context, { query }) => {
      if (!hasDevelopmentMailbox(context.get("settings"))) throw notFound("thing");
      const { recipient, ...request } = query;
      const page = await listDevelopmentMails(context.get("postgres").database, recipient, request);
      return requirePage(page, ({ sentAt, ...mail }) => ({ ...mail, sentAt: sentAt.toISOString() }));
    },
    options,
  );
}

/** One link, two uses: an account's first address, or another one. */
async function confirm(context: AppContext, token: string): Promise<void> {
  const { database } = context.get("postgres");
  const at = new Date();
  const tokenHash = hashSecretToken(token);
  const owner = await spendAccountToken(database, { tokenHash, purpose: "email.verify", at });
  if (owner !== undefined && (await verifyUserEmail(database, { ...owner, at }))) {
    await auditAccount(context, { actorId: owner.userId, action: "user.email-verified" });
    return;
  }
  const changed = await changeEmailByLink(database, { tokenHash, at });
  if (changed.ok) {
    const { userId, displayName, oldEmail } = changed.value;
    await auditAccount(context, { actorId: userId, action: "user.email-changed" });
    const before = { email: oldEmail, displayName };
    afterAnswer(context, () => sendNotice(context, before, "Your account has another e-mail address now"));
    return;
  }
  if (changed.refusal === "email_taken") {
    throw new Problem("email_taken", "Another account has this e-mail address by now.");
  }
  throw invalid("token", "invalid_link", "was used before, has run out or is not ours");
}

/**
 * Whether somebody has the new address shows nowhere: not in the answer, not in its time, not in the asker's own
 * mailbox. Only the mailbox in question hears of it.
 */
async function askForChange(context: AppContext, email: string): Promise<void> {
  requireMailer(context);
  const { userId } = requireSignedIn(context);
  const { database } = context.get("postgres");
  const user = must(await findUser(database, userId), "a live session has its user");
  if (email === user.email) throw invalid("email", "unchanged", "is the address you have");
  await requireRateBySubject(context, "mailByAccount", userId);
  await requireRateBySubject(context, "mailByAccount", email);
  await auditAccount(context, { actorId: userId, action: "user.email-change-asked" });
  afterAnswer(context, async () => {
    const holder = (await findUserForLogin(database, email))?.user;
    if (holder === undefined) await sendLink(context, { ...user, email }, "email.change");
    else
      await sendNotice(context, holder, "Another account asked for this e-mail address", "Nothing changed.");
    await sendNotice(context, user, "Another e-mail address was asked for in your account");
  });
}
