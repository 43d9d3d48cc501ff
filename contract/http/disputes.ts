import {
  disputeOrigins,
  disputeReasons,
  disputeStatuses,
  evidenceStatuses,
} from "../../domain/order/dispute.ts";
import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { idParams, moment, momentInput } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { order } from "./orders.ts";
import { pageQuery } from "./page.ts";

const disputeReason = z.enum(disputeReasons);
const disputeStatus = z.enum(disputeStatuses);

const disputeMessage = z
  .object({
    id: z.string(),
    author: z.enum(["buyer", "seller", "house"]),
    displayName: z.string(),
    text: z.string(),
    at: moment,
  })
  .meta({ id: "DisputeMessage" });

export const dispute = z
  .object({
    id: z.string(),
    orderId: z.string(),
    /** Opened with us, or at the buyer's bank, which then decides. */
    origin: z.enum(disputeOrigins),
    reason: disputeReason,
    /** `won` and `lost` are the seller's. */
    status: disputeStatus,
    amountMinor: z.int(),
    currency: z.string(),
    answerDueAt: moment.nullable().meta({
      description: "The seller's time to answer; a bank is then answered with what there is",
    }),
    escalatedAt: moment.nullable().meta({
      description: "Both were heard and nobody decided in time: it waits for the house",
    }),
    bankEvidence: z
      .object({
        status: z.enum(evidenceStatuses),
        dueAt: moment.nullable().meta({ description: "Until when the bank takes it" }),
        submittedAt: moment.nullable(),
      })
      .nullable()
      .meta({ description: "What the bank has of the seller's evidence; null where no bank asks for any" }),
    openedAt: moment,
    resolvedAt: moment.nullable(),
    resolution: z.string().nullable(),
    messages: z.array(disputeMessage),
  })
  .meta({ id: "Dispute" });
export type Dispute = z.infer<typeof dispute>;

const tag = "Disputes";

export const openDispute = endpoint({
  name: "openDispute",
  method: "post",
  path: "/orders/{id}/dispute",
  tag,
  summary: "Say that an order went wrong",
  description:
    "Its buyer's, for 30 days after it arrived, or 120 after the sale when it did not. Its money is held until it is " +
    "decided; the seller has three days to answer, and the house fourteen more to decide. Then it ends for the buyer where the " +
    "seller never answered, and is escalated where they did.",
  access: "signed-in",
  params: idParams,
  body: z.object({ reason: disputeReason, message: humanText(2_000) }),
  data: dispute,
  status: 201,
  idempotent: true,
  rate: "money",
  refusals: ["not_found", "order_state", "dispute_window_closed"],
});

export const readDispute = endpoint({
  name: "readDispute",
  method: "get",
  path: "/orders/{id}/dispute",
  tag,
  summary: "The latest dispute about an order, for its buyer, its seller and the house",
  access: "signed-in",
  scope: "orders:read",
  params: idParams,
  data: dispute,
  refusals: ["not_found"],
});

export const sayInDispute = endpoint({
  name: "sayInDispute",
  method: "post",
  path: "/orders/{id}/dispute/messages",
  tag,
  summary: "Answer in an open dispute",
  access: "signed-in",
  params: idParams,
  body: z.object({ message: humanText(2_000) }),
  data: dispute,
  status: 201,
  idempotent: true,
  refusals: ["not_found", "dispute_closed"],
});

/** Everything that says what happened, in one document: for who decides, and for a bank. */
const evidence = z
  .object({
    order,
    dispute,
    /** The lot's part of the public log; the whole of it proves that nothing was changed. */
    lot: z.object({
      auctionId: z.string(),
      logUrl: z.string(),
      head: z.object({ seq: z.int(), hash: z.string() }).nullable(),
      facts: z.array(z.record(z.string(), z.unknown())),
      buyerPaddle: z.int().nullable(),
    }),
    payments: z.array(
      z.object({
        provider: z.string(),
        reference: z.string().nullable(),
        status: z.string(),
        amountMinor: z.int(),
        at: moment,
      }),
    ),
    refunds: z.array(z.object({ amountMinor: z.int(), reason: z.string(), status: z.string(), at: moment })),
    /** What the two said in the sale's chat. */
    chat: z.array(z.object({ author: z.enum(["buyer", "seller"]), text: z.string(), at: moment })),
  })
  .meta({ id: "DisputeEvidence" });
