import { and, eq } from "drizzle-orm";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { hasId } from "../queries/ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "../queries/keyset.ts";
import { type Page, type PageRequest, readCursor } from "../queries/keyset.ts";
import { payouts } from "../schema/payouts.ts";

export type PayoutRow = typeof payouts.$inferSelect;

const latestFirst: Keyset = {
  name: "payouts",
  columns: [payouts.createdAt, payouts.id],
  descending: true,
};

/** A seller's payouts, latest first. */
export async function listPayouts(
  database: Database,
  sellerId: string,
  request: PageRequest,
): Promise<Result<Page<PayoutRow>, InvalidCursor>> {
  const behind = readCursor(latestFirst, request.cursor);
  if (!behind.ok) return behind;
  const rows = await database
    .select()
    .from(payouts)
    .where(and(eq(payouts.sellerId, sellerId), behind.value))
    .orderBy(...getOrder(latestFirst))
    .limit(getFetchLimit(request));
  return accept(makePage(latestFirst, request, rows, (row) => [row.createdAt, row.id]));
}

export async function findPayout(database: Database, payoutId: string): Promise<PayoutRow | undefined> {
  const [row] = await database.select().from(payouts).where(hasId(payouts.id, payoutId));
  return row;
}

/** The payout that a provider knows by this name. */
export async function findPayoutByReference(
  database: Database,
  { provider, reference }: { readonly provider: PayoutRow["provider"]; readonly reference: string },
): Promise<PayoutRow | undefined> {
  const [row] = await database
    .select()
    .from(payouts)
    .where(and(eq(payouts.provider, provider), eq(payouts.providerReference, reference)));
  return row;
}
