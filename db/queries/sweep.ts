import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { accountTokens } from "../schema/account-tokens.ts";
import { developmentMails } from "../schema/development-mails.ts";
import { idempotencyKeys } from "../schema/idempotency-keys.ts";
import { spentChallenges } from "../schema/passkeys.ts";
import { providerEvents } from "../schema/provider-events.ts";
import { pendingSignIns } from "../schema/second-factors.ts";
import { refreshTokens, userSessions } from "../schema/user-sessions.ts";

/** Rows that go when their time is up: the moment counted from, which has an index, and for how long after it they stay. */
interface Passing {
  readonly since: PgColumn;
  readonly keptMs: number;
}

const dayMs = 24 * 3_600_000;

/** Everything that does not stay for good. What is kept a while longer is there to look into a theft or a complaint. */
export const passings = {
  signIns: { since: userSessions.expiresAt, keptMs: 30 * dayMs },
  refreshTokens: { since: refreshTokens.expiresAt, keptMs: 7 * dayMs },
  pendingSignIns: { since: pendingSignIns.expiresAt, keptMs: 0 },
  spentChallenges: { since: spentChallenges.expiresAt, keptMs: 0 },
  mailedLinks: { since: accountTokens.expiresAt, keptMs: 7 * dayMs },
  idempotencyKeys: { since: idempotencyKeys.expiresAt, keptMs: 0 },
  // Providers send an event again for days; one that is older is refused by its signature's time.
  providerEvents: { since: providerEvents.receivedAt, keptMs: 30 * dayMs },
  developmentMails: { since: developmentMails.sentAt, keptMs: 7 * dayMs },
} as const satisfies Record<string, Passing>;

export type PassingName = keyof typeof passings;

/**
 * Deletes up to `limit` rows whose time is up, the oldest first; what belongs to them goes by cascade. Rows somebody
 * holds are left for the next time, so a sweep never waits for a request nor a request for it. Returns how many went.
 */
export async function deletePassed(
  database: Database,
  name: PassingName,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<number> {
  const { since, keptMs } = passings[name];
  const { rowCount } = await database.execute(computeDelete(since, new Date(at.getTime() - keptMs), limit));
  return must(rowCount, "a delete counts its rows");
}

// By their place in the table: the rows were just found there by the index, whatever their key is.
const computeDelete = (since: PgColumn, before: Date, limit: number): SQL => sql`
  delete from ${since.table} where ctid = any(array(
    select ctid from ${since.table}
    where ${since} <= ${before.toISOString()}::timestamptz
    order by ${since} limit ${limit}
    for update skip locked))`;
