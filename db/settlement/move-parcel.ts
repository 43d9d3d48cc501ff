import { and, asc, eq, isNull } from "drizzle-orm";
import { computeNextStanding } from "../../domain/order/lifecycle.ts";
import { computeReleaseAt } from "../../domain/payout/release.ts";
import { accept, assert, must, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { DatabaseClient, Transaction } from "../database.ts";
import { type AuditEntry, recordAudit } from "../queries/audit.ts";
import { hasId } from "../queries/ids.ts";
import { readSellerSettings } from "../queries/seller-settings.ts";
import { orders } from "../schema/orders.ts";
import { parcels } from "../schema/parcels.ts";
import { writeNotice } from "./notice.ts";
import type { OrderRow } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

export type ParcelRefusal = "not_found" | "order_state";

/** Hands a parcel to a carrier: with an order, all paid ones that travel with it. Those not yet paid stay behind. */
export async function shipParcel(
  client: DatabaseClient,
  shipment: {
    readonly orderId: string;
    readonly sellerId: string;
    readonly carrier: string;
    readonly trackingNumber: string | null;
    readonly at: Date;
  },
): Promise<Result<WorkItem[], ParcelRefusal>> {
  return client.transact(async (transaction) => {
    const [asked] = await transaction
      .select({ parcelId: orders.parcelId, sellerId: orders.sellerId })
      .from(orders)
      .where(hasId(orders.id, shipment.orderId));
    if (asked === undefined || asked.sellerId !== shipment.sellerId) return refuse("not_found");
    const together = await lockParcel(transaction, { orderId: shipment.orderId, parcelId: asked.parcelId });
    const order = together.find(({ id }) => id === shipment.orderId);
    // The parcel left while we waited for it, and this one stayed behind or was put into another.
    if (order === undefined || !computeNextStanding(order, "ship").ok) return refuse("order_state");
    const going = together.filter((row) => computeNextStanding(row, "ship").ok);
    const parcelId = await closeParcel(transaction, order, { ...shipment, parcelId: asked.parcelId });
    const { isTrusted } = await readSellerSettings(transaction, order.sellerId);
    const items: WorkItem[] = [];
    for (const row of going)
      items.push(...(await shipOrder(transaction, row, { ...shipment, parcelId, isTrusted })));
    // What was not paid in time travels later, in a parcel of its own.
    for (const row of together.filter((one) => !going.includes(one) && one.status === "pending"))
      await transaction.update(orders).set({ parcelId: null }).where(eq(orders.id, row.id));
    return accept(items);
  });
}

/**
 * The orders of a parcel, locked in the order of their ids, so that two such locks never wait in a ring. The parcel comes
 * before them: whoever puts an order in holds the parcel until it is there, so that none slips in behind our reading
 * and leaves unseen. Not `for update`: whoever holds an order and changes its row twice has Postgres look at the row's
 * parcel again, which only that lock would stop, in a ring with ours.
 */
async function lockParcel(
  transaction: Transaction,
  { orderId, parcelId }: { readonly orderId: string; readonly parcelId: string | null },
): Promise<OrderRow[]> {
  if (parcelId !== null)
    await transaction
      .select({ id: parcels.id })
      .from(parcels)
      .where(eq(parcels.id, parcelId))
      .for("no key update");
  return transaction
    .select()
    .from(orders)
    .where(
      parcelId === null
        ? and(eq(orders.id, orderId), isNull(orders.parcelId))
        : eq(orders.parcelId, parcelId),
    )
    .orderBy(asc(orders.id))
    .for("update");
}

interface Handover {
  readonly carrier: string;
  readonly trackingNumber: string | null;
  readonly at: Date;
}

async function closeParcel(
  transaction: Transaction,
  order: OrderRow,
  { parcelId, carrier, trackingNumber, at }: Handover & { readonly parcelId: string | null },
): Promise<string> {
  if (parcelId !== null) {
    await transaction
      .update(parcels)
      .set({ carrier, trackingNumber, shippedAt: at })
      .where(eq(parcels.id, parcelId));
    return parcelId;
  }
  const { auctionId, sellerId, buyerId } = order;
  const [made] = await transaction
    .insert(parcels)
    .values({ auctionId, sellerId, buyerId, carrier, trackingNumber, shippedAt: at })
    .returning({ id: parcels.id });
  return must(made, "a row was inserted").id;
}

async function shipOrder(
  transaction: Transaction,
  row: OrderRow,
  { carrier, trackingNumber, at, parcelId, isTrusted }: Handover & { parcelId: string; isTrusted: boolean },
): Promise<WorkItem[]> {
  const moved = computeNextStanding(row, "ship");
  if (!moved.ok) return [];
  await transaction
    .update(orders)
    .set({
      ...moved.value,
      parcelId,
      carrier,
      trackingNumber,
      shippedAt: at,
      releaseAt: computeReleaseAt({ ...row, shippedAt: at, isDisputed: false, isTrusted }),
    })
    .where(eq(orders.id, row.id));
  return writeNotice(transaction, { orderId: row.id, userId: row.buyerId, kind: "order-shipped", at });
}

/** The parcel of an order has arrived, says its buyer. */
export async function deliverOrder(
  client: DatabaseClient,
  delivery: { readonly orderId: string; readonly buyerId: string; readonly at: Date },
): Promise<Result<WorkItem[], ParcelRefusal>> {
  const { orderId, buyerId, at } = delivery;
  return client.transact(async (transaction) => {
    const [row] = await transaction
      .select()
      .from(orders)
      .where(and(hasId(orders.id, orderId), hasId(orders.buyerId, buyerId)))
      .for("update");
    if (row === undefined) return refuse("not_found");
    if (!computeNextStanding(row, "deliver").ok) return refuse("order_state");
    return accept(await deliverLocked(transaction, row, at));
  });
}

/** A carrier's scan, which the house read: with an order everything arrived that travelled with it. */
export async function deliverParcel(
  client: DatabaseClient,
  scan: {
    readonly orderId: string;
    /** After it was handed over, and not in the future. */
    readonly scannedAt: Date;
    readonly reportedBy: string;
    readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
  },
): Promise<Result<WorkItem[], ParcelRefusal>> {
  const { orderId, scannedAt, reportedBy, request } = scan;
  return client.transact(async (transaction) => {
    const [asked] = await transaction
      .select({ parcelId: orders.parcelId })
      .from(orders)
      .where(hasId(orders.id, orderId));
    if (asked === undefined) return refuse("not_found");
    const together = await lockParcel(transaction, { orderId, parcelId: asked.parcelId });
    const order = together.find(({ id }) => id === orderId);
    if (order === undefined || !computeNextStanding(order, "deliver").ok) return refuse("order_state");
    await recordAudit(transaction, {
      ...request,
      actorId: reportedBy,
      action: "order.delivered",
      subjectType: "order",
      subjectId: order.id,
      details: { scannedAt: scannedAt.toISOString() },
    });
    const items: WorkItem[] = [];
    for (const row of together.filter((one) => computeNextStanding(one, "deliver").ok))
      items.push(...(await deliverLocked(transaction, row, scannedAt)));
    return accept(items);
  });
}

/** Its money waits from here on for its buyer to have looked at it. */
async function deliverLocked(transaction: Transaction, row: OrderRow, at: Date): Promise<WorkItem[]> {
  const moved = computeNextStanding(row, "deliver");
  assert(moved.ok, "the order can arrive");
  const { isTrusted } = await readSellerSettings(transaction, row.sellerId);
  const releaseAt = computeReleaseAt({ ...row, deliveredAt: at, isDisputed: false, isTrusted });
  await transaction
    .update(orders)
    .set({
      ...moved.value,
      deliveredAt: at,
      releaseAt: row.releasedAt === null ? releaseAt : row.releaseAt,
    })
    .where(eq(orders.id, row.id));
  const { id: orderId, sellerId: userId } = row;
  return writeNotice(transaction, { orderId, userId, kind: "order-delivered", at });
}
