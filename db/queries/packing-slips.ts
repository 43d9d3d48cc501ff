import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { PackingSlip } from "../../domain/order/packing-slip.ts";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { lots } from "../schema/lots.ts";
import { orders } from "../schema/orders.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";

/**
 * What goes into the parcel of an order, for its seller (or for everybody's, with null): every order of that parcel that
 * is paid. Undefined: there is no such order for them; null: nothing of it is to be sent.
 */
export async function findPackingSlip(
  database: Database,
  { orderId, sellerId }: { readonly orderId: string; readonly sellerId: string | null },
): Promise<PackingSlip | null | undefined> {
  const [asked] = await database
    .select({ id: orders.id, parcelId: orders.parcelId, status: orders.status })
    .from(orders)
    .where(and(hasId(orders.id, orderId), sellerId === null ? undefined : hasId(orders.sellerId, sellerId)));
  if (asked === undefined) return undefined;
  const isInParcel =
    asked.parcelId === null
      ? and(eq(orders.id, asked.id), isNull(orders.parcelId))
      : eq(orders.parcelId, asked.parcelId);
  const rows = await database
    .select({
      orderId: orders.id,
      saleNumber: orders.saleNumber,
      position: lots.position,
      title: lots.title,
      auctionTitle: auctions.title,
      sellerName: users.displayName,
      locale: users.locale,
      address: orders.shippingAddress,
      soldAt: orders.soldAt,
    })
    .from(orders)
    .innerJoin(lots, eq(lots.id, orders.lotId))
    .innerJoin(auctions, eq(auctions.id, orders.auctionId))
    .innerJoin(users, eq(users.id, orders.sellerId))
    .where(and(isInParcel, inArray(orders.status, ["paid", "shipped", "delivered"])))
    .orderBy(asc(lots.position), asc(orders.saleNumber));
  // An order that is not to be sent has no slip, whatever travels in its parcel.
  if (!rows.some((row) => row.orderId === asked.id)) return null;
  const [first] = rows;
  const { auctionTitle, sellerName, locale, address } = must(
    first,
    "the order that was asked for is among them",
  );
  return {
    parcelId: asked.parcelId ?? asked.id,
    auctionTitle,
    sellerName,
    locale,
    address,
    soldAt: rows.reduce((latest, row) => (row.soldAt > latest ? row.soldAt : latest), new Date(0)),
    items: rows.map((row) => ({ orderId: row.orderId, lotNumber: row.position, title: row.title })),
  };
}
