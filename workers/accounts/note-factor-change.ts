import { findUser } from "../../db/queries/users.ts";
import type { AppContext } from "../environment.ts";
import { auditAccount } from "../routes/account-audit.ts";
import { afterAnswer, sendNotice } from "./account-mail.ts";

interface FactorChange {
  readonly action: string;
  /** Subject of the mail: what was done, as a sentence without its full stop. */
  readonly subject: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Whatever changes about how an account is proved goes into the audit log and, as a mail, to its owner. */
export async function noteFactorChange(
  context: AppContext,
  userId: string,
  { action, subject, details }: FactorChange,
): Promise<void> {
  await auditAccount(context, { actorId: userId, action, ...(details === undefined ? {} : { details }) });
  afterAnswer(context, async () => {
    const user = await findUser(context.get("postgres").database, userId);
    if (user !== undefined) await sendNotice(context, user, subject);
  });
}
