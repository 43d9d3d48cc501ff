import { expect, test } from "vitest";
import type { InvoiceFacts } from "./invoice.ts";
import { computeInvoice, getPaper, listAddressLines } from "./invoice.ts";

const facts: InvoiceFacts = {
  orderId: "order",
  invoiceNumber: "BLZ-2026-000007",
  soldAt: new Date("2026-11-28T10:00:00Z"),
  paidAt: new Date("2026-11-28T10:00:02Z"),
  currency: "EUR",
  hammerMinor: 10_000,
  premiumMinor: 1_500,
  premiumBps: 1_500,
  shippingMinor: 595,
  taxMinor: 2_298,
  taxBps: 1_900,
  totalMinor: 14_393,
  title: "A lamp",
  isPurchase: false,
  auctionTitle: "A sale",
  sellerName: "Sam",
  buyerName: "Ana",
  address: null,
  locale: null,
  card: null,
  refunds: [],
};

const lineUp = (change: Partial<InvoiceFacts>) =>
  computeInvoice({ ...facts, ...change }).lines.map(({ kind, amountMinor }) => [kind, amountMinor]);

test("[P9] an invoice's lines add up to what was charged", () => {
  const { lines, totalMinor, keptMinor } = computeInvoice(facts);
  expect(lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(totalMinor);
  expect(keptMinor).toBe(totalMinor);
});

test("what costs nothing is left out, but for free shipping", () => {
  expect(lineUp({ premiumMinor: 0, shippingMinor: 0, taxMinor: 0 })).toEqual([
    ["hammer", 10_000],
    ["shipping", 0],
  ]);
});

test("each refund is a credit note of its own, and what is kept is the rest", () => {
  const at = new Date("2026-12-01T00:00:00Z");
  const refunds = [
    { amountMinor: 1_000, at, reason: "damaged" },
    { amountMinor: 13_393, at, reason: "requested" },
  ] as const;
  const invoice = computeInvoice({ ...facts, refunds });
  expect(invoice.creditNotes.map(({ number, amountMinor }) => [number, amountMinor])).toEqual([
    ["BLZ-2026-000007-C1", 1_000],
    ["BLZ-2026-000007-C2", 13_393],
  ]);
  expect(invoice.keptMinor).toBe(0);
});

test.each([
  ["US", "LETTER"],
  ["CA", "LETTER"],
  ["DE", "A4"],
  ["JP", "A4"],
  [null, "A4"],
])("in %s paper is %s", (country, paper) => {
  expect(getPaper(country)).toBe(paper);
});

test("an address has no empty lines", () => {
  const address = { fullName: "Ana", line1: "1 Main Street", line2: null, city: "Albany", region: null };
  expect(listAddressLines({ ...address, postalCode: "12207", country: "US" })).toEqual([
    "1 Main Street",
    "12207 Albany",
  ]);
});
