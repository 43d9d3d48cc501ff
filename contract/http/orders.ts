import { partyActions } from "../../domain/order/actions.ts";
import { cancelReasons } from "../../domain/order/cancel.ts";
import { orderOrigins, orderStatuses } from "../../domain/order/lifecycle.ts";
import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { entityId, idParams, moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

export const orderStatus = z.enum(orderStatuses);

const shippingAddress = z
  .object({
    fullName: z.string(),
    line1: z.string(),
    line2: z.string().nullable(),
    city: z.string(),
    region: z.string().nullable(),
    postalCode: z.string(),
    country: z.string(),
    phone: z.string().nullable(),
  })
  .meta({ id: "OrderAddress", description: "As it was at the hammer" });

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
    buyerName: z.string(),
    /** By the hammer, or offered to the next bidder because the winner did not pay: then nothing is charged by itself. */
    origin: z.enum(orderOrigins),
    isPurchase: z.boolean().meta({
      description:
        "Bought at a price that stood (a fixed or falling one, or buy-now before any bid), not won against others",
    }),
    /** Which side of the order the caller is on. */
    side: z.enum(["buyer", "seller"]),
    currency: z.string(),
    priceMinor: z.int(),
    premiumMinor: z.int(),
    shippingMinor: z.int(),
    taxMinor: z.int(),
    totalMinor: z.int(),
    refundedMinor: z.int().meta({ description: "Of the total; what was given back so far" }),
    /** What the caller may do with it now; each is an operation of the same name. */
    actions: z.array(z.enum(partyActions)),
    shippingAddress: shippingAddress.nullable(),
    parcelId: z.string().nullable().meta({ description: "Orders with the same one travel together" }),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    invoiceNumber: z.string().nullable(),
    paymentDueAt: moment.nullable().meta({ description: "While it is unpaid: when it is cancelled" }),
    soldAt: moment,
    paidAt: moment.nullable(),
    shippedAt: moment.nullable(),
    deliveredAt: moment.nullable(),
    cancelledAt: moment.nullable(),
    cancelReason: z.enum(cancelReasons).nullable(),
    refundedAt: moment.nullable(),
    disputedAt: moment.nullable(),
    releaseAt: moment.nullable().meta({ description: "When its money becomes the seller's to be paid out" }),
    releasedAt: moment.nullable(),
    disputableUntil: moment.nullable().meta({
      description: "Of its buyer, while they may open a dispute: until when",
    }),
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

const paymentAction = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("redirect"), url: z.string() }),
    z.object({ type: z.literal("stripe"), clientSecret: z.string(), publishableKey: z.string() }),
  ])
  .meta({ id: "PaymentAction", description: "What the buyer has to do before the charge can go on" });

/** How an attempt to pay stands. */
const orderPayment = z
  .object({
    id: z.string(),
    status: z.enum(["pending", "processing", "requires_action", "completed", "failed", "canceled"]),
    failure: z.string().nullable().meta({
      description: "Why it failed: `declined`, `insufficient_funds`, `expired`, `authentication_failed`, …",
    }),
    action: paymentAction.nullable(),
  })
  .meta({ id: "OrderPayment" });
export type OrderPayment = z.infer<typeof orderPayment>;

export const payOrder = endpoint({
  name: "payOrder",
  method: "post",
  path: "/orders/{id}/pay",
  tag,
  summary: "Pay an order whose charge did not go through, or take up an offer",
  description:
    "Charges `paymentMethodId`, or the default one. While an attempt waits for the buyer (`requires_action`) it is " +
    "given back with what is to be done, unless another method is named: then that attempt is ended and the method " +
    "charged. One that is being worked on refuses another (`payment_in_progress`).",
  access: "signed-in",
  params: idParams,
  body: z.object({ paymentMethodId: entityId.optional() }),
  data: z.object({ order, payment: orderPayment }),
  idempotent: true,
  rate: "money",
  refusals: [
    "not_found",
    "order_state",
    "payment_in_progress",
    "payment_method_missing",
    "too_many_attempts",
  ],
});

export const shipOrder = endpoint({
  name: "shipOrder",
  method: "post",
  path: "/orders/{id}/ship",
  tag,
  summary: "Hand the order's parcel to a carrier",
  description: "All paid orders of the same parcel go with it.",
  access: "signed-in",
  scope: "orders:write",
  params: idParams,
  body: z.object({ carrier: humanText(60), trackingNumber: humanText(80).optional() }),
  data: order,
  idempotent: true,
  refusals: ["not_found", "order_state"],
});

export const deliverOrder = endpoint({
  name: "deliverOrder",
  method: "post",
  path: "/orders/{id}/deliver",
  tag,
  summary: "Say that the order has arrived",
  description: "Its buyer's to say. What nobody says so of counts as arrived after 21 days.",
  access: "signed-in",
  params: idParams,
  body: z.object({}),
  data: order,
  idempotent: true,
  refusals: ["not_found", "order_state"],
});

export const cancelOrder = endpoint({
  name: "cancelOrder",
  method: "post",
  path: "/orders/{id}/cancel",
  tag,
  summary: "Call an order off",
  description:
    "Sellers until it is shipped. Buyers a purchase at a fixed price within 30 minutes, and an offer they do not want; " +
    "what was won in bidding is binding, and so is what pays the way of other lots in its parcel (`parcel_shared`) while they " +
    "are not called off. What was paid already is refunded.",
  access: "signed-in",
  params: idParams,
  body: z.object({ reason: humanText(500).optional() }),
  data: order,
  idempotent: true,
  rate: "money",
  refusals: [
    "not_found",
    "order_state",
    "cancel_window_closed",
    "parcel_shared",
    "payment_in_progress",
    "disputed_at_bank",
  ],
});

const refundReason = z.enum(["requested", "damaged", "not-as-described", "lost", "other"]);

export const refundOrder = endpoint({
  name: "refundOrder",
  method: "post",
  path: "/orders/{id}/refund",
  tag,
  summary: "Give the buyer their money back, all of it or a part",
  description: "Its seller's to decide. Without `amountMinor` all that is left, which ends the order.",
  access: "signed-in",
  stepUp: "recent",
  params: idParams,
  body: z.object({
    amountMinor: z.int().min(1).max(100_000_000_000_000).optional(),
    reason: refundReason.default("requested"),
    note: humanText(500).optional(),
  }),
  data: order,
  idempotent: true,
  rate: "money",
  refusals: [
    "not_found",
    "order_state",
    "amount_too_large",
    "amount_not_payable",
    "too_many_refunds",
    "disputed_at_bank",
  ],
});
