import { afterAll, beforeEach } from "vitest";
import { startRecordedApi } from "./recorded-api.ts";
import { must } from "../../../domain/result.ts";
import type { PaymentProvider } from "../../../workers/providers/payments/provider.ts";
import { makePaypalPayments } from "../../../workers/providers/payments/paypal/paypal-payments.ts";
import {
  makePaypalSettings,
  recordCapture,
  recordOrder,
  recordToken,
} from "../../../workers/providers/payments/paypal/testing/recorded.ts";

/** The line of the sign-in, which comes before any other. */
export const tokenLine = "POST /v1/oauth2/token";
export const orderLine = "GET /v2/checkout/orders/5O190127TN364715T";
export const paidOrder = { body: recordOrder({}, recordCapture()) };

/** The provider over real connections, and what it said over them; for the tests of one file. */
export async function openRecordedPaypal() {
  const api = await startRecordedApi();
  let clients = 0;
  const open = (): PaymentProvider => {
    clients += 1;
    // Tokens are kept by client: a client of its own for each test.
    return makePaypalPayments({ ...makePaypalSettings(api.url), PAYPAL_CLIENT_ID: `client-${clients}` });
  };
  let current = open();
  beforeEach(() => {
    api.reset();
    api.prepare({ [tokenLine]: recordToken() });
    current = open();
  });
  afterAll(api.stop);
  const find = (line: string) =>
    must(
      api.calls.find((call) => call.line === line),
      `${line} was called`,
    );
  return {
    api,
    payments: () => current,
    lines: () => api.lines().filter((line) => line !== tokenLine),
    find,
    readBody: (line: string): unknown => JSON.parse(find(line).body),
  };
}
