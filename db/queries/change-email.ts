import { sql } from "drizzle-orm";
import { accept, refuse, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { isViolation } from "./constraints.ts";

export interface ChangedEmail {
  readonly userId: string;
  readonly displayName: string;
  /** The mailbox that was the account's until now. */
  readonly oldEmail: string;
}

interface ChangedRow extends Record<string, unknown> {
  readonly id: string;
  readonly display_name: string;
  readonly old_email: string;
}

/**
 * Gives an account the mailbox its link was sent to. The link, the address and every other link to the old mailbox go
 * in one statement: either all of it happened or, when somebody has the address by now, nothing.
 */
export async function changeEmailByLink(
  database: Database,
  link: { readonly tokenHash: string; readonly at: Date },
): Promise<Result<ChangedEmail, "invalid_link" | "email_taken">> {
  const at = sql`${link.at.toISOString()}::timestamptz`;
  try {
    const { rows } = await database.execute<ChangedRow>(sql`
      with spent as (
        update account_tokens set used_at = ${at}
        where token_hash = ${link.tokenHash} and purpose = 'email.change' and used_at is null and expires_at > ${at}
        returning user_id, email
      ), changed as (
        update users set email = lower(spent.email), email_verified_at = ${at}
        from spent
        where users.id = spent.user_id and users.disabled_at is null and users.deleted_at is null
        returning users.id, users.display_name
      ), dead as (
        delete from account_tokens using changed
        where account_tokens.user_id = changed.id and used_at is null and token_hash <> ${link.tokenHash}
      )
      select changed.id, changed.display_name, before.email as old_email
      from changed join users before on before.id = changed.id`);
    const [row] = rows;
    if (row === undefined) return refuse("invalid_link");
    return accept({ userId: row.id, displayName: row.display_name, oldEmail: row.old_email });
  } catch (error) {
    if (isViolation(error, "unique")) return refuse("email_taken");
    throw error;
  }
}
