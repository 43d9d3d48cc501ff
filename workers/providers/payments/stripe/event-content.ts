import type { z } from "zod";
import type { EventContent } from "../event-content.ts";
import type { ProviderDispute } from "../events.ts";
import type { Charge } from "../provider.ts";
import { computeFeeMinor, fromStripeAmount } from "./amounts.ts";
import { describeIntent } from "./intent.ts";
import { describePayout } from "./payouts.ts";
import { describeRefund } from "./refunds.ts";
import { accountSchema, disputeSchema, intentSchema, payoutSchema, refundSchema } from "./shapes.ts";
import type { Intent, StripeDispute, StripeEvent } from "./shapes.ts";

type Reader = (event: StripeEvent, publishableKey: string) => EventContent | undefined;

/** Reads the object of an event; undefined where it has another shape than the version we registered for. */
const about =
  <Schema extends z.ZodType>(
    schema: Schema,
    read: (object: z.output<Schema>, publishableKey: string) => EventContent,
  ): Reader =>
  (event, publishableKey) => {
    const parsed = schema.safeParse(event.data.object);
    return parsed.success ? read(parsed.data, publishableKey) : undefined;
  };

const readIntent = about(intentSchema, (intent, publishableKey) => ({
  about: "charge",
  charge: describeIntent(intent, publishableKey) ?? describeOpen(intent),
  paymentId: intent.metadata["paymentId"] ?? null,
}));

/** Failed, and not closed yet: whoever looks at it closes it. */
const describeOpen = (intent: Intent): Charge => ({
  reference: intent.id,
  status: "processing",
  feeMinor: null,
  failure: null,
  action: null,
});

const readRefund = about(refundSchema, (refund) => ({
  about: "refund",
  refund: describeRefund(refund),
  refundId: refund.metadata["refundId"] ?? null,
}));

const readPayout = about(payoutSchema, (payout) => ({
  about: "payout",
  payout: describePayout(payout),
  payoutId: payout.metadata["payoutId"] ?? null,
}));

/** https://docs.stripe.com/disputes/categories; any other is `other`. */
const disputeReasons: Readonly<Record<string, ProviderDispute["reason"]>> = {
  fraudulent: "unauthorised",
  unrecognized: "unauthorised",
  product_not_received: "not-received",
  product_unacceptable: "not-as-described",
};

/** Statuses of a bank's inquiry begin with `warning_`: nothing is taken for one. */
const disputeStatuses: Readonly<Record<string, ProviderDispute["status"]>> = {
  needs_response: "open",
  under_review: "open",
  won: "won",
  lost: "lost",
};

const readDispute = about(disputeSchema, (dispute) => {
  const status = disputeStatuses[dispute.status];
  // Every charge of ours is an intent's; a dispute of anything else is not about an order.
  if (status === undefined || dispute.payment_intent === null) return { about: "nothing" };
  return {
    about: "dispute",
    dispute: {
      reference: dispute.id,
      chargeReference: dispute.payment_intent,
      amountMinor: fromStripeAmount(dispute.amount, dispute.currency),
      feeMinor: computeDisputeFee(dispute),
      reason: disputeReasons[dispute.reason] ?? "other",
      status,
      evidenceDueAt: readEvidenceDue(dispute),
    },
  };
});

function readEvidenceDue({ status, evidence_details: details }: StripeDispute): Date | null {
  const dueBy = details?.due_by ?? null;
  return status !== "needs_response" || dueBy === null ? null : new Date(dueBy * 1_000);
}

/** Stripe's fees for it, less what it gave back. */
function computeDisputeFee({ amount, currency, balance_transactions: moved }: StripeDispute): number {
  const fees = moved.map((part) => computeFeeMinor({ amount, currency }, part));
  return Math.max(
    0,
    fees.reduce((sum, fee) => sum + fee, 0),
  );
}

const readAccount = about(accountSchema, ({ id }) => ({ about: "payout-account", reference: id }));

/** Of an account that shut us out only its name is told, beside the event. */
const readShutOut: Reader = ({ account }) =>
  account === null ? undefined : { about: "payout-account", reference: account };

/** The events to register at Stripe, on the endpoint of our own account. */
export const platformEvents: Readonly<Record<string, Reader>> = {
  "payment_intent.succeeded": readIntent,
  "payment_intent.payment_failed": readIntent,
  "payment_intent.processing": readIntent,
  "payment_intent.requires_action": readIntent,
  "payment_intent.canceled": readIntent,
  "refund.created": readRefund,
  "refund.updated": readRefund,
  "refund.failed": readRefund,
  "charge.dispute.created": readDispute,
  "charge.dispute.updated": readDispute,
  "charge.dispute.closed": readDispute,
  "charge.dispute.funds_withdrawn": readDispute,
  "charge.dispute.funds_reinstated": readDispute,
};

/** The events to register at Stripe, on the endpoint of connected accounts. */
export const connectEvents: Readonly<Record<string, Reader>> = {
  "account.updated": readAccount,
  "account.application.deauthorized": readShutOut,
  "payout.updated": readPayout,
  "payout.paid": readPayout,
  "payout.failed": readPayout,
  "payout.canceled": readPayout,
};

const readers = new Map(Object.entries({ ...platformEvents, ...connectEvents }));

/** What an event says; undefined where its object is not of a shape we know. */
export function readContent(event: StripeEvent, publishableKey: string): EventContent | undefined {
  const read = readers.get(event.type);
  return read === undefined ? { about: "nothing" } : read(event, publishableKey);
}
