import type { ApiError } from "../../../client/http/api-error.ts";
import { createAddress, deleteAddress } from "../../../contract/http/addresses.ts";
import {
  createPaymentMethod,
  deletePaymentMethod,
  setUpPayment,
} from "../../../contract/http/payment-methods.ts";
import type { PageApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readOptionalText, readText } from "../api/form-values.ts";

/** The forms of the account page, told apart by their `intent`. */
export type AccountIntent = "add-address" | "remove-address" | "add-card" | "remove-card";

export type AccountOutcome =
  | { readonly intent: AccountIntent; readonly ok: true }
  | { readonly intent: AccountIntent; readonly ok: false; readonly problem: FormProblem };

function toOutcome(
  intent: AccountIntent,
  result: { readonly ok: true } | { readonly ok: false; readonly refusal: ApiError },
): AccountOutcome {
  return result.ok ? { intent, ok: true } : { intent, ok: false, problem: toFormProblem(result.refusal) };
}

/** Carries out one of the account page's forms; undefined for a form that is none of them. */
export async function handleAccountForm(api: PageApi, form: FormData): Promise<AccountOutcome | undefined> {
  const intent = readText(form, "intent");
  const key = readOptionalText(form, "key");
  const once = key ? { idempotencyKey: key } : {};
  switch (intent) {
    case "add-address":
      return toOutcome(intent, await attempt(api.call(createAddress, { body: readAddress(form), ...once })));
    case "remove-address":
      return toOutcome(
        intent,
        await attempt(api.call(deleteAddress, { params: { id: readText(form, "id") } })),
      );
    case "add-card":
      return toOutcome(intent, await attempt(addCard(api, form, once)));
    case "remove-card":
      return toOutcome(
        intent,
        await attempt(api.call(deletePaymentMethod, { params: { id: readText(form, "id") } })),
      );
    default:
      return undefined;
  }
}

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

async function addCard(api: PageApi, form: FormData, once: { readonly idempotencyKey?: string }) {
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
    ...once,
  });
}
