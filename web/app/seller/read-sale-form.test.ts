import { describe, expect, it } from "vitest";

import { en } from "../messages/en.ts";
import { readSaleForm } from "./read-sale-form.ts";

const reader = { locale: "en-US", timeZone: "America/New_York" };
const words = en.seller.form;

function formOf(entries: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(entries)) form.set(name, value);
  return form;
}

const whole = {
  title: "Watches",
  description: "",
  scheduledStart: "2026-11-21T18:00",
  currency: "USD",
  pacing: "live",
  visibility: "public",
  lotCount: "1",
  "lot-0-title": "Pocket watch",
  "lot-0-startingPrice": "$1,200.50",
  "lot-0-seconds": "45",
  "lot-0-format": "sudden-death",
};

describe("the form of a new sale", () => {
  it("is read in the seller's own amounts and time", () => {
    expect(readSaleForm(formOf(whole), reader, words)).toEqual({
      ok: true,
      value: {
        title: "Watches",
        description: "",
        scheduledStart: "2026-11-21T23:00:00.000Z",
        currency: "USD",
        pacing: "live",
        visibility: "public",
        lots: [
          { title: "Pocket watch", format: "sudden-death", startingPriceMinor: 120_050, durationMs: 45_000 },
        ],
      },
    });
  });

  it.each([
    [{ scheduledStart: "soon" }, "scheduledStart", words.startInvalid],
    [{ "lot-0-startingPrice": "a lot" }, "lots.0.startingPriceMinor", words.amountInvalid],
    [{ "lot-0-startingPrice": "" }, "lots.0.startingPriceMinor", words.amountInvalid],
    [{ "lot-0-reserve": "1.234" }, "lots.0.reserveMinor", words.amountInvalid],
    [{ "lot-0-title": "" }, "lots.0.title", words.titleMissing],
  ])("with %o says what is wrong with %s", (change, field, message) => {
    expect(readSaleForm(formOf({ ...whole, ...change }), reader, words)).toEqual({
      ok: false,
      refusal: { [field]: message },
    });
  });
});
