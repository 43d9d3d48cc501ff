import { z } from "../zod.ts";
import { emailAddress } from "./accounts.ts";
import { moment, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

/** A secret out of a mail's link. */
export const linkToken = z.string().min(1).max(128);

const tag = "Accounts";

export const verifyEmail = endpoint({
  name: "verifyEmail",
  method: "post",
  path: "/auth/email/verify",
  tag,
  summary: "Confirm an e-mail address with the token of the mail",
  description:
    "The address of a new account (24 hours) or the new address of an old one (one hour). Works once; `validation_failed` " +
    "with `token invalid_link` for anything else, `email_taken` when another account got the address meanwhile. Needs no " +
    "sign-in.",
  access: "public",
  body: z.object({ token: linkToken }),
  data: nothing,
  rate: "link",
  refusals: ["email_taken", "rate_limited"],
});

export const changeEmail = endpoint({
  name: "changeEmail",
  method: "post",
  path: "/auth/email/change",
  tag,
  summary: "Ask for another e-mail address",
  description:
    "Sends a link to the new address and a notice to the old one; the address changes when the link is confirmed at " +
    "`/auth/email/verify`. Answers the same whether or not somebody has the address.",
  access: "signed-in",
  stepUp: "recent",
  body: z.object({ email: emailAddress }),
  data: nothing,
  rate: "mail",
  refusals: ["rate_limited"],
});

export const resendEmail = endpoint({
  name: "resendVerification",
  method: "post",
  path: "/auth/email/resend",
  tag,
  summary: "Send the confirmation again",
  description: "Answers the same whether or not there is such an account, confirmed already or not.",
  access: "public",
  body: z.object({ email: emailAddress }),
  data: nothing,
  rate: "mail",
  refusals: ["rate_limited"],
});

const developmentMail = z
  .object({
    id: z.string(),
    recipient: z.string(),
    subject: z.string(),
    text: z.string(),
    sentAt: moment,
  })
  .meta({ id: "DevelopmentMail" });

export const listMails = endpoint({
  name: "listDevelopmentMails",
  method: "get",
  path: "/dev/mails",
  tag: "Development",
  summary: "Mails that were not sent, latest first",
  description: "Development only; anywhere else it is not there.",
  access: "public",
  query: z.strictObject({ ...pageQuery, recipient: emailAddress.optional() }),
  data: z.array(developmentMail),
  paged: true,
  refusals: ["not_found"],
});
