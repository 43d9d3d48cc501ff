import { and, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Transaction } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { bids } from "../schema/bids.ts";
import { products } from "../schema/catalogue.ts";
import { chatMessages } from "../schema/chat-messages.ts";
import { lots } from "../schema/lots.ts";
import { registrations } from "../schema/registrations.ts";
import { auctionFacts } from "../schema/room-log.ts";
import { isUuid } from "../queries/ids.ts";
import { type Batch, getAuction } from "./batch.ts";
import type { LotRow } from "./lot-row.ts";
import { writeOrders } from "./write-orders.ts";
import { writeProducts } from "./write-products.ts";

/** Rows of one INSERT: a statement has at most 65 535 parameters, and the widest table here has about 30 columns. */
const rowsPerStatement = 1_000;

/** What a batch did that concerns others than the room's readers. */
export interface WrittenBatch {
  /** Orders it made. */
  readonly orderIds: readonly string[];
  /** Products that it put up or took out of the shop. */
  readonly movedProductIds: readonly string[];
}

/**
 * Writes a batch: whom rows point at first, then the rows. Everything has its own key besides the cursor, so that even a
 * batch applied without it would change nothing the second time.
 */
export async function writeBatch(transaction: Transaction, batch: Batch): Promise<WrittenBatch> {
  const auction = getAuction(batch);
  await transaction
    .insert(auctions)
    .values(auction)
    .onConflictDoUpdate({ target: auctions.id, set: takeAll(auctions, Object.keys(auction)) });
  await writeRegistrations(transaction, batch);
  const movedProductIds = await writeLots(transaction, batch);
  for (const rows of paginate(batch.facts)) {
    await transaction.insert(auctionFacts).values(rows).onConflictDoNothing();
  }
  for (const rows of paginate(batch.bids)) await transaction.insert(bids).values(rows).onConflictDoNothing();
  await writeOpenings(transaction, batch);
  await writeMessages(transaction, batch);
  return { orderIds: await writeOrders(transaction, batch), movedProductIds };
}

/** `SET column = excluded.column` for each: the upsert takes the new row as it is. */
function takeAll(table: PgTable, names: readonly string[]): Record<string, SQL> {
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => names.includes(name));
  return Object.fromEntries(columns.map(([name, column]) => [name, sql.raw(`excluded."${column.name}"`)]));
}

function* paginate<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    yield rows.slice(start, start + rowsPerStatement);
  }
}

async function writeRegistrations(transaction: Transaction, batch: Batch): Promise<void> {
  const { id: auctionId } = getAuction(batch);
  for (const rows of paginate([...batch.registrations.values()])) {
    await transaction
      .insert(registrations)
      .values(rows)
      .onConflictDoUpdate({
        target: [registrations.auctionId, registrations.userId],
        // The paddle and its date stay those of the first time; terms may change.
        set: takeAll(registrations, ["limitMinor", "shippingMinor", "additionalShippingMinor", "taxBps"]),
      });
  }
  for (const [userId, blockedAt] of batch.blocks) {
    await transaction
      .update(registrations)
      .set({ blockedAt })
      .where(and(eq(registrations.auctionId, auctionId), eq(registrations.userId, userId)));
  }
}

async function writeLots(transaction: Transaction, batch: Batch): Promise<string[]> {
  if (batch.removedLotIds.size > 0) {
    await transaction.delete(lots).where(inArray(lots.id, [...batch.removedLotIds]));
  }
  const changed = [...batch.changedLotIds].flatMap((lotId) => batch.lots.get(lotId) ?? []);
  const rows = await dropLostReferences(transaction, changed);
  for (const page of paginate(rows)) {
    await transaction
      .insert(lots)
      .values(page)
      .onConflictDoUpdate({ target: lots.id, set: takeAll(lots, Object.keys(page[0] ?? {})) });
  }
  // What is written after this, an order, must not name what was dropped.
  for (const lot of rows) batch.lots.set(lot.id, lot);
  return writeProducts(transaction, batch, rows);
}

/**
 * The rows without the products and earlier lots that are not there. The room takes these two references on trust; one
 * that leads nowhere must cost the lot its link, not stop the projection of everything behind it.
 */
async function dropLostReferences(transaction: Transaction, rows: readonly LotRow[]): Promise<LotRow[]> {
  const productIds = rows.flatMap((lot) => lot.productId ?? []).filter(isUuid);
  const lotIds = rows.flatMap((lot) => lot.rerunOf ?? []).filter(isUuid);
  const known = new Set(rows.map((lot) => lot.id));
  for (const [table, ids] of [[products, productIds] as const, [lots, lotIds] as const]) {
    if (ids.length === 0) continue;
    const found = await transaction.select({ id: table.id }).from(table).where(inArray(table.id, ids));
    for (const { id } of found) known.add(id);
  }
  const keep = (id: string | null): string | null => (id !== null && known.has(id) ? id : null);
  return rows.map((lot) => ({ ...lot, productId: keep(lot.productId), rerunOf: keep(lot.rerunOf) }));
}

async function writeOpenings(transaction: Transaction, batch: Batch): Promise<void> {
  if (batch.openings.length === 0) return;
  await transaction.execute(sql`
    update bids set revealed_amount_minor = opening."amountMinor"
    from jsonb_to_recordset(${JSON.stringify(batch.openings)}::jsonb) as opening ("bidId" uuid, "amountMinor" bigint)
    where bids.auction_id = ${getAuction(batch).id} and bids.bid_id = opening."bidId"`);
}

async function writeMessages(transaction: Transaction, batch: Batch): Promise<void> {
  for (const rows of paginate([...batch.messages.values()])) {
    await transaction.insert(chatMessages).values(rows).onConflictDoNothing();
  }
  for (const { id, at, by } of batch.removedMessages) {
    await transaction
      .update(chatMessages)
      .set({ removedAt: at, removedBy: by })
      .where(and(eq(chatMessages.id, id), eq(chatMessages.auctionId, getAuction(batch).id)));
  }
}
