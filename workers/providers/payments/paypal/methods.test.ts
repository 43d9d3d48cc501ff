import { beforeEach, describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { ProviderUnavailable } from "../provider.ts";
import { recordRefused } from "./testing/recorded.ts";
import { openRecordedPaypal } from "./testing/recorded-paypal.ts";

const api = await startRecordedApi();
const { find, lines, payments, readBody } = openRecordedPaypal(api);

describe("an account kept at PayPal", () => {
  const begin = "POST /v3/vault/setup-tokens";
  const finish = "POST /v3/vault/payment-tokens";
  const now = new Date("2026-11-28T12:00:00Z");
  const user = {
    userId: "u1",
    email: "a@b.example",
    customerReference: null,
    returnUrl: "https://x.example/",
    now,
  };
  const approve = "https://www.paypal.com/agreements/approve?approval_session_id=5C991763VB2781612";
  beforeEach(() =>
    api.prepare({
      [begin]: {
        status: 201,
        body: {
          id: "5C991763VB2781612",
          status: "PAYER_ACTION_REQUIRED",
          links: [{ rel: "approve", href: approve }],
        },
      },
      [finish]: { status: 201, body: { id: "8kk8451t", customer: { id: "customer_4029352050" } } },
    }),
  );

  test("[B1] is approved on PayPal's page, and kept for charges with nobody present", async () => {
    const setup = await payments().beginSetup(user);
    expect(setup).toMatchObject({ approvalUrl: approve, expiresAt: new Date("2026-12-01T12:00:00Z") });
    expect(readBody(begin)).toMatchObject({ payment_source: { paypal: { usage_type: "MERCHANT" } } });
    const { setupToken } = setup;
    expect(await payments().finishSetup({ setupToken, userId: "u1", card: null, now })).toEqual({
      ok: true,
      value: {
        reference: "8kk8451t",
        customerReference: "customer_4029352050",
        brand: "paypal",
        last4: "0000",
        expiryMonth: null,
        expiryYear: null,
      },
    });
    expect(find(finish).headers["paypal-request-id"]).toBe("5C991763VB2781612");
    expect(readBody(finish)).toEqual({
      payment_source: { token: { id: "5C991763VB2781612", type: "SETUP_TOKEN" } },
    });
  });

  test("is not kept by anybody else, nor under a token that somebody made up", async () => {
    const { setupToken } = await payments().beginSetup(user);
    const refused = { ok: false, refusal: "setup_unfinished" };
    const other = { userId: "u2", card: null, now };
    expect(await payments().finishSetup({ ...other, setupToken })).toEqual(refused);
    for (const made of ["", "5C991763VB2781612", `5C991763VB2781612.${"a".repeat(43)}`, "a/../b.c"]) {
      expect(await payments().finishSetup({ userId: "u1", card: null, now, setupToken: made })).toEqual(
        refused,
      );
    }
    expect(lines()).toEqual([begin]);
  });

  test("that nobody approved is not kept", async () => {
    api.prepare({ [finish]: recordRefused("SETUP_TOKEN_NOT_APPROVED") });
    const { setupToken } = await payments().beginSetup(user);
    expect((await payments().finishSetup({ setupToken, userId: "u1", card: null, now })).ok).toBe(false);
  });

  test("is let go of, also when it is gone already", async () => {
    const line = "DELETE /v3/vault/payment-tokens/8kk8451t";
    api.prepare({
      [line]: [{ status: 204 }, recordRefused("INVALID_RESOURCE_ID", 404), recordRefused("OTHER")],
    });
    await payments().detach("8kk8451t");
    await payments().detach("8kk8451t");
    await expect(payments().detach("8kk8451t")).rejects.toThrow(ProviderUnavailable);
  });
});
