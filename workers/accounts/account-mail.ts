import { createAccountToken } from "../../db/queries/account-tokens.ts";
import type { User } from "../../db/queries/users.ts";
import type { AccountTokenPurpose } from "../../db/schema/account-tokens.ts";
import type { AppContext } from "../environment.ts";
import { describeError, logError } from "../middleware/log.ts";
import { Problem } from "../middleware/problem.ts";
import { findMailer } from "../providers/mail.ts";
import type { Mail } from "../providers/mail.ts";
import { hashSecretToken, makeSecretToken } from "./secret-token.ts";

const minuteMs = 60_000;

interface Letter {
  readonly lifeMs: number;
  readonly path: string;
  readonly subject: string;
  readonly write: (name: string, link: string) => string;
}

const letters: Record<AccountTokenPurpose, Letter> = {
  "email.verify": {
    lifeMs: 24 * 60 * minuteMs,
    path: "/account/verify-email",
    subject: "Confirm your e-mail address",
    write: (name, link) =>
      `Hello ${name},\n\nplease confirm that this is your e-mail address. The link works once, for 24 hours:\n\n${link}\n\n` +
      "If you did not open an account with us, nothing happens without your click.\n",
  },
  "email.change": {
    lifeMs: 60 * minuteMs,
    path: "/account/verify-email",
    subject: "Confirm your new e-mail address",
    write: (name, link) =>
      `Hello ${name},\n\nplease confirm that this is to be the address of your account. The link works once, for an hour:\n\n` +
      `${link}\n\nIf you did not ask for it, leave it: nothing happens without your click.\n`,
  },
  "password.reset": {
    lifeMs: 30 * minuteMs,
    path: "/account/reset-password",
    subject: "Choose a new password",
    write: (name, link) =>
      `Hello ${name},\n\nwith this link you choose a new password. It works once, for 30 minutes:\n\n${link}\n\n` +
      "If you did not ask for it, leave it: your password stays as it is.\n",
  },
};

/** 503 where no mail can be sent, before anybody is told that one is on its way. */
export function requireMailer(context: AppContext): void {
  if (findMailer(context.get("settings"), context.get("postgres")) !== undefined) return;
  throw new Problem("unavailable", "Mail cannot be sent from here.", { headers: { "Retry-After": "3600" } });
}

/**
 * Runs behind the answer: whether there was anybody to write to must not show in the time it takes. A mail that fails is
 * logged and asked for again by its reader.
 */
export function afterAnswer(context: AppContext, work: () => Promise<void>): void {
  const requestId = context.get("requestId");
  const logged = work().catch((error: unknown) => {
    logError({
      requestId,
      job: "account-mail",
      error: error instanceof Error ? describeError(error) : "unknown",
    });
  });
  context.executionCtx.waitUntil(logged);
}

/** Sends somebody a link that works once. The secret is behind a `#`: no server log and no referrer ever has it. */
export async function sendLink(
  context: AppContext,
  user: Pick<User, "id" | "email" | "displayName">,
  purpose: AccountTokenPurpose,
): Promise<void> {
  const { path, subject, write, lifeMs } = letters[purpose];
  const token = makeSecretToken();
  const expiresAt = new Date(Date.now() + lifeMs);
  const { id: userId, email } = user;
  const kept = { tokenHash: hashSecretToken(token), userId, purpose, email, expiresAt };
  await createAccountToken(context.get("postgres").database, kept);
  const link = `${context.get("settings").ORIGIN}${path}#token=${token}`;
  await sendMail(context, { recipient: email, subject, text: write(user.displayName, link) });
}

/** Tells somebody what was done to their account, so that it is noticed if it was not them. */
export async function sendNotice(
  context: AppContext,
  user: Pick<User, "email" | "displayName">,
  subject: string,
  advice = "If this was not you, choose a new password at once.",
): Promise<void> {
  const text = `Hello ${user.displayName},\n\n${subject}. ${advice}\n`;
  await sendMail(context, { recipient: user.email, subject, text });
}

/** The last mail to somebody who has left, to the address they had: whoever did not mean it hears of it. */
export async function sendFarewell(
  context: AppContext,
  { email, displayName }: Pick<User, "email" | "displayName">,
): Promise<void> {
  const subject = "Your account was deleted";
  const text =
    `Hello ${displayName},\n\nyour account and what was yours alone in it are gone for good. Orders and bids stay in the books ` +
    "of the other side, without your name. If this was not you, write to us at once.\n";
  await sendMail(context, { recipient: email, subject, text });
}

async function sendMail(context: AppContext, mail: Mail): Promise<void> {
  await findMailer(context.get("settings"), context.get("postgres"))?.send(mail, new Date());
}
