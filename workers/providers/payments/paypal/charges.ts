import { z } from "zod";
import { computeMadeAtMs, mayBeForgotten } from "../key-window.ts";
import type { Charge, ChargeRequest } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import { describeRefusedCharge, isRefusedReference } from "../refused-reference.ts";
import { toPaypalValue } from "./amounts.ts";
import type { PaypalClient } from "./client.ts";
import { computeFailure, describeOrder, marks } from "./order.ts";
import { captureSchema, orderSchema, transactionsSchema } from "./shapes.ts";
import type { Order } from "./shapes.ts";

/** https://developer.paypal.com/api/rest/reference/idempotency/: Orders keep a request id for six hours. */
const keyWindowMs = 6 * 3_600_000;
/** Transaction Search looks at 31 days at most, 500 a page. */
const searchedMs = 31 * 24 * 3_600_000;
const searchedPagesMax = 20;
const descriptionLengthMax = 127;

const getPath = (reference: string): string => `/v2/checkout/orders/${encodeURIComponent(reference)}`;

/**
 * Charges once, however often it is asked for: PayPal knows the key for hours, and the invoice number, which is the
 * payment's id, for good (rule S1).
 */
export async function charge(client: PaypalClient, request: ChargeRequest): Promise<Charge> {
  if (mayBeForgotten(request.paymentId, client.now(), keyWindowMs)) {
    const earlier = await findByPayment(client, request.paymentId);
    if (earlier !== undefined) return earlier;
  }
  const value = toPaypalValue(request.amountMinor, request.currency);
  if (value === undefined) return describeRefusedCharge(request.paymentId, "unknown");
  const asked = await client.ask(orderSchema, {
    line: "POST /v2/checkout/orders",
    key: request.key,
    body: {
      intent: "CAPTURE",
      purchase_units: [
        {
          custom_id: request.paymentId,
          invoice_id: request.paymentId,
          description: request.description.slice(0, descriptionLengthMax),
          amount: { currency_code: request.currency, value },
        },
      ],
      payment_source: {
        paypal: {
          vault_id: request.method.reference,
          stored_credential: {
            payment_initiator: request.isBuyerPresent ? "CUSTOMER" : "MERCHANT",
            usage: "SUBSEQUENT",
            usage_pattern: "UNSCHEDULED_POSTPAID",
          },
          experience_context: { return_url: request.returnUrl, cancel_url: request.returnUrl },
        },
      },
    },
  });
  if (asked.ok) return settle(client, asked.value);
  const { issue } = asked.refusal;
  if (issue !== "DUPLICATE_INVOICE_ID")
    return describeRefusedCharge(request.paymentId, computeFailure(issue));
  const earlier = await findByPayment(client, request.paymentId);
  if (earlier !== undefined) return earlier;
  // PayPal's list of what happened is hours behind.
  throw new ProviderUnavailable("PayPal charged this payment and does not say yet how it stands");
}

export async function findCharge(client: PaypalClient, reference: string): Promise<Charge | undefined> {
  if (isRefusedReference(reference)) return describeRefusedCharge(reference, "unknown");
  const found = await client.ask(orderSchema, { line: `GET ${getPath(reference)}` });
  return found.ok ? settle(client, found.value) : undefined;
}

/** Captures what its buyer has approved since; everything else stands as it stands. */
async function settle(client: PaypalClient, order: Order): Promise<Charge> {
  const known = describeOrder(order);
  if (known !== undefined) return known;
  const captured = await client.ask(orderSchema, {
    line: `POST ${getPath(order.id)}/capture`,
    key: order.id,
    body: {},
  });
  const standing = captured.ok ? describeOrder(captured.value) : undefined;
  if (standing !== undefined) return standing;
  return close(client, order, marks.failed);
}

export async function cancelCharge(client: PaypalClient, reference: string): Promise<Charge> {
  if (isRefusedReference(reference)) return describeRefusedCharge(reference, "unknown");
  const found = await client.ask(orderSchema, { line: `GET ${getPath(reference)}` });
  if (!found.ok) return { ...describeRefusedCharge(reference, "canceled"), reference, status: "canceled" };
  const standing = describeOrder(found.value);
  const isOpen = standing === undefined || standing.status === "requires_action";
  return isOpen ? close(client, found.value, marks.unwanted) : standing;
}

/**
 * An order cannot be taken back at PayPal; it ends by itself, and only our capture moves its money. So it is marked: whoever
 * looks at it again sees that nobody wants it, also after its buyer approved it.
 */
async function close(client: PaypalClient, order: Order, mark: string): Promise<Charge> {
  const customId = order.purchase_units[0]?.custom_id ?? "";
  const path = "/purchase_units/@reference_id=='default'/custom_id";
  await client.ask(z.unknown(), {
    line: `PATCH ${getPath(order.id)}`,
    body: [{ op: "replace", path, value: `${customId}${mark}` }],
  });
  const found = await client.ask(orderSchema, { line: `GET ${getPath(order.id)}` });
  const standing = found.ok ? describeOrder(found.value) : undefined;
  if (standing !== undefined && standing.status !== "requires_action") return standing;
  return {
    reference: order.id,
    status: mark === marks.failed ? "failed" : "canceled",
    feeMinor: null,
    failure: mark === marks.failed ? "declined" : "canceled",
    action: null,
  };
}

/** Among all that happened at PayPal since the payment was made, by its invoice number. */
async function findByPayment(client: PaypalClient, paymentId: string): Promise<Charge | undefined> {
  const startMs = (computeMadeAtMs(paymentId) ?? client.now() - searchedMs + 3_600_000) - 3_600_000;
  const query = new URLSearchParams({
    start_date: new Date(startMs).toISOString(),
    end_date: new Date(Math.min(client.now(), startMs + searchedMs)).toISOString(),
    fields: "transaction_info",
    page_size: "500",
  });
  for (let page = 1; page <= searchedPagesMax; page += 1) {
    query.set("page", String(page));
    const listed = await client.ask(transactionsSchema, {
      line: `GET /v1/reporting/transactions?${query.toString()}`,
    });
    if (!listed.ok) throw new ProviderUnavailable(`PayPal listed no transactions: ${listed.refusal.issue}`);
    const found = listed.value.transaction_details.find(
      ({ transaction_info: info }) =>
        info.invoice_id === paymentId && info.transaction_event_code?.startsWith("T00") !== false,
    );
    if (found !== undefined) return findByCapture(client, found.transaction_info.transaction_id);
    if (page >= listed.value.total_pages) return undefined;
  }
  throw new ProviderUnavailable("too much happened at PayPal since to find a payment in it");
}

/** The order that a capture is of: disputes and lists know captures, our books know orders. */
export async function findOrderId(client: PaypalClient, captureId: string): Promise<string | undefined> {
  const found = await client.ask(captureSchema, {
    line: `GET /v2/payments/captures/${encodeURIComponent(captureId)}`,
  });
  return found.ok ? found.value.supplementary_data?.related_ids?.order_id : undefined;
}

async function findByCapture(client: PaypalClient, captureId: string): Promise<Charge | undefined> {
  const orderId = await findOrderId(client, captureId);
  return orderId === undefined ? undefined : findCharge(client, orderId);
}
