import { userRoles } from "../../domain/access/roles.ts";
import { z } from "../zod.ts";
import { displayName, moment, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";

const userRole = z.enum(userRoles);

/** An account as its owner sees it. */
export const account = z
  .object({
    id: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    displayName: z.string(),
    role: userRole,
    createdAt: moment,
  })
  .meta({ id: "Account" });
export type Account = z.infer<typeof account>;

/** A fresh pair of tokens. Browsers get the refresh token as a cookie only; it is in the body for `X-Client: mobile`. */
export const session = z
  .object({
    user: account,
    accessToken: z.string(),
    accessTokenExpiresAt: moment,
    refreshToken: z.string().optional(),
    refreshTokenExpiresAt: moment.optional(),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof session>;

/** Of what stands before the `@` (RFC 5321): no server takes mail for a longer one. */
const mailboxLengthMax = 64;

export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(
    z
      .email("is not an e-mail address")
      .refine((text) => text.indexOf("@") <= mailboxLengthMax, "is not an e-mail address"),
  )
  // What the pipe asks for is not in the JSON Schema of what comes in.
  .meta({ format: "email", examples: ["ana@example.com"] });

export const passwordLengthMin = 12;
export const passwordLengthMax = 256;

/** Codes of `details` when a new password is refused. */
export const passwordProblems = ["too_short", "too_common", "is_email", "too_simple"] as const;
export type PasswordProblem = (typeof passwordProblems)[number];

/** Its least length is checked with the rest of its strength, where there is a sentence on what to change. */
export const newPassword = z.string().max(passwordLengthMax).meta({ minLength: passwordLengthMin });

export const register = endpoint({
  name: "register",
  method: "post",
  path: "/auth/register",
  tag: "Accounts",
  summary: "Open an account",
  description:
    "The password has at least 12 characters, is not the e-mail address and not a common one; " +
    "`details` says what to change.",
  access: "public",
  body: z.object({ email: emailAddress, password: newPassword, displayName }),
  data: session,
  status: 201,
  rate: "register",
  refusals: ["email_taken", "rate_limited"],
});

export const login = endpoint({
  name: "login",
  method: "post",
  path: "/auth/login",
  tag: "Accounts",
  summary: "Sign in",
  description:
    "An account with a second factor answers 401 `mfa_code_required`; `details.mfaToken` and that factor go to " +
    "`/auth/mfa/verify` within five minutes. Whoever has the code at hand sends it along as `totp`.",
  access: "public",
  body: z.object({
    email: emailAddress,
    password: z.string().min(1).max(passwordLengthMax),
    totp: z.string().min(1).max(32).optional(),
  }),
  data: session,
  rate: "sign-in",
  refusals: ["invalid_credentials", "mfa_code_required", "rate_limited"],
});

export const refresh = endpoint({
  name: "refresh",
  method: "post",
  path: "/auth/refresh",
  tag: "Accounts",
  summary: "Trade a refresh token for a new pair",
  description:
    "Browsers send the refresh cookie, mobile clients the token and `X-Client: mobile`. A retry within 10 s gets the " +
    "same pair; any other reuse of a spent token ends the whole sign-in.",
  access: "public",
  body: z.object({ refreshToken: z.string().min(1).max(512).optional() }).optional(),
  data: session,
  rate: "refresh",
  refusals: ["auth_required", "invalid_token", "token_expired", "rate_limited"],
});

export const logout = endpoint({
  name: "logout",
  method: "post",
  path: "/auth/logout",
  tag: "Accounts",
  summary: "Sign out of this device",
  description:
    "Ends the sign-in of the access token, or of the refresh token when the access token has run out.",
  access: "public",
  body: z.object({ refreshToken: z.string().min(1).max(512).optional() }).optional(),
  data: nothing,
});

export const logoutAll = endpoint({
  name: "logoutAll",
  method: "post",
  path: "/auth/logout-all",
  tag: "Accounts",
  summary: "Sign out everywhere",
  access: "signed-in",
  data: nothing,
});
