import type { z } from "zod";
import type { ProviderDispute } from "../events.ts";
import type { EventContent } from "../event-content.ts";
import { fromPaypalAmount } from "./amounts.ts";
import { findOrderId } from "./charges.ts";
import type { PaypalClient } from "./client.ts";
import { describeCapture, describeOrder } from "./order.ts";
import { describeItem } from "./payouts.ts";
import { describeRefund } from "./refunds.ts";
import { captureSchema, disputeSchema, orderSchema, payoutItemSchema, refundSchema } from "./shapes.ts";
import type { PaypalDispute, PaypalEvent } from "./shapes.ts";

type Reader = (client: PaypalClient, resource: unknown) => Promise<EventContent | undefined>;

/** Reads the resource of an event; undefined where it has another shape than the one we know. */
const about =
  <Schema extends z.ZodType>(
    schema: Schema,
    read: (client: PaypalClient, resource: z.output<Schema>) => EventContent | Promise<EventContent>,
  ): Reader =>
  async (client, resource) => {
    const parsed = schema.safeParse(resource);
    return parsed.success ? read(client, parsed.data) : undefined;
  };

const open = { feeMinor: null, failure: null, action: null };

const readCapture = about(captureSchema, (_client, capture) => {
  const reference = capture.supplementary_data?.related_ids?.order_id;
  if (reference === undefined) return { about: "nothing" };
  return {
    about: "charge",
    charge: { ...open, reference, ...describeCapture(capture) },
    paymentId: capture.custom_id ?? null,
  };
});

const readOrder = about(orderSchema, (_client, order) => ({
  about: "charge",
  // Approved and not captured: whoever looks at it captures it.
  charge: describeOrder(order) ?? { ...open, reference: order.id, status: "processing" },
  paymentId: order.purchase_units[0]?.custom_id ?? null,
}));

const readRefund = about(refundSchema, (_client, refund) => ({
  about: "refund",
  refund: describeRefund(refund),
  refundId: refund.custom_id ?? null,
}));

const readItem = about(payoutItemSchema, (_client, item) => ({
  about: "payout",
  payout: describeItem(item),
  payoutId: item.payout_item?.sender_item_id ?? null,
}));

const readDispute = about(disputeSchema, async (client, dispute) => {
  const status = describeDispute(dispute);
  const captureId = dispute.disputed_transactions[0]?.seller_transaction_id;
  if (status === undefined || captureId === undefined) return { about: "nothing" };
  const chargeReference = await findOrderId(client, captureId);
  if (chargeReference === undefined) return { about: "nothing" };
  return {
    about: "dispute",
    dispute: {
      reference: dispute.dispute_id,
      chargeReference,
      amountMinor: fromPaypalAmount(dispute.dispute_amount),
      feeMinor: 0,
      reason: disputeReasons[dispute.reason] ?? "other",
      status,
      evidenceDueAt: readEvidenceDue(dispute),
    },
  };
});

/** https://developer.paypal.com/api/customer-disputes/v1/: any other is `other`. */
const disputeReasons: Readonly<Record<string, ProviderDispute["reason"]>> = {
  MERCHANDISE_OR_SERVICE_NOT_RECEIVED: "not-received",
  MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED: "not-as-described",
  UNAUTHORISED: "unauthorised",
};

const readEvidenceDue = ({ status, seller_response_due_date: due }: PaypalDispute): Date | null =>
  status !== "WAITING_FOR_SELLER_RESPONSE" || due === undefined ? null : new Date(due);

/** Who keeps the money. In an inquiry buyer and seller talk, and it ends without us unless the buyer gets it. */
const outcomes: Readonly<Record<string, "won" | "lost">> = {
  RESOLVED_BUYER_FAVOUR: "lost",
  ACCEPTED: "lost",
  RESOLVED_SELLER_FAVOUR: "won",
  RESOLVED_WITH_PAYOUT: "won",
  CANCELED_BY_BUYER: "won",
  DENIED: "won",
};

function describeDispute(dispute: PaypalDispute): ProviderDispute["status"] | undefined {
  const isInquiry = dispute.dispute_life_cycle_stage === "INQUIRY";
  if (dispute.status !== "RESOLVED") return isInquiry ? undefined : "open";
  const outcome = outcomes[dispute.dispute_outcome?.outcome_code ?? ""];
  return isInquiry && outcome === "won" ? undefined : outcome;
}

/** The events to register at PayPal. */
export const paypalEvents: Readonly<Record<string, Reader>> = {
  "CHECKOUT.ORDER.APPROVED": readOrder,
  "PAYMENT.CAPTURE.COMPLETED": readCapture,
  "PAYMENT.CAPTURE.PENDING": readCapture,
  "PAYMENT.CAPTURE.DENIED": readCapture,
  "PAYMENT.CAPTURE.DECLINED": readCapture,
  "PAYMENT.CAPTURE.REFUNDED": readRefund,
  "PAYMENT.REFUND.PENDING": readRefund,
  "PAYMENT.REFUND.FAILED": readRefund,
  "CUSTOMER.DISPUTE.CREATED": readDispute,
  "CUSTOMER.DISPUTE.UPDATED": readDispute,
  "CUSTOMER.DISPUTE.RESOLVED": readDispute,
  "PAYMENT.PAYOUTS-ITEM.SUCCEEDED": readItem,
  "PAYMENT.PAYOUTS-ITEM.FAILED": readItem,
  "PAYMENT.PAYOUTS-ITEM.RETURNED": readItem,
  "PAYMENT.PAYOUTS-ITEM.BLOCKED": readItem,
  "PAYMENT.PAYOUTS-ITEM.REFUNDED": readItem,
  "PAYMENT.PAYOUTS-ITEM.UNCLAIMED": readItem,
};

const readers = new Map(Object.entries(paypalEvents));

/** What an event says; undefined where its resource is not of a shape we know. */
export async function readContent(
  client: PaypalClient,
  event: PaypalEvent,
): Promise<EventContent | undefined> {
  const read = readers.get(event.event_type);
  return read === undefined ? { about: "nothing" } : read(client, event.resource);
}
