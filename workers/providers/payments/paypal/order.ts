import type { Charge, PaymentFailure } from "../provider.ts";
import { fromPaypalAmount } from "./amounts.ts";
import type { Capture, Order } from "./shapes.ts";

/** What an order carries in its custom id after its payment's id, once we are done with it. */
export const marks = { failed: ":failed", unwanted: ":canceled" } as const;

/** https://developer.paypal.com/docs/api/payments/v2/#captures_get */
const captureStatuses: Readonly<Record<string, Charge["status"]>> = {
  COMPLETED: "succeeded",
  PARTIALLY_REFUNDED: "succeeded",
  REFUNDED: "succeeded",
  PENDING: "processing",
  DECLINED: "failed",
  FAILED: "failed",
};

export const findCapture = (order: Order): Capture | undefined =>
  order.purchase_units[0]?.payments?.captures[0];

/** How a charge stands by its order; undefined for one that its buyer approved and nobody has captured. */
export function describeOrder(order: Order): Charge | undefined {
  const charge: Charge = {
    reference: order.id,
    status: "processing",
    feeMinor: null,
    failure: null,
    action: null,
  };
  const capture = findCapture(order);
  if (capture !== undefined) return { ...charge, ...describeCapture(capture) };
  const customId = order.purchase_units[0]?.custom_id ?? "";
  if (customId.endsWith(marks.failed)) return { ...charge, status: "failed", failure: "declined" };
  if (customId.endsWith(marks.unwanted) || order.status === "VOIDED")
    return { ...charge, status: "canceled", failure: "canceled" };
  if (order.status === "APPROVED") return undefined;
  const url = order.links.find(({ rel }) => rel === "payer-action" || rel === "approve")?.href;
  return {
    ...charge,
    status: "requires_action",
    failure: "authentication_required",
    action: url === undefined ? null : { type: "redirect", url },
  };
}

export function describeCapture(capture: Capture): Pick<Charge, "status" | "feeMinor" | "failure"> {
  const status = captureStatuses[capture.status] ?? "processing";
  const fee = capture.seller_receivable_breakdown?.paypal_fee;
  return {
    status,
    feeMinor: status === "succeeded" && fee !== undefined ? fromPaypalAmount(fee) : null,
    failure: status === "failed" ? "declined" : null,
  };
}

/** https://developer.paypal.com/api/rest/reference/orders/v2/errors/ */
const failures: Readonly<Record<string, PaymentFailure>> = {
  INSTRUMENT_DECLINED: "declined",
  TRANSACTION_REFUSED: "declined",
  PAYER_CANNOT_PAY: "declined",
  PAYER_ACCOUNT_RESTRICTED: "declined",
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: "declined",
  CARD_EXPIRED: "expired",
  PAYER_ACTION_REQUIRED: "authentication_required",
};

export const computeFailure = (issue: string): PaymentFailure => failures[issue] ?? "unknown";
