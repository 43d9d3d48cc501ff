import { and, eq, gte, lt } from "drizzle-orm";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { auditLog } from "../schema/audit-log.ts";
import { hasId, isUuid } from "./ids.ts";
import { toIpAddress } from "./ip-address.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

export interface AuditEntry {
  /** Null when the platform acted by itself. */
  readonly actorId: string | null;
  /** Object and verb in the past tense, such as `auction.created`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly requestId?: string | undefined;
  readonly ipAddress?: string | undefined;
  /** No secrets, no card data: the log is kept for years. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** Adds to the audit log, which nothing ever changes. */
export async function recordAudit(database: Database, entry: AuditEntry): Promise<void> {
  await database.insert(auditLog).values({
    ...entry,
    actorId: entry.actorId !== null && isUuid(entry.actorId) ? entry.actorId : null,
    ipAddress: toIpAddress(entry.ipAddress ?? null),
  });
}

const entryColumns = {
  id: auditLog.id,
  at: auditLog.at,
  action: auditLog.action,
  subjectType: auditLog.subjectType,
  subjectId: auditLog.subjectId,
  ipAddress: auditLog.ipAddress,
};

const selectEntries = (database: Database) => database.select(entryColumns).from(auditLog);

/** An entry as its actor may see it: without what it says about others. */
export type ActorEntry = Awaited<ReturnType<typeof selectEntries>>[number];

const keyset: Keyset = { name: "audit", columns: [auditLog.at, auditLog.id], descending: true };

/** What somebody did, latest first. */
export async function listAuditOf(
  database: Database,
  actorId: string,
  request: PageRequest,
): Promise<Result<Page<ActorEntry>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectEntries(database)
    .where(and(hasId(auditLog.actorId, actorId), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.at, row.id]));
}

export interface AuditFilter {
  readonly actorId?: string | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

const selectWhole = (database: Database) =>
  database
    .select({
      ...entryColumns,
      actorId: auditLog.actorId,
      requestId: auditLog.requestId,
      details: auditLog.details,
    })
    .from(auditLog);

/** An entry with all it says; for the house. */
export type WholeEntry = Awaited<ReturnType<typeof selectWhole>>[number];

/** What was done, latest first. */
export async function listAudit(
  database: Database,
  filter: AuditFilter,
  request: PageRequest,
): Promise<Result<Page<WholeEntry>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const { actorId, subjectType, subjectId, action, from, to } = filter;
  const rows = await selectWhole(database)
    .where(
      and(
        actorId === undefined ? undefined : hasId(auditLog.actorId, actorId),
        subjectType === undefined ? undefined : eq(auditLog.subjectType, subjectType),
        subjectId === undefined ? undefined : eq(auditLog.subjectId, subjectId),
        action === undefined ? undefined : eq(auditLog.action, action),
        from === undefined ? undefined : gte(auditLog.at, from),
        to === undefined ? undefined : lt(auditLog.at, to),
        behind.value,
      ),
    )
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.at, row.id]));
}
