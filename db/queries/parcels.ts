import { and, asc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Transaction } from "../database.ts";
import { orders } from "../schema/orders.ts";
import { parcels } from "../schema/parcels.ts";

/**
 * Puts new orders into their buyers' open parcels of their auctions (rule P9), opening those that are not there. They
 * travel to where the parcel goes already, whatever address its buyer has chosen since. The parcels stay locked until
 * the transaction ends, so that none leaves while something is being put in.
 */
export async function joinOpenParcels(transaction: Transaction, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const joining = await transaction
    .select({
      id: orders.id,
      auctionId: orders.auctionId,
      sellerId: orders.sellerId,
      buyerId: orders.buyerId,
    })
    .from(orders)
    .where(inArray(orders.id, [...orderIds]));
  const owners = new Map(joining.map((order) => [nameOf(order), order]));
  const open = await requireOpenParcels(transaction, owners);
  for (const [name, parcelId] of open) {
    const ids = joining.filter((order) => nameOf(order) === name).map(({ id }) => id);
    await transaction
      .update(orders)
      .set({
        parcelId,
        shippingAddress: sql`coalesce((
          select earlier.shipping_address from orders earlier
          where earlier.parcel_id = ${parcelId} and earlier.shipping_address is not null
          order by earlier.sold_at, earlier.id limit 1), ${orders.shippingAddress})`,
      })
      .where(inArray(orders.id, ids));
  }
}

type ParcelOwner = Pick<typeof parcels.$inferInsert, "auctionId" | "sellerId" | "buyerId">;

const nameOf = ({ auctionId, buyerId }: Pick<ParcelOwner, "auctionId" | "buyerId">): string =>
  `${auctionId} ${buyerId}`;

/** How often a parcel may leave between being found and being locked before that is a fault. */
const triesMax = 5;

/** The open parcel of each, locked in one order for everybody, so that two of these never wait for each other. */
async function requireOpenParcels(
  transaction: Transaction,
  owners: ReadonlyMap<string, ParcelOwner>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...owners.values()].map(({ auctionId, sellerId, buyerId }) => ({
    auctionId,
    sellerId,
    buyerId,
  }));
  for (let tries = 0; tries < triesMax; tries += 1) {
    await transaction.insert(parcels).values(wanted).onConflictDoNothing();
    const found = await transaction
      .select({ id: parcels.id, auctionId: parcels.auctionId, buyerId: parcels.buyerId })
      .from(parcels)
      .where(
        and(
          inArray(
            parcels.auctionId,
            wanted.map(({ auctionId }) => auctionId),
          ),
          inArray(
            parcels.buyerId,
            wanted.map(({ buyerId }) => buyerId),
          ),
          isNull(parcels.shippedAt),
        ),
      )
      .orderBy(asc(parcels.id))
      .for("update");
    const open = new Map(found.map((parcel) => [nameOf(parcel), parcel.id]));
    // One that left while we waited for its lock is not among them: the next round opens another.
    if (wanted.every((owner) => open.has(nameOf(owner))))
      return new Map(
        [...owners.keys()].map((name) => [name, must(open.get(name), "each was found just now")]),
      );
  }
  throw new Error("a parcel left each time something was to be put in");
}

/**
 * Whether others of an order's parcel pay less for their way because it pays for it (rule P9). Written out: a select without
 * joins would name the order's columns as it names those of the others.
 */
export const carriesOthers = sql<boolean>`exists (
  select from orders other where other.parcel_id = orders.parcel_id and other.id <> orders.id
    and other.status in ('pending', 'paid') and other.shipping_minor < orders.shipping_minor)`;

/** Whether something that is to be paid, or was, waits for its way to this buyer: one more lot would go along. */
export async function hasOpenParcel(
  transaction: Transaction,
  auctionId: string,
  buyerId: string,
): Promise<boolean> {
  const found = await transaction
    .select({ id: orders.id })
    .from(orders)
    .innerJoin(parcels, eq(parcels.id, orders.parcelId))
    .where(
      and(
        eq(orders.auctionId, auctionId),
        eq(orders.buyerId, buyerId),
        isNull(parcels.shippedAt),
        notInArray(orders.status, ["cancelled", "refunded"]),
      ),
    )
    .limit(1);
  return found.length > 0;
}
