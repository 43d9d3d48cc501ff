import { expect, test } from "vitest";
import { computeInvoice, type InvoiceFacts } from "../../domain/order/invoice.ts";
import { readPdf } from "../../test/support/read-pdf.ts";
import type { House } from "./house.ts";
import { makeAssetFonts } from "./far-faces.ts";
import { typesetLine } from "./typeset.ts";
import { packageFonts } from "../../test/support/package-fonts.ts";
import { drawInvoice } from "./invoice-pdf.ts";

const house: House = {
  name: "Blytz Live",
  addressLines: ["1 Hammer Lane", "London EC1A 1AA"],
  taxNumber: "VAT GB123456789",
  email: "books@blytz.test",
  origin: "https://blytz.test",
};

const address = {
  fullName: "Ana Bidder",
  line1: "1 Main Street",
  line2: null,
  city: "Albany",
  region: "NY",
  postalCode: "12207",
  country: "US",
};

const facts: InvoiceFacts = {
  orderId: "0197c3d0-0000-7000-8000-000000000001",
  invoiceNumber: "BLZ-2026-000007",
  soldAt: new Date("2026-11-28T10:00:00Z"),
  paidAt: new Date("2026-11-28T10:00:02Z"),
  currency: "USD",
  hammerMinor: 124_000,
  premiumMinor: 18_600,
  premiumBps: 1_500,
  shippingMinor: 795,
  taxMinor: 5_736,
  taxBps: 400,
  totalMinor: 149_131,
  title: "Pocket watch by Patek Philippe, about 1910",
  isPurchase: false,
  auctionTitle: "Watches from one drawer",
  sellerName: "Tomas Keller",
  buyerName: "Ana",
  address,
  locale: null,
  card: { brand: "visa", last4: "4242" },
  refunds: [],
};

const draw = (change: Partial<InvoiceFacts> = {}) =>
  drawInvoice(computeInvoice({ ...facts, ...change }), { house, fonts: packageFonts });

test("an invoice says who, what, how much and when, on one page of the buyer's paper", async () => {
  const { pages, text, size } = await readPdf(await draw());
  expect(pages).toBe(1);
  expect(size).toEqual([612, 792]);
  for (const part of [
    "BLZ-2026-000007",
    "Visa ···· 4242",
    "Blytz Live",
    "1 Hammer Lane",
    "VAT GB123456789",
    "Ana Bidder",
    "12207 Albany NY",
    "United States",
    "Tomas Keller",
    "$1,491.31 paid on November 28, 2026",
    "Pocket watch by Patek Philippe, about 1910",
    "Buyer’s premium (15%)",
    "$186.00",
    "$7.95",
    "Tax (4%)",
    "$57.36",
  ])
    expect(text).toContain(part);
  expect(text).not.toContain("Credit");
});

test("money and days are written by the buyer's locale, without decimals where there are none", async () => {
  const readIn = async (change: Partial<InvoiceFacts>) => {
    const { text } = await readPdf(await draw({ ...change, premiumBps: 1_250 }));
    expect(text).not.toContain("[…]");
    return text.replaceAll("\u00a0", " ");
  };
  const german = await readIn({ currency: "EUR", locale: "de-DE" });
  for (const part of ["1.491,31 € paid on 28 November 2026", "(12,5 %)"]) expect(german).toContain(part);
  expect(await readIn({ currency: "JPY", locale: "ja-JP" })).toContain("¥149,131 paid on");
  expect(await readIn({ currency: "INR", locale: "hi-IN", totalMinor: 12_345_678 })).toContain(
    "₹1,23,456.78 paid on 28 November 2026",
  );
  expect(await readIn({ currency: "ILS", locale: "he-IL" })).toContain("1,491.31 ₪ paid on");
  expect(await readIn({ currency: "EUR", locale: "fr-FR" })).toContain("1 491,31 € paid on");
  expect(await readIn({ currency: "THB", locale: "th-TH" })).toContain("฿1,491.31 paid on");
});

test("a buyer whose account says nothing has it as in the country it is sent to", async () => {
  const german = await readPdf(await draw({ currency: "EUR", address: { ...address, country: "DE" } }));
  expect(german.size).toEqual([595, 842]);
  expect(german.text.replaceAll("\u00a0", " ")).toContain("1.491,31 €");
  expect(german.text).toContain("28 November 2026");
  const own = await readPdf(
    await draw({ currency: "EUR", locale: "en-GB", address: { ...address, country: "DE" } }),
  );
  expect(own.text).toContain("€1,491.31");
});

test.each([
  [true, "Bought in “Watches from one drawer”"],
  [false, "Hammer price in “Watches from one drawer”"],
])("whether it was bought is said: %s", async (isPurchase, said) => {
  expect((await readPdf(await draw({ isPurchase }))).text).toContain(said);
});

