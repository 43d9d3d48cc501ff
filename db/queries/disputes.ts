import { and, asc, desc, eq, isNotNull } from "drizzle-orm";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { disputeMessages, disputes } from "../schema/disputes.ts";
import { orders } from "../schema/orders.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

const disputeColumns = {
  id: disputes.id,
  orderId: disputes.orderId,
  origin: disputes.origin,
  reason: disputes.reason,
  status: disputes.status,
  amountMinor: disputes.amountMinor,
  currency: orders.currency,
  answerDueAt: disputes.answerDueAt,
  escalatedAt: disputes.escalatedAt,
  evidenceStatus: disputes.evidenceStatus,
  evidenceDueAt: disputes.evidenceDueAt,
  evidenceSubmittedAt: disputes.evidenceSubmittedAt,
  createdAt: disputes.createdAt,
  resolvedAt: disputes.resolvedAt,
  resolution: disputes.resolution,
};

const selectDisputes = (database: Database) =>
  database
    .select(disputeColumns)
    .from(disputes)
    .innerJoin(orders, eq(orders.id, disputes.orderId))
    .$dynamic();

export type Dispute = Awaited<ReturnType<typeof selectDisputes>>[number];

/** The latest dispute about an order; who may see the order may see it. */
export async function findLatestDispute(database: Database, orderId: string): Promise<Dispute | undefined> {
  const [found] = await selectDisputes(database)
    .where(hasId(disputes.orderId, orderId))
    .orderBy(desc(disputes.createdAt), desc(disputes.id))
    .limit(1);
  return found;
}

/** What was said, from the first; a dispute has a bounded number of messages. */
export const listDisputeMessages = (database: Database, disputeId: string) =>
  database
    .select({
      id: disputeMessages.id,
      authorId: disputeMessages.authorId,
      displayName: users.displayName,
      text: disputeMessages.text,
      at: disputeMessages.at,
    })
    .from(disputeMessages)
    .innerJoin(users, eq(users.id, disputeMessages.authorId))
    .where(eq(disputeMessages.disputeId, disputeId))
    .orderBy(asc(disputeMessages.id));

const keyset: Keyset = { name: "disputes", columns: [disputes.createdAt, disputes.id], descending: false };

/** Disputes of a status, the one that waits longest first; for the house. */
export async function listDisputes(
  database: Database,
  of: { readonly status: Dispute["status"]; readonly escalated?: boolean | undefined },
  request: PageRequest,
): Promise<Result<Page<Dispute>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectDisputes(database)
    .where(
      and(
        eq(disputes.status, of.status),
        of.escalated === true ? isNotNull(disputes.escalatedAt) : undefined,
        behind.value,
      ),
    )
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.createdAt, row.id]));
}
