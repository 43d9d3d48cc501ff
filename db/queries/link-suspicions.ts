import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import {
  computeNextStatus,
  judgeLink,
  type LinkSignal,
  type SuspicionStatus,
} from "../../domain/trust/links.ts";
import type { Database, DatabaseClient, Transaction } from "../database.ts";
import { linkSuspicions } from "../schema/link-suspicions.ts";
import { accountLinks, users } from "../schema/users.ts";
import { type AuditEntry, recordAudit } from "./audit.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

/** Signals this old say nothing any more. */
const networkDays = 60;
/** More accounts than this with one signal is a carrier's network or a dormitory, and says nothing. */
const sharersMax = 20;

/** Sellers who were not looked at for an hour, those who waited longest first; marks them as looked at. */
export async function takeSellersToScan(
  database: Database,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<string[]> {
  const { rows } = await database.execute<{ user_id: string }>(sql`
    insert into link_scans (user_id, scanned_at)
    select seller.id, ${at.toISOString()}::timestamptz
    from users seller left join link_scans scan on scan.user_id = seller.id
    where seller.role in ('seller', 'admin') and seller.deleted_at is null
      and (scan.scanned_at is null or scan.scanned_at <= ${at.toISOString()}::timestamptz - interval '1 hour')
    order by scan.scanned_at nulls first, seller.id
    limit ${limit}
    on conflict (user_id) do update set scanned_at = excluded.scanned_at
    returning user_id`);
  return rows.map((row) => row.user_id);
}

interface SharedRow extends Record<string, unknown> {
  readonly user_id: string;
  readonly signals: LinkSignal[];
}

/** Who shares what with a seller. A test card is everybody's, so it is nobody's. */
async function findSharers(
  transaction: Transaction,
  { sellerId, at }: { readonly sellerId: string; readonly at: Date },
): Promise<SharedRow[]> {
  const since = sql`${at.toISOString()}::timestamptz - ${networkDays} * interval '1 day'`;
  const { rows } = await transaction.execute<SharedRow>(sql`
    with shared as (
      select other.user_id, 'payment' as signal, own.fingerprint as what
      from payment_methods own
      join payment_methods other on other.fingerprint = own.fingerprint and other.user_id <> own.user_id
      where own.user_id = ${sellerId} and own.provider <> 'test'
      union
      select other.user_id, 'address', lower(other.line1) || other.postal_code
      from addresses own
      join addresses other on other.country = own.country and other.postal_code = own.postal_code
        and lower(other.line1) = lower(own.line1)
        and lower(coalesce(other.line2, '')) = lower(coalesce(own.line2, '')) and other.user_id <> own.user_id
      where own.user_id = ${sellerId} and own.deleted_at is null and other.deleted_at is null
      union
      select other.user_id, signal, host(own.ip_address)
      from user_sessions own
      join user_sessions other on other.ip_address = own.ip_address and other.user_id <> own.user_id
      cross join lateral (
        select 'network' as signal
        union all select 'device' where own.user_agent = other.user_agent
      ) signals
      where own.user_id = ${sellerId} and own.last_seen_at > ${since} and other.last_seen_at > ${since}
    ), telling as (
      select signal, what from shared group by signal, what having count(distinct user_id) <= ${sharersMax}
    )
    select shared.user_id, array_agg(distinct shared.signal) as signals
    from shared join telling using (signal, what)
    join users person on person.id = shared.user_id and person.deleted_at is null
    group by shared.user_id`);
  return rows;
}

/** The smaller id first, as both tables have them. */
function toPair(one: string, other: string): { readonly userId: string; readonly linkedUserId: string } {
  return one < other ? { userId: one, linkedUserId: other } : { userId: other, linkedUserId: one };
}

/**
 * Holds a seller's account against all others: strong signals link at once, so that rooms refuse (rule B2), weak ones wait
 * for somebody. Run again with nothing new it changes nothing. Gives the accounts that were linked.
 */
export async function scanSeller(
  { transact }: DatabaseClient,
  scan: { readonly sellerId: string; readonly at: Date },
): Promise<string[]> {
  return transact(async (transaction) => {
    const linked: string[] = [];
    for (const sharer of await findSharers(transaction, scan)) {
      const { score, verdict } = judgeLink(new Set(sharer.signals));
      if (verdict === null) continue;
      const pair = toPair(scan.sellerId, sharer.user_id);
      const isPair = and(
        eq(linkSuspicions.userId, pair.userId),
        eq(linkSuspicions.linkedUserId, pair.linkedUserId),
      );
      const [known] = await transaction.select().from(linkSuspicions).where(isPair).for("update");
      const status = computeNextStatus(known, { score, verdict });
      if (known?.status === status && known.score >= score) continue;
      const signals = sharer.signals.toSorted();
      await transaction
        .insert(linkSuspicions)
        .values({ ...pair, status, score, signals })
        .onConflictDoUpdate({
          target: [linkSuspicions.userId, linkSuspicions.linkedUserId],
          set: { status, score, signals },
        });
      if (status !== "linked" || known?.status === "linked") continue;
      await link(transaction, pair, `detected: ${signals.join(", ")}`);
      await recordAudit(transaction, {
        actorId: null,
        action: "account-link.detected",
        subjectType: "user",
        subjectId: sharer.user_id,
        details: { otherUserId: scan.sellerId, score, signals, before: known?.status ?? null, after: status },
      });
      linked.push(sharer.user_id);
    }
    return linked;
  });
}

async function link(
  transaction: Transaction,
  pair: { readonly userId: string; readonly linkedUserId: string },
  reason: string,
): Promise<void> {
  await transaction
    .insert(accountLinks)
    .values({ ...pair, reason })
    .onConflictDoNothing();
}

const [one, other] = [alias(users, "one"), alias(users, "other")];

const selectSuspicions = (database: Database) =>
  database
    .select({
      suspicion: linkSuspicions,
      one: { id: one.id, displayName: one.displayName, role: one.role },
      other: { id: other.id, displayName: other.displayName, role: other.role },
    })
    .from(linkSuspicions)
    .innerJoin(one, eq(one.id, linkSuspicions.userId))
    .innerJoin(other, eq(other.id, linkSuspicions.linkedUserId))
    .$dynamic();

export type SuspectedLink = Awaited<ReturnType<typeof selectSuspicions>>[number];

const keyset: Keyset = {
  name: "link-suspicions",
  columns: [linkSuspicions.createdAt, linkSuspicions.id],
  descending: false,
};

/** Suspicions of a state, the one that waits longest first; for the house. */
export async function listSuspicions(
  database: Database,
  of: { readonly status: SuspicionStatus },
  request: PageRequest,
): Promise<Result<Page<SuspectedLink>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectSuspicions(database)
    .where(and(eq(linkSuspicions.status, of.status), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, ({ suspicion }) => [suspicion.createdAt, suspicion.id]));
}

