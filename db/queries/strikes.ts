import { and, desc, eq, sql } from "drizzle-orm";
import { accept, refuse, type Result } from "../../domain/result.ts";
import { strikeRules } from "../../domain/trust/strikes.ts";
import type { Database, DatabaseClient, Transaction } from "../database.ts";
import { lots } from "../schema/lots.ts";
import { orders } from "../schema/orders.ts";
import { strikes } from "../schema/strikes.ts";
import { users } from "../schema/users.ts";
import type { WorkItem } from "../settlement/work-item.ts";
import { writeAccountNotice } from "./account-notices.ts";
import { type AuditEntry, recordAudit } from "./audit.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

/** Notes that an order's buyer did not pay (rule S2), once for each order, and has them told. */
export async function giveStrike(
  transaction: Transaction,
  { orderId, userId, at }: { readonly orderId: string; readonly userId: string; readonly at: Date },
): Promise<WorkItem[]> {
  const expiresAt = new Date(at.getTime() + strikeRules.lifeMs);
  const [made] = await transaction
    .insert(strikes)
    .values({ orderId, userId, expiresAt, createdAt: at })
    .onConflictDoNothing()
    .returning({ id: strikes.id });
  if (made === undefined) return [];
  await recordAudit(transaction, {
    actorId: null,
    action: "strike.given",
    subjectType: "user",
    subjectId: userId,
    details: { strikeId: made.id, orderId },
  });
  return writeAccountNotice(transaction, { userId, kind: "strike-given", about: made.id, details: {}, at });
}

const strikeColumns = {
  id: strikes.id,
  userId: strikes.userId,
  orderId: strikes.orderId,
  title: lots.title,
  createdAt: strikes.createdAt,
  expiresAt: strikes.expiresAt,
  appealStatus: strikes.appealStatus,
  appeal: strikes.appeal,
  appealedAt: strikes.appealedAt,
  decision: strikes.decision,
  decidedAt: strikes.decidedAt,
  removedAt: strikes.removedAt,
};

const selectStrikes = (database: Database) =>
  database
    .select(strikeColumns)
    .from(strikes)
    .innerJoin(orders, eq(orders.id, strikes.orderId))
    .innerJoin(lots, eq(lots.id, orders.lotId))
    .$dynamic();

export type Strike = Awaited<ReturnType<typeof selectStrikes>>[number];

/** The latest of somebody's; with this many more, older ones make no difference. */
const shownMax = 100;

export const listStrikesOf = (database: Database, userId: string): Promise<Strike[]> =>
  selectStrikes(database)
    .where(hasId(strikes.userId, userId))
    .orderBy(desc(strikes.expiresAt), desc(strikes.id))
    .limit(shownMax);

export async function findStrike(database: Database, strikeId: string): Promise<Strike | undefined> {
  const [found] = await selectStrikes(database).where(hasId(strikes.id, strikeId));
  return found;
}

/** Asks for a strike to be taken back: once, by whoever has it, while it counts. */
export async function appealStrike(
  database: Database,
  appeal: { readonly strikeId: string; readonly userId: string; readonly text: string; readonly at: Date },
): Promise<Result<void, "not_found" | "appeal_closed">> {
  const { strikeId, userId, text, at } = appeal;
  const isTheirs = and(hasId(strikes.id, strikeId), eq(strikes.userId, userId));
  const moved = await database
    .update(strikes)
    .set({ appealStatus: "open", appeal: text, appealedAt: at })
    .where(
      and(
        isTheirs,
        eq(strikes.appealStatus, "none"),
        sql`${strikes.removedAt} is null and ${strikes.expiresAt} > ${at.toISOString()}::timestamptz`,
      ),
    )
    .returning({ id: strikes.id });
  if (moved.length > 0) return accept(undefined);
  const found = await database.select({ id: strikes.id }).from(strikes).where(isTheirs);
  return refuse(found.length === 0 ? "not_found" : "appeal_closed");
}

const keyset: Keyset = { name: "appeals", columns: [strikes.appealedAt, strikes.id], descending: false };

export interface Appeal {
  readonly strike: Strike;
  readonly person: { readonly id: string; readonly displayName: string; readonly email: string };
}

/** Open appeals, the one that waits longest first; for the house. */
export async function listAppeals(
  database: Database,
  request: PageRequest,
): Promise<Result<Page<Appeal>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await database
    .select({
      strike: strikeColumns,
      person: { id: users.id, displayName: users.displayName, email: users.email },
    })
    .from(strikes)
    .innerJoin(orders, eq(orders.id, strikes.orderId))
    .innerJoin(lots, eq(lots.id, orders.lotId))
    .innerJoin(users, eq(users.id, strikes.userId))
    .where(and(eq(strikes.appealStatus, "open"), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(
    makePage(keyset, request, rows, ({ strike }) => [strike.appealedAt ?? strike.createdAt, strike.id]),
  );
}

export interface StrikeDecision {
  readonly strikeId: string;
  readonly outcome: "removed" | "kept";
  readonly reason: string;
  readonly decidedBy: string;
  readonly at: Date;
  readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
}

/**
 * Takes a strike back, appealed or not, or keeps one whose owner asked for that. Null: there is none; `strike_settled`: it was
 * taken back before, or nobody asked.
 */
export async function decideStrike(
  { transact }: DatabaseClient,
  decision: StrikeDecision,
): Promise<Result<{ readonly userId: string; readonly work: WorkItem[] }, "not_found" | "strike_settled">> {
  const { strikeId, outcome, reason, decidedBy, at, request } = decision;
  return transact(async (transaction) => {
    const [before] = await transaction
      .select()
      .from(strikes)
      .where(hasId(strikes.id, strikeId))
      .for("update");
    if (before === undefined) return refuse("not_found");
    const { userId, appealStatus } = before;
    if (before.removedAt !== null || (outcome === "kept" && appealStatus !== "open"))
      return refuse("strike_settled");
    const isRemoved = outcome === "removed";
    const after = isRemoved ? "none" : "denied";
    await transaction
      .update(strikes)
      .set({
        decision: reason,
        decidedBy,
        decidedAt: at,
        appealStatus: after,
        ...(isRemoved ? { removedAt: at } : {}),
      })
      .where(eq(strikes.id, strikeId));
    await recordAudit(transaction, {
      ...request,
      actorId: decidedBy,
      action: `strike.${outcome}`,
      subjectType: "user",
      subjectId: userId,
      details: { strikeId, reason, before: { appealStatus }, after: { appealStatus: after, isRemoved } },
    });
    const kind = `strike-${outcome}` as const;
    const work = await writeAccountNotice(transaction, {
      userId,
      kind,
      about: strikeId,
      details: { reason },
      at,
    });
    return accept({ userId, work });
  });
}
