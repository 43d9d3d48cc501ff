import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { ProviderUnavailable } from "../provider.ts";
import { makeEvidence } from "../testing/evidence.ts";
import { makeStripePayments } from "./stripe-payments.ts";
import { recordDispute, recordError } from "./testing/recorded.ts";
import { makeStripeSettings } from "./testing/stripe-settings.ts";

const api = await startRecordedApi();
const payments = makeStripePayments(makeStripeSettings(api.url));
beforeEach(api.reset);
afterAll(api.stop);

const look = "GET /v1/disputes/du_1";
const upload = "POST /v1/files";
const update = "POST /v1/disputes/du_1";
const evidence = makeEvidence("du_1");
const dispute = (status: string, submissions = 0) => ({
  body: recordDispute({
    id: "du_1",
    status,
    evidence_details: { due_by: 1_796_000_000, submission_count: submissions },
  }),
});
const file = { body: { id: "file_1", object: "file" } };
const submit = () => payments.submitDisputeEvidence(evidence);

describe("evidence at Stripe", () => {
  test("is a page that is uploaded, and what it says, submitted", async () => {
    api.prepare({ [look]: dispute("needs_response"), [upload]: file, [update]: dispute("under_review", 1) });
    expect(await submit()).toBe("submitted");
    expect(api.lines()).toEqual([look, upload, update]);
    expect(api.calls[1]?.headers["content-type"]).toMatch(/^multipart\/form-data/u);
    for (const part of ["dispute_evidence", "order-1.pdf", "%PDF-1.7 the page"])
      expect(api.calls[1]?.body).toContain(part);
    expect(api.calls[2]?.form).toEqual({
      "evidence[customer_name]": "Ana",
      "evidence[product_description]": "A lamp",
      "evidence[shipping_carrier]": "DHL",
      "evidence[shipping_date]": "2026-11-20",
      "evidence[shipping_address]": "Ana\n1 Main Street\nUS",
      "evidence[shipping_tracking_number]": "JD0001",
      "evidence[uncategorized_text]": "It was delivered.",
      "evidence[uncategorized_file]": "file_1",
      submit: "true",
    });
  });

  test("that Stripe has is not handed in again", async () => {
    api.prepare({ [look]: dispute("under_review", 1) });
    expect(await submit()).toBe("submitted");
    expect(api.lines()).toEqual([look]);
  });

  test.each(["won", "lost", "under_review", "warning_closed"])(
    "is too late for a dispute that is %s",
    async (status) => {
      api.prepare({ [look]: dispute(status) });
      expect(await submit()).toBe("closed");
      expect(api.lines()).toEqual([look]);
    },
  );

  test("that somebody handed in meanwhile is what stands", async () => {
    api.prepare({
      [look]: [dispute("needs_response"), dispute("under_review", 1)],
      [upload]: file,
      [update]: recordError(400, { code: "dispute_evidence_submitted" }),
    });
    expect(await submit()).toBe("submitted");
  });

  test("whose text is longer than Stripe's field is cut there", async () => {
    api.prepare({ [look]: dispute("needs_response"), [upload]: file, [update]: dispute("under_review", 1) });
    await payments.submitDisputeEvidence({ ...evidence, text: "x".repeat(30_000) });
    expect(api.calls[2]?.form["evidence[uncategorized_text]"]).toHaveLength(20_000);
  });

  test("waits while Stripe does not answer, and while it refuses what it asks for", async () => {
    api.prepare({ [look]: "lost" });
    await expect(submit()).rejects.toThrow(ProviderUnavailable);
    api.prepare({
      [look]: dispute("needs_response"),
      [upload]: file,
      [update]: recordError(400, { code: "odd" }),
    });
    await expect(submit()).rejects.toThrow(ProviderUnavailable);
  });
});
