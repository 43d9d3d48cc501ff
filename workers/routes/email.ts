import { listMails, resendEmail, verifyEmail } from "../../contract/http/email.ts";
import { spendAccountToken } from "../../db/queries/account-tokens.ts";
import { listDevelopmentMails } from "../../db/queries/development-mails.ts";
import { findUserForLogin, verifyUserEmail } from "../../db/queries/users.ts";
import { afterAnswer, requireMailer, sendLink } from "../accounts/account-mail.ts";
import { hashSecretToken } from "../accounts/secret-token.ts";
import { invalid, notFound } from "../middleware/problem.ts";
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
      const { database } = context.get("postgres");
      const at = new Date();
      const question = { tokenHash: hashSecretToken(body.token), purpose: "email.verify", at } as const;
      const owner = await spendAccountToken(database, question);
      if (owner === undefined || !(await verifyUserEmail(database, { ...owner, at }))) {
        throw invalid("token", "invalid_link", "was used before, has run out or is not ours");
      }
      await auditAccount(context, { actorId: owner.userId, action: "user.email-verified" });
      return { data: null };
    },
    options,
  );
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
