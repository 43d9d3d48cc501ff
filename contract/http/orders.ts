import { z } from "../zod.ts";
import { idParams, moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

export const orderStatus = z.enum([
  "pending",
  "paid",
  "shipped",
  "delivered",
  "cancelled",
  "refunded",
  "disputed",
]);

/** What a hammer made: one sale of one lot, with every line the buyer pays. Only its buyer and its seller see it. */
export const order = z
  .object({
    id: z.string(),
    status: orderStatus,
    auctionId: z.string(),
    lotId: z.string(),
    saleNumber: z.int(),
    title: z.string(),
    imageUrl: z.string().nullable(),
    sellerId: z.string(),
    sellerName: z.string(),
    /** Which side of the order the caller is on. */
    side: z.enum(["buyer", "seller"]),
    currency: z.string(),
    priceMinor: z.int(),
    premiumMinor: z.int(),
    shippingMinor: z.int(),
    taxMinor: z.int(),
    totalMinor: z.int(),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: "Order" });
export type Order = z.infer<typeof order>;

export const orderFilter = z.strictObject({
  ...pageQuery,
  side: z.enum(["buyer", "seller"]).default("buyer"),
  status: orderStatus.optional(),
});

const tag = "Orders";

export const listOrders = endpoint({
  name: "listOrders",
  method: "get",
  path: "/orders",
  tag,
  summary: "Own orders, latest first",
  description: "`side` chooses between what one bought and what one sold.",
  access: "signed-in",
  scope: "orders:read",
  query: orderFilter,
  data: z.array(order),
  paged: true,
});

export const readOrder = endpoint({
  name: "readOrder",
  method: "get",
  path: "/orders/{id}",
  tag,
  summary: "One order, for its buyer or its seller",
  access: "signed-in",
  scope: "orders:read",
  params: idParams,
  data: order,
  refusals: ["not_found"],
});
