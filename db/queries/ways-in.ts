import { sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Transaction } from "../database.ts";

interface WaysRow extends Record<string, unknown> {
  readonly ways: number;
}

/**
 * How many things open an account by themselves: a password, passkeys, identities of providers. Locks the account, so that
 * of two that are taken away at once the second sees that the first has gone.
 */
export async function countWaysIn(transaction: Transaction, userId: string): Promise<number> {
  await transaction.execute(sql`select from users where id = ${userId} for update`);
  // A statement of its own: the one that waited for the lock still sees what was there before.
  const { rows } = await transaction.execute<WaysRow>(sql`
    select (owner.password_hash is not null)::int
      + (select count(*)::int from passkeys where user_id = owner.id)
      + (select count(*)::int from user_identities where user_id = owner.id) as ways
    from users owner where owner.id = ${userId}`);
  return must(rows[0], "the account exists").ways;
}
