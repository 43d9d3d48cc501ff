import { createAddress, deleteAddress } from "../../../contract/http/addresses.ts";
import {
  createPaymentMethod,
  deletePaymentMethod,
  setUpPayment,
} from "../../../contract/http/payment-methods.ts";
import type { PageApi } from "../api/api.server.ts";
import { readKey, readOptionalText, readText } from "../api/form-values.ts";

/** The forms about cards and addresses. */
export const paymentForms = (api: PageApi) => ({
  "add-address": (form: FormData) => api.call(createAddress, { body: readAddress(form), ...readKey(form) }),
  "remove-address": (form: FormData) => api.call(deleteAddress, { params: { id: readText(form, "id") } }),
  "add-card": (form: FormData) => addCard(api, form),
  "remove-card": (form: FormData) => api.call(deletePaymentMethod, { params: { id: readText(form, "id") } }),
});

function readAddress(form: FormData) {
  return {
    fullName: readText(form, "fullName"),
    line1: readText(form, "line1"),
    line2: readOptionalText(form, "line2") ?? null,
    city: readText(form, "city"),
    region: readOptionalText(form, "region") ?? null,
    postalCode: readText(form, "postalCode"),
    country: readText(form, "country"),
    phone: readOptionalText(form, "phone") ?? null,
  };
}

async function addCard(api: PageApi, form: FormData) {
  const { setupToken } = await api.call(setUpPayment, {});
  const securityCode = readOptionalText(form, "securityCode");
  return api.call(createPaymentMethod, {
    body: {
      setupToken,
      cardNumber: readText(form, "cardNumber"),
      expiryMonth: Number(readText(form, "expiryMonth")),
      expiryYear: Number(readText(form, "expiryYear")),
      ...(securityCode ? { securityCode } : {}),
    },
    ...readKey(form),
  });
}
