import { describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { ProviderUnavailable } from "../provider.ts";
import { makeEvidence } from "../testing/evidence.ts";
import { recordDispute, recordRefused } from "./testing/recorded.ts";
import { openRecordedPaypal } from "./testing/recorded-paypal.ts";

const api = await startRecordedApi();
const { find, lines, payments } = openRecordedPaypal(api);

const look = "GET /v1/customer/disputes/PP-D-27803";
const give = "POST /v1/customer/disputes/PP-D-27803/provide-evidence";
const evidence = makeEvidence("PP-D-27803");
const wanted = {
  body: recordDispute({
    status: "WAITING_FOR_SELLER_RESPONSE",
    links: [{ rel: "self" }, { rel: "provide-evidence" }],
    evidences: [{ source: "REQUESTED_FROM_SELLER", evidence_type: "PROOF_OF_FULFILLMENT" }],
  }),
};
const given = { body: recordDispute({ evidences: [{ source: "SUBMITTED_BY_SELLER" }] }) };
const submit = () => payments().submitDisputeEvidence(evidence);

describe("evidence at PayPal", () => {
  test("is a form with what it says and the page", async () => {
    api.prepare({ [look]: wanted, [give]: { body: { links: [] } } });
    expect(await submit()).toBe("submitted");
    expect(lines()).toEqual([look, give]);
    const call = find(give);
    const type = String(call.headers["content-type"]);
    const form = await new Response(call.body, { headers: { "Content-Type": type } }).formData();
    const input = form.get("input");
    expect(typeof input === "string" && JSON.parse(input)).toEqual({
      evidences: [
        {
          evidence_type: "PROOF_OF_FULFILLMENT",
          evidence_info: {
            tracking_info: [{ carrier_name: "OTHER", carrier_name_other: "DHL", tracking_number: "JD0001" }],
          },
        },
        { evidence_type: "OTHER", notes: "It was delivered." },
      ],
    });
    const page = form.get("file1");
    expect(page).toMatchObject({ name: "order-1.pdf", type: "application/pdf" });
    expect(await (page as File).text()).toBe("%PDF-1.7 the page");
  });

  test("of a parcel without a number is what it says", async () => {
    api.prepare({ [look]: wanted, [give]: { body: {} } });
    await payments().submitDisputeEvidence({ ...evidence, shipment: null });
    expect(api.calls.at(-1)?.body).not.toContain("PROOF_OF_FULFILLMENT");
  });

  test("that PayPal has is not handed in again", async () => {
    api.prepare({ [look]: given });
    expect(await submit()).toBe("submitted");
    expect(lines()).toEqual([look]);
  });

  test("is too late once PayPal has decided", async () => {
    api.prepare({ [look]: { body: recordDispute({ status: "RESOLVED" }) } });
    expect(await submit()).toBe("closed");
  });

  test("that somebody handed in meanwhile is what stands", async () => {
    api.prepare({ [look]: [wanted, given], [give]: recordRefused("DISPUTE_NOT_WAITING") });
    expect(await submit()).toBe("submitted");
  });

  test("waits until PayPal asks for it, and while it does not answer", async () => {
    api.prepare({ [look]: [{ body: recordDispute() }, "lost"] });
    await expect(submit()).rejects.toThrow(ProviderUnavailable);
    await expect(submit()).rejects.toThrow(ProviderUnavailable);
    expect(lines()).toEqual([look, look]);
  });
});
