import { z } from "../zod.ts";
import { emailAddress, newPassword, passwordLengthMax, session } from "./accounts.ts";
import { nothing } from "./common.ts";
import { linkToken } from "./email.ts";
import { endpoint } from "./endpoint.ts";

const tag = "Accounts";

export const forgotPassword = endpoint({
  name: "forgotPassword",
  method: "post",
  path: "/auth/password/forgot",
  tag,
  summary: "Ask for a link to choose a new password",
  description: "Answers the same whether or not there is such an account.",
  access: "public",
  body: z.object({ email: emailAddress }),
  data: nothing,
  rate: "mail",
  refusals: ["rate_limited"],
});

export const resetPassword = endpoint({
  name: "resetPassword",
  method: "post",
  path: "/auth/password/reset",
  tag,
  summary: "Choose a new password with the token of the mail",
  description:
    "Works once, for 30 minutes; `validation_failed` with `token invalid_link` for anything else. Ends every sign-in.",
  access: "public",
  body: z.object({ token: linkToken, password: newPassword }),
  data: nothing,
  rate: "link",
  refusals: ["rate_limited"],
});

export const changePassword = endpoint({
  name: "changePassword",
  method: "post",
  path: "/auth/password/change",
  tag,
  summary: "Change one's password",
  description:
    "Ends every sign-in, this one too, and answers with a new one for this device. Whoever has a second factor must have " +
    "proved it within the last ten minutes.",
  access: "signed-in",
  body: z.object({ currentPassword: z.string().min(1).max(passwordLengthMax), password: newPassword }),
  data: session,
  refusals: ["mfa_required", "rate_limited"],
});
