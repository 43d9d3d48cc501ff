import { refundStatuses, settlementMeans } from "../../domain/order/refund.ts";
import { z } from "../zod.ts";
import { entityId, idParams, moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { wholeNumberParameter } from "./page.ts";

const tag = "Orders";

export const refundReason = z
  .enum(["requested", "damaged", "not-as-described", "lost", "cancelled", "dispute", "late", "other"])
  .meta({ description: "`late`: of a charge that went through when its order no longer took it" });

/** How the house paid by hand what no provider could send. */
export const settlement = z
  .object({
    means: z.enum(settlementMeans),
    reference: z.string().meta({ description: "What the payment is known by at the bank" }),
    at: moment,
  })
  .meta({ id: "RefundSettlement" });

export const chargedBack = z.int().meta({
  description:
    "What its buyer's bank took of one that came back: only the rest is sent again or paid by hand",
});

export const refund = z
  .object({
    id: z.string(),
    amountMinor: z.int(),
    currency: z.string(),
    reason: refundReason,
    note: z.string().nullable(),
    status: z.enum(refundStatuses).meta({
      description:
        "`failed`: it came back, and its buyer has it as a credit until it is sent again or paid another way; `resent`: it " +
        "came back, and another refund takes its money on; `settled`: it came back, and the house paid it by hand; " +
        "`charged-back`: it came back, and its buyer's bank took the money back for them",
    }),
    chargedBackMinor: chargedBack,
    retryOf: z
      .string()
      .nullable()
      .meta({ description: "The refund that came back and that this one sends again" }),
    settlement: settlement.nullable().meta({ description: "For the buyer" }),
    mayResend: z.boolean().meta({ description: "It came back, and you are its buyer: have it sent again" }),
    at: moment,
    completedAt: moment.nullable(),
  })
  .meta({ id: "Refund" });
export type Refund = z.infer<typeof refund>;

export const listRefunds = endpoint({
  name: "listRefunds",
  method: "get",
  path: "/orders/{id}/refunds",
  tag,
  summary: "What was given back of an order, for its buyer and its seller, from the first",
  access: "signed-in",
  scope: "orders:read",
  params: idParams,
  data: z.array(refund),
  refusals: ["not_found"],
});

export const resendRefund = endpoint({
  name: "resendRefund",
  method: "post",
  path: "/orders/{id}/refunds/{refundId}/resend",
  tag,
  summary: "Have a refund that came back sent again",
  description:
    "For the order's buyer, once their bank takes it. It goes to what paid, as providers give money back nowhere else; whoever " +
    "cannot be reached there is paid by hand.",
  access: "signed-in",
  params: z.object({ id: entityId, refundId: entityId }),
  body: z.object({}),
  data: z.array(refund),
  idempotent: true,
  rate: "money",
  refusals: ["not_found", "refund_not_returned", "too_many_refunds", "disputed_at_bank"],
});

const refundPreview = z
  .object({
    amountMinor: z.int(),
    leftMinor: z.int().meta({ description: "What could still be given back after it; none ends the order" }),
    currency: z.string(),
    shares: z.object({
      sellerMinor: z.int(),
      shippingMinor: z.int(),
      feeMinor: z.int().meta({ description: "What the house took of the hammer price" }),
      premiumMinor: z.int(),
      taxMinor: z.int(),
    }),
    isReleased: z.boolean().meta({
      description: "The order's money was released: the seller's part comes out of what may be paid out",
    }),
  })
  .meta({ id: "RefundPreview", description: "Whose share of an order a refund would come out of" });
export type RefundPreview = z.infer<typeof refundPreview>;

export const previewRefund = endpoint({
  name: "previewRefund",
  method: "get",
  path: "/orders/{id}/refund",
  tag,
  summary: "What a refund would take from whom; nothing is given back by asking",
  description: "For the order's seller. Without `amountMinor` of all that is left.",
  access: "signed-in",
  scope: "orders:read",
  params: idParams,
  query: z.strictObject({ amountMinor: wholeNumberParameter(1, 100_000_000_000_000).optional() }),
  data: refundPreview,
  refusals: [
    "not_found",
    "order_state",
    "amount_too_large",
    "amount_not_payable",
    "too_many_refunds",
    "disputed_at_bank",
  ],
});
