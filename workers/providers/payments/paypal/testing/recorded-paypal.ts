import { afterAll, beforeEach } from "vitest";
import { must } from "../../../../../domain/result.ts";
import type { PaymentProvider } from "../../provider.ts";
import { makePaypalPayments } from "../paypal-payments.ts";
import { makePaypalSettings, recordCapture, recordOrder, recordToken } from "./recorded.ts";

/** The line of the sign-in, which comes before any other. */
export const tokenLine = "POST /v1/oauth2/token";
export const orderLine = "GET /v2/checkout/orders/5O190127TN364715T";
export const paidOrder = { body: recordOrder({}, recordCapture()) };

/** What this needs of the recorded interface (test/support/payments/recorded-api.ts), which nothing here may import. */
interface RecordedCalls<Call> {
  readonly url: string;
  readonly calls: readonly Call[];
  readonly lines: () => string[];
  readonly prepare: (answers: Record<string, ReturnType<typeof recordToken>>) => void;
  readonly reset: () => void;
  readonly stop: () => Promise<void>;
}

/** The provider over real connections, and what it said over them; for the tests of one file. */
export function openRecordedPaypal<Call extends { readonly line: string; readonly body: string }>(
  api: RecordedCalls<Call>,
) {
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
  const find = (line: string): Call =>
    must(
      api.calls.find((call) => call.line === line),
      `${line} was called`,
    );
  return {
    payments: () => current,
    lines: () => api.lines().filter((line) => line !== tokenLine),
    find,
    readBody: (line: string): unknown => JSON.parse(find(line).body),
  };
}
