import { and, asc, eq, sql, type SQL } from "drizzle-orm";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { CaseAction, CaseStatus, ReportReason, ReportSubject } from "../../domain/trust/moderation.ts";
import type { Database, DatabaseClient, Transaction } from "../database.ts";
import { moderationCases, reports } from "../schema/moderation.ts";
import { users } from "../schema/users.ts";
import type { WorkItem } from "../settlement/work-item.ts";
import { writeAccountNotice } from "./account-notices.ts";
import { type AuditEntry, recordAudit } from "./audit.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";
import { hideProduct } from "./products.ts";

/** A thing somebody can point at: whose it is, and its words as they are now. */
interface Subject extends Record<string, unknown> {
  readonly owner_id: string;
  readonly content: string;
  /** Of a chat line: its room. */
  readonly auction_id: string | null;
}

/** What anybody may see of each, so that a report tells nothing about what they may not. */
const subjectOf: Readonly<Record<ReportSubject, (id: string) => SQL>> = {
  product: (id) => sql`
    select seller_id as owner_id, title || e'\n' || description as content, null::uuid as auction_id
    from products where id = ${id} and deleted_at is null and status in ('active', 'sold')`,
  auction: (id) => sql`
    select seller_id as owner_id, title || e'\n' || description as content, id as auction_id
    from auctions where id = ${id} and visibility = 'public'`,
  message: (id) => sql`
    select sender_id as owner_id, text as content, auction_id from chat_messages where id = ${id} and removed_at is null`,
  user: (id) => sql`
    select id as owner_id, display_name as content, null::uuid as auction_id from users
    where id = ${id} and deleted_at is null and disabled_at is null`,
  review: (id) => sql`
    select buyer_id as owner_id, text as content, null::uuid as auction_id from reviews
    where id = ${id} and hidden_at is null`,
};

export async function findSubject(
  database: Database,
  { subjectType, subjectId }: { readonly subjectType: ReportSubject; readonly subjectId: string },
): Promise<
  { readonly ownerId: string; readonly content: string; readonly auctionId: string | null } | undefined
> {
  const { rows } = await database.execute<Subject>(subjectOf[subjectType](subjectId));
  const [row] = rows;
  return row === undefined
    ? undefined
    : { ownerId: row.owner_id, content: row.content, auctionId: row.auction_id };
}

export interface Report {
  readonly reporterId: string;
  readonly subjectType: ReportSubject;
  readonly subjectId: string;
  readonly reason: ReportReason;
  readonly note: string;
  readonly at: Date;
}

/** Takes a report in: into the open case about the thing, or a new one; a second one of the same person changes nothing. */
export async function takeReport(
  { database, transact }: DatabaseClient,
  { reporterId, subjectType, subjectId, reason, note, at }: Report,
): Promise<Result<void, "not_found" | "own_thing">> {
  const subject = await findSubject(database, { subjectType, subjectId });
  if (subject === undefined) return refuse("not_found");
  const { ownerId } = subject;
  if (ownerId === reporterId) return refuse("own_thing");
  return transact(async (transaction) => {
    // A conflict waits for whoever opens the same case, and locks it against being decided meanwhile.
    const { rows } = await transaction.execute<{ id: string }>(sql`
      insert into moderation_cases (id, subject_type, subject_id, owner_id, created_at)
      values (gen_random_uuid(), ${subjectType}, ${subjectId}, ${ownerId}, ${at.toISOString()})
      on conflict (subject_type, subject_id) where status = 'open' do update set owner_id = excluded.owner_id
      returning id`);
    const caseId = must(rows[0], "an upsert returns its row").id;
    const made = await transaction
      .insert(reports)
      .values({ caseId, reporterId, reason, note, createdAt: at })
      .onConflictDoNothing()
      .returning({ id: reports.id });
    if (made.length > 0)
      await transaction
        .update(moderationCases)
        .set({ reportCount: sql`${moderationCases.reportCount} + 1` })
        .where(eq(moderationCases.id, caseId));
    return accept(undefined);
  });
}

const caseColumns = {
  id: moderationCases.id,
  subjectType: moderationCases.subjectType,
  subjectId: moderationCases.subjectId,
  ownerId: moderationCases.ownerId,
  ownerName: users.displayName,
  status: moderationCases.status,
  reportCount: moderationCases.reportCount,
  action: moderationCases.action,
  reason: moderationCases.reason,
  decidedAt: moderationCases.decidedAt,
  createdAt: moderationCases.createdAt,
};

