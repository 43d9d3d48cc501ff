import { returnedStatuses, settlementMeans } from "../../domain/order/refund.ts";
import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { idParams, moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { chargedBack, refundReason, settlement } from "./refunds.ts";

const tag = "Orders";

const returnedStatus = z.enum(returnedStatuses);

const returnedRefund = z
  .object({
    id: z.string(),
    orderId: z.string(),
    title: z.string(),
    buyer: z.object({ id: z.string(), displayName: z.string(), email: z.string() }),
    amountMinor: z.int(),
    currency: z.string(),
    reason: refundReason,
    status: returnedStatus,
    chargedBackMinor: chargedBack,
    provider: z.string(),
    paidWith: z
      .object({ brand: z.string(), last4: z.string() })
      .nullable()
      .meta({ description: "What it was sent to" }),
    returnedAt: moment,
    settlement: settlement.extend({ by: z.string() }).nullable(),
  })
  .meta({ id: "ReturnedRefund", description: "A refund that its buyer's bank did not take" });

export const listReturnedRefunds = endpoint({
  name: "listReturnedRefunds",
  method: "get",
  path: "/admin/refunds",
  tag,
  summary: "Refunds that came back, the one that waits longest first",
  description:
    "`failed` wait for somebody; the others were sent again, paid another way or taken back by the buyer's bank.",
  access: "orders.oversee",
  query: z.strictObject({ ...pageQuery, status: returnedStatus.default("failed") }),
  data: z.array(returnedRefund),
  paged: true,
});

const doneAbout = z.object({ id: z.string(), orderId: z.string(), status: returnedStatus });

export const resendReturnedRefund = endpoint({
  name: "resendReturnedRefund",
  method: "post",
  path: "/admin/refunds/{id}/resend",
  tag,
  summary: "Send a refund that came back again, to what paid",
  access: "orders.oversee",
  stepUp: "recent",
  params: idParams,
  body: z.object({}),
  data: doneAbout,
  idempotent: true,
  rate: "money",
  refusals: ["not_found", "refund_not_returned", "too_many_refunds", "disputed_at_bank"],
});

export const settleReturnedRefund = endpoint({
  name: "settleReturnedRefund",
  method: "post",
  path: "/admin/refunds/{id}/settle",
  tag,
  summary: "Say that a refund that came back was paid by hand, and how",
  description:
    "Pay first, then say so: the ledger takes it out of the buyer's account, and the buyer is told. It cannot be taken back.",
  access: "orders.oversee",
  stepUp: "recent",
  params: idParams,
  body: z.object({ means: z.enum(settlementMeans), reference: humanText(200) }),
  data: doneAbout,
  idempotent: true,
  rate: "money",
  refusals: ["not_found", "refund_not_returned", "disputed_at_bank"],
});
