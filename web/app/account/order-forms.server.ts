import { openDispute, sayInDispute, submitEvidence } from "../../../contract/http/disputes.ts";
import {
  cancelOrder,
  deliverOrder,
  payOrder,
  refundOrder,
  shipOrder,
} from "../../../contract/http/orders.ts";
import { previewRefund, resendRefund } from "../../../contract/http/refunds.ts";
import type { PageApi } from "../api/api.server.ts";
import { readKey, readOptionalText, readText } from "../api/form-values.ts";
import { parseAmount } from "../format/money.ts";
import type { Reader } from "../format/reader.tsx";

const disputeReason = openDispute.body.shape.reason;
const refundReason = refundOrder.body.shape.reason;

/** What an order's two parties do with it. */
export const orderForms = (api: PageApi, id: string, { locale }: Reader) => ({
  pay: (form: FormData) => {
    const paymentMethodId = readOptionalText(form, "paymentMethodId");
    const body = paymentMethodId === undefined ? {} : { paymentMethodId };
    return api.call(payOrder, { params: { id }, body, ...readKey(form) });
  },
  ship: (form: FormData) => {
    const trackingNumber = readOptionalText(form, "trackingNumber");
    const body = {
      carrier: readText(form, "carrier"),
      ...(trackingNumber === undefined ? {} : { trackingNumber }),
    };
    return api.call(shipOrder, { params: { id }, body, ...readKey(form) });
  },
  deliver: (form: FormData) => api.call(deliverOrder, { params: { id }, body: {}, ...readKey(form) }),
  cancel: (form: FormData) => api.call(cancelOrder, { params: { id }, body: {}, ...readKey(form) }),
  dispute: (form: FormData) =>
    api.call(openDispute, {
      params: { id },
      body: {
        reason: disputeReason.safeParse(readText(form, "reason")).data ?? "other",
        message: readText(form, "message"),
      },
      ...readKey(form),
    }),
  "say-in-dispute": (form: FormData) =>
    api.call(sayInDispute, {
      params: { id },
      body: { message: readText(form, "message") },
      ...readKey(form),
    }),
  "submit-evidence": async (form: FormData) => {
    const message = readOptionalText(form, "message");
    // Handed in is what was said before it.
    if (message !== undefined)
      await api.call(sayInDispute, { params: { id }, body: { message }, ...readKey(form) });
    return api.call(submitEvidence, { params: { id }, body: {} });
  },
  "review-refund": async (form: FormData) => {
    const isAll = readText(form, "how") === "all";
    // What is no amount is asked about as none at all: refusing it is the interface's to do.
    const typed = parseAmount(readText(form, "amount"), readText(form, "currency"), locale) ?? 0;
    const query = isAll ? {} : { amountMinor: String(typed) };
    const preview = await api.call(previewRefund, { params: { id }, query });
    return { preview, reason: readText(form, "reason"), note: readText(form, "note") };
  },
  "resend-refund": (form: FormData) =>
    api.call(resendRefund, {
      params: { id, refundId: readText(form, "refundId") },
      body: {},
      ...readKey(form),
    }),
  refund: (form: FormData) => {
    const note = readOptionalText(form, "note");
    const body = {
      amountMinor: Number(readText(form, "amountMinor")),
      reason: refundReason.safeParse(readText(form, "reason")).data ?? "other",
      ...(note === undefined ? {} : { note }),
    };
    return api.call(refundOrder, { params: { id }, body, ...readKey(form) });
  },
});
