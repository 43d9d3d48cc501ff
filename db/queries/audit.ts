import type { Database } from "../database.ts";
import { auditLog } from "../schema/audit-log.ts";
import { isUuid } from "./ids.ts";
import { toIpAddress } from "./ip-address.ts";

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