export type DisputeEvidence = z.infer<typeof evidence>;

export const readEvidence = endpoint({
  name: "readEvidence",
  method: "get",
  path: "/orders/{id}/dispute/evidence",
  tag,
  summary: "What happened, as a bundle: the lot's log, the order, its money and what was said",
  description: "For the seller, to answer a dispute with, and for the house.",
  access: "signed-in",
  params: idParams,
  data: evidence,
  refusals: ["not_found"],
});

export const submitEvidence = endpoint({
  name: "submitEvidence",
  method: "post",
  path: "/orders/{id}/dispute/evidence/submit",
  tag,
  summary: "Hand the evidence to the buyer's bank",
  description:
    "For the seller, and the house. The bundle as it is now, what was said in the dispute included, once: say first what is " +
    "still to be said. Whoever leaves it is answered for when `answerDueAt` has passed.",
  access: "signed-in",
  params: idParams,
  body: z.object({}),
  data: dispute,
  idempotent: true,
  rate: "money",
  refusals: ["not_found", "dispute_closed", "evidence_closed"],
});

export const listDisputes = endpoint({
  name: "listDisputes",
  method: "get",
  path: "/admin/disputes",
  tag,
  summary: "Disputes, the one that waits longest first",
  access: "orders.oversee",
  query: z.strictObject({
    ...pageQuery,
    status: disputeStatus.default("open"),
    escalated: z.literal("true").optional().meta({ description: "Only those that nobody decided in time" }),
  }),
  data: z.array(dispute.omit({ messages: true })),
  paged: true,
});

export const resolveDispute = endpoint({
  name: "resolveDispute",
  method: "post",
  path: "/admin/orders/{id}/dispute/resolve",
  tag,
  summary: "Decide a dispute between buyer and seller",
  description:
    "For `buyer` all that is left goes back, or `amountMinor` of it. What a bank has is the bank's to decide.",
  access: "orders.oversee",
  stepUp: "recent",
  params: idParams,
  body: z.object({
    outcome: z.enum(["seller", "buyer"]),
    amountMinor: z.int().min(1).max(100_000_000_000_000).optional(),
    resolution: humanText(2_000),
  }),
  data: dispute,
  idempotent: true,
  rate: "money",
  refusals: ["not_found", "amount_too_large", "amount_not_payable", "too_many_refunds"],
});

export const reportDelivered = endpoint({
  name: "reportDelivered",
  method: "post",
  path: "/admin/orders/{id}/delivered",
  tag,
  summary: "Say that the carrier delivered an order's parcel, and when it was scanned",
  description:
    "With the order arrives what travelled with it. From the scan on its buyer has their time to look at it, and then its " +
    "money is its seller's.",
  access: "orders.oversee",
  stepUp: "recent",
  params: idParams,
  body: z.object({ scannedAt: momentInput }),
  data: order,
  idempotent: true,
  rate: "money",
  refusals: ["not_found", "order_state"],
});

export const reportLost = endpoint({
  name: "reportLost",
  method: "post",
  path: "/admin/orders/{id}/lost",
  tag,
  summary: "Say that the carrier lost an order's parcel: its buyer gets everything back",
  access: "orders.oversee",
  stepUp: "recent",
  params: idParams,
  body: z.object({}),
  data: order,
  idempotent: true,
  rate: "money",
  refusals: ["not_found", "order_state", "disputed_at_bank"],
});
