import { z } from "../zod.ts";
import { idParams, moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { wholeNumberParameter } from "./page.ts";

const tag = "Orders";

const refundStatuses = ["pending", "completed", "failed"] as const;

const refund = z
  .object({
    id: z.string(),
    amountMinor: z.int(),
    currency: z.string(),
    reason: z
      .enum(["requested", "damaged", "not-as-described", "lost", "cancelled", "dispute", "late", "other"])
      .meta({ description: "`late`: of a charge that went through when its order no longer took it" }),
    note: z.string().nullable(),
    status: z.enum(refundStatuses).meta({
      description:
        "`failed`: the card did not take it, and the buyer has it as a credit until there is another way",
    }),
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