test("what went back is on credit notes, and on the total", async () => {
  const at = new Date("2026-12-02T08:00:00Z");
  const refunds = [{ amountMinor: 10_000, at, reason: "damaged" }] as const;
  const { text } = await readPdf(await draw({ refunds }));
  for (const part of ["BLZ-2026-000007-C1", "December 2, 2026, arrived damaged", "-$100.00", "$1,391.31"])
    expect(text).toContain(part);
});

test.each([
  ["Polish", "Zażółć Gęślą Jaźń"],
  ["Vietnamese", "Nguyễn Thị Phượng"],
  ["Greek", "Γιώργος Παπαδόπουλος"],
  ["Cyrillic", "Олександр Їжак"],
  ["Turkish", "İsmail Şığ"],
  ["Japanese", "山田 太郎"],
  ["Chinese", "王小明"],
  ["Korean", "김철수"],
])("a name in %s is set in letters of its own: %s", async (_language, fullName) => {
  const { text } = await readPdf(await draw({ address: { ...address, fullName } }));
  expect(text).toContain(fullName);
  expect(text).not.toContain("fonts");
});

test.each([
  ["Arabic", "محمد علي"],
  ["Hebrew", "שלום עולם"],
])("a name in %s runs to the left: %s", async (_language, fullName) => {
  const { text } = await readPdf(await draw({ address: { ...address, fullName } }));
  const letters = (of: string) => Array.from(of.normalize("NFKC").replaceAll(/\s/gu, "")).toSorted().join("");
  const line = text.split("\n").find((part) => /[\u0590-\u06ff\ufb1d-\ufefc]/u.test(part)) ?? "";
  const found = line.match(/[\u0590-\u06ff\ufb1d-\ufefc]/gu)?.join("") ?? "";
  expect(letters(found)).toBe(letters(fullName));
  expect(text).not.toContain("fonts");
});

test.each([
  ["Thai", "สมชาย ใจดี"],
  ["Hindi", "प्रिया शर्मा"],
])("a name in %s has all its letters and marks: %s", async (_language, fullName) => {
  const { text, fontNames } = await readPdf(await draw({ address: { ...address, fullName } }));
  expect(text).not.toContain("[…]");
  expect(fontNames.some((name) => /Thai|Devanagari/u.test(name))).toBe(true);
});

test("a Thai tone stands above the ring of the vowel after it", () => {
  const { pieces } = typesetLine("น้ำใจ", 400);
  expect(pieces.map(({ text }) => text)).toEqual(["น\u0e4d\u0e49\u0e32ใจ"]);
});

test("fonts too large to carry are read for the letters they are needed for, and for nothing else", async () => {
  const read: string[] = [];
  const fonts = { read: async (path: string) => (read.push(path), packageFonts.read(path)) };
  const of = (fullName: string, country: string) =>
    drawInvoice(computeInvoice({ ...facts, address: { ...address, fullName, country } }), { house, fonts });
  await of("Łukasz Müller สมชาย", "PL");
  expect(read).toEqual([]);
  await of("山田 太郎", "JP");
  expect(read[0]).toBe("jp/index.json");
  expect(read.length).toBeLessThanOrEqual(5);
  expect(read.every((path) => path.startsWith("jp/"))).toBe(true);
  await of("王小明", "TW");
  expect(read.at(-1)).toMatch(/^tc\/\d+\.woff$/u);
});

test("a font that cannot be read now is an error, not a letter that is missing for good", async () => {
  const fonts = makeAssetFonts({ fetch: async () => new Response(null, { status: 503 }) });
  const invoice = computeInvoice({ ...facts, buyerName: "山田", address: null });
  await expect(drawInvoice(invoice, { house, fonts })).rejects.toThrow("503");
});

test("what no font has is marked, and the page says so and where it is whole", async () => {
  const { text } = await readPdf(await draw({ address: { ...address, fullName: "😀 Taro" } }));
  expect(text).toContain("[…] Taro");
  expect(text).toContain("https://blytz.test shows them");
});

test("fonts are embedded as subsets, which keeps an invoice small", async () => {
  const bytes = await draw();
  const { fontNames } = await readPdf(bytes);
  expect(fontNames.length).toBeGreaterThanOrEqual(2);
  for (const name of fontNames) expect(name).toMatch(/^[A-Z]{6}\+Noto/u);
  expect(bytes.byteLength).toBeLessThan(60_000);
});

test("the same invoice is the same bytes", async () => {
  expect(await draw()).toEqual(await draw());
});

test("a long title takes more lines and stays on the page", async () => {
  const title = "Extraordinarily ".repeat(8).trim();
  const { text, pages } = await readPdf(await draw({ title, auctionTitle: "W".repeat(140) }));
  expect(pages).toBe(1);
  expect(text.replaceAll("\n", " ")).toContain(title);
});
