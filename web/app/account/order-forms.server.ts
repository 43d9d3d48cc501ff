import { openDispute } from "../../../contract/http/disputes.ts";
import { cancelOrder, deliverOrder, payOrder, shipOrder } from "../../../contract/http/orders.ts";
import type { PageApi } from "../api/api.server.ts";
import { readKey, readOptionalText, readText } from "../api/form-values.ts";

const disputeReason = openDispute.body.shape.reason;

/** What an order's two parties do with it. */
export const orderForms = (api: PageApi, id: string) => ({
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
});
