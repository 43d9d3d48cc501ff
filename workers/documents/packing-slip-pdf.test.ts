import { expect, test } from "vitest";
import type { PackingSlip } from "../../domain/order/packing-slip.ts";
import { readPdf } from "../../test/support/read-pdf.ts";
import { packageFonts } from "../../test/support/package-fonts.ts";
import { drawPackingSlip } from "./packing-slip-pdf.ts";

const house = {
  name: "Blytz Live",
  addressLines: [],
  taxNumber: "",
  email: "",
  origin: "https://blytz.test",
};
const parts = { house, fonts: packageFonts };
const address = { line1: "ul. Długa 5", line2: null, city: "Łódź", region: null, postalCode: "90-001" };
const slip: PackingSlip = {
  parcelId: "0197c3d0-0000-7000-8000-00000000000a",
  auctionTitle: "Watches from one drawer",
  sellerName: "Tomas Keller",
  address: { ...address, fullName: "Zażółć Jaźń", country: "PL" },
  locale: null,
  soldAt: new Date("2026-11-28T10:00:00Z"),
  items: [
    { orderId: "one", lotNumber: 2, title: "A pocket watch" },
    { orderId: "two", lotNumber: 11, title: "A chain for it" },
  ],
};

test("a packing slip has the parcel, the address and what lies in it, and no price", async () => {
  const { text, pages, size } = await readPdf(await drawPackingSlip(slip, parts));
  expect([pages, size]).toEqual([1, [595, 842]]);
  for (const part of [
    slip.parcelId,
    "Zażółć Jaźń",
    "90-001 Łódź",
    "Poland",
    "A pocket watch",
    "A chain for it",
    "2 items in this parcel",
    "Tomas Keller",
  ])
    expect(text).toContain(part);
  expect(text).not.toMatch(/[$€£]|\d[.,]\d\d\b/u);
});

test("a packing slip is dated as its seller writes dates", async () => {
  const soldOn = async (locale: PackingSlip["locale"]) =>
    (await readPdf(await drawPackingSlip({ ...slip, locale }, parts))).text;
  expect(await soldOn(null)).toContain("November 28, 2026");
  expect(await soldOn("de-DE")).toContain("28 November 2026");
});

test("more than a page holds is said, not cut off", async () => {
  const items = Array.from({ length: 80 }, (_none, at) => ({
    orderId: "x",
    lotNumber: at + 1,
    title: "A cup",
  }));
  const { text, pages } = await readPdf(await drawPackingSlip({ ...slip, items }, parts));
  expect(pages).toBe(1);
  expect(text).toMatch(/and \d+ more, as on the order page/u);
});

test("the same slip is the same bytes", async () => {
  expect(await drawPackingSlip(slip, parts)).toEqual(await drawPackingSlip(slip, parts));
});
