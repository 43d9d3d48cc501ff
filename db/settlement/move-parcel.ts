import { and, asc, eq, isNull } from "drizzle-orm";
import { computeNextStanding } from "../../domain/order/lifecycle.ts";
import { computeReleaseAt } from "../../domain/payout/release.ts";
import { accept, must, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { DatabaseClient, Transaction } from "../database.ts";
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

/** The parcel of an order has arrived, says its buyer or its carrier. An order under dispute keeps its standing. */
export async function deliverOrder(
  client: DatabaseClient,
  delivery: { readonly orderId: string; readonly buyerId: string | null; readonly at: Date },
): Promise<Result<WorkItem[], ParcelRefusal>> {
  return client.transact(async (transaction) => {
    const [row] = await transaction
      .select()
      .from(orders)
      .where(
        and(
          hasId(orders.id, delivery.orderId),
          delivery.buyerId === null ? undefined : hasId(orders.buyerId, delivery.buyerId),
        ),
      )
      .for("update");
    if (row === undefined) return refuse("not_found");
    const moved = computeNextStanding(row, "deliver");
    if (!moved.ok) return refuse("order_state");
    const { at } = delivery;
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
    return accept(await writeNotice(transaction, { orderId, userId, kind: "order-delivered", at }));
  });
}