const selectCases = (database: Database) =>
  database
    .select(caseColumns)
    .from(moderationCases)
    .innerJoin(users, eq(users.id, moderationCases.ownerId))
    .$dynamic();

export type ModerationCase = Awaited<ReturnType<typeof selectCases>>[number];

const keyset: Keyset = {
  name: "moderation-cases",
  columns: [moderationCases.createdAt, moderationCases.id],
  descending: false,
};

export async function listCases(
  database: Database,
  of: { readonly status: CaseStatus; readonly subjectType?: ReportSubject | undefined },
  request: PageRequest,
): Promise<Result<Page<ModerationCase>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const { status, subjectType } = of;
  const rows = await selectCases(database)
    .where(
      and(
        eq(moderationCases.status, status),
        subjectType === undefined ? undefined : eq(moderationCases.subjectType, subjectType),
        behind.value,
      ),
    )
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.createdAt, row.id]));
}

export async function findCase(database: Database, caseId: string): Promise<ModerationCase | undefined> {
  const [found] = await selectCases(database).where(hasId(moderationCases.id, caseId));
  return found;
}

/** Beyond as many reports the others say nothing new. */
const reportsShownMax = 100;

export const listReportsOf = (database: Database, caseId: string) =>
  database
    .select({
      reason: reports.reason,
      note: reports.note,
      reporterId: reports.reporterId,
      reporterName: users.displayName,
      createdAt: reports.createdAt,
    })
    .from(reports)
    .innerJoin(users, eq(users.id, reports.reporterId))
    .where(eq(reports.caseId, caseId))
    .orderBy(asc(reports.createdAt), asc(reports.id))
    .limit(reportsShownMax);

export interface CaseDecision {
  readonly caseId: string;
  readonly action: CaseAction;
  readonly reason: string;
  readonly decidedBy: string;
  readonly at: Date;
  readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
}

export interface DecidedCase {
  readonly moderationCase: ModerationCase;
  readonly work: readonly WorkItem[];
}

/**
 * Closes a case, once, together with what the database itself can do about it: a hidden product or review, a warning to be
 * sent. What lives elsewhere (a chat line's room, sign-ins) follows behind it, and is harmless to do twice.
 */
export async function decideCase(
  { transact }: DatabaseClient,
  decision: CaseDecision,
): Promise<Result<DecidedCase, "not_found" | "case_decided">> {
  const { caseId, action, reason, decidedBy, at, request } = decision;
  return transact(async (transaction) => {
    const [open] = await transaction
      .select()
      .from(moderationCases)
      .where(hasId(moderationCases.id, caseId))
      .for("update");
    if (open === undefined) return refuse("not_found");
    if (open.status !== "open") return refuse("case_decided");
    const status = action === "dismiss" ? "dismissed" : "acted";
    await transaction
      .update(moderationCases)
      .set({ status, action, reason, decidedBy, decidedAt: at })
      .where(eq(moderationCases.id, open.id));
    const change = action === "hide" ? await hideSubject(transaction, open, decision) : {};
    await recordAudit(transaction, {
      ...request,
      actorId: decidedBy,
      action: `moderation.${status}`,
      subjectType: open.subjectType,
      subjectId: open.subjectId,
      details: {
        caseId: open.id,
        ownerId: open.ownerId,
        action,
        reason,
        before: { status: "open", ...change.before },
        after: { status, ...change.after },
      },
    });
    const work =
      action === "warn" || action === "hide"
        ? await writeAccountNotice(transaction, {
            userId: open.ownerId,
            kind: action === "warn" ? "warned" : "content-hidden",
            about: open.id,
            details: { subject: open.subjectType, reason },
            at,
          })
        : [];
    return accept({ moderationCase: must(await findCase(transaction, open.id), "it is locked"), work });
  });
}

interface Change {
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

async function hideSubject(
  transaction: Transaction,
  { subjectType, subjectId, ownerId }: typeof moderationCases.$inferSelect,
  { decidedBy, reason, at }: CaseDecision,
): Promise<Change> {
  if (subjectType === "product") {
    const status = await hideProduct(transaction, { productId: subjectId, sellerId: ownerId }, at);
    return status === undefined ? {} : { before: { product: status }, after: { product: "deleted" } };
  }
  if (subjectType === "review") {
    const { rows } = await transaction.execute(sql`
      update reviews set hidden_at = ${at.toISOString()}::timestamptz, hidden_by = ${decidedBy}, hidden_reason = ${reason}
      where id = ${subjectId} and hidden_at is null returning id`);
    return rows.length === 0 ? {} : { before: { hiddenReason: null }, after: { hiddenReason: reason } };
  }
  return {};
}