export interface LinkDecision {
  readonly suspicionId: string;
  readonly outcome: "confirmed" | "dismissed";
  readonly reason: string;
  readonly decidedBy: string;
  readonly at: Date;
  readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
}

/** Confirms a link or takes it away, whoever or whatever made it. */
export async function decideSuspicion(
  { transact }: DatabaseClient,
  decision: LinkDecision,
): Promise<Result<SuspectedLink, "not_found" | "link_settled">> {
  const { suspicionId, outcome, reason, decidedBy, at, request } = decision;
  return transact(async (transaction) => {
    const [before] = await transaction
      .select()
      .from(linkSuspicions)
      .where(hasId(linkSuspicions.id, suspicionId))
      .for("update");
    if (before === undefined) return refuse("not_found");
    if (before.status === outcome) return refuse("link_settled");
    const { userId, linkedUserId, status, score, signals } = before;
    await transaction
      .update(linkSuspicions)
      .set({ status: outcome, reason, decidedBy, decidedAt: at })
      .where(eq(linkSuspicions.id, suspicionId));
    if (outcome === "confirmed") await link(transaction, { userId, linkedUserId }, reason);
    else
      await transaction
        .delete(accountLinks)
        .where(and(eq(accountLinks.userId, userId), eq(accountLinks.linkedUserId, linkedUserId)));
    await recordAudit(transaction, {
      ...request,
      actorId: decidedBy,
      action: `account-link.${outcome}`,
      subjectType: "user",
      subjectId: linkedUserId,
      details: {
        otherUserId: userId,
        score,
        signals,
        reason,
        before: { status },
        after: { status: outcome },
      },
    });
    const [after] = await selectSuspicions(transaction).where(eq(linkSuspicions.id, suspicionId));
    return accept(must(after, "it is locked"));
  });
}
