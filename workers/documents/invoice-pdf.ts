import { chooseLocale } from "../../domain/locale.ts";
import type { Invoice, InvoiceLine, CreditReason, PostalAddress } from "../../domain/order/invoice.ts";
import { getPaper, listAddressLines } from "../../domain/order/invoice.ts";
import { type FontSource, readFarFaces } from "./far-faces.ts";
import type { House } from "./house.ts";
import { ink, margin, openPage, type Page } from "./page.ts";
import { type ReaderWords, makeWords } from "../reader-words.ts";

/** An invoice as a PDF of one page; the same invoice gives the same bytes. */
export async function drawInvoice(
  invoice: Invoice,
  { house, fonts }: { readonly house: House; readonly fonts: FontSource },
): Promise<Uint8Array<ArrayBuffer>> {
  const country = invoice.address?.country ?? null;
  const words = makeWords(chooseLocale({ locale: invoice.locale, country }), invoice.currency);
  const page = openPage({
    paper: getPaper(country),
    title: `Invoice ${invoice.invoiceNumber}`,
    author: house.name,
    madeAt: invoice.creditNotes.at(-1)?.at ?? invoice.paidAt,
    far: await readFarFaces(JSON.stringify([invoice, house]), { fonts, country }),
  });
  page.paint([0, 0, page.width, 6], ink.accent);
  drawHead(page, invoice, { house, words });
  const below = drawParties(page, invoice, { house, words });
  const afterLines = drawLines(page, invoice, words, below + 26);
  drawCreditNotes(page, invoice, words, afterLines + 22);
  drawFoot(page, invoice, house);
  return page.finish();
}

interface Setting {
  readonly house: House;
  readonly words: ReaderWords;
}

function drawHead(page: Page, invoice: Invoice, { house, words }: Setting): void {
  const right = page.width - margin;
  page.write("Invoice", { x: margin, y: 44, size: 25, weight: 600 });
  page.write(house.name, { x: right, y: 50, size: 15, weight: 600, align: "right" });
  const facts: readonly (readonly [string, string])[] = [
    ["Invoice number", invoice.invoiceNumber],
    ["Date of sale", words.day(invoice.soldAt)],
    ["Date of payment", words.day(invoice.paidAt)],
    ...(invoice.card === null
      ? []
      : [["Paid with", `${toTitle(invoice.card.brand)} ···· ${invoice.card.last4}`] as const]),
  ];
  for (const [at, [label, value]] of facts.entries()) {
    const y = 88 + at * 15;
    page.write(label, { x: margin, y, color: ink.muted });
    page.write(value, { x: margin + 96, y, weight: 600 });
  }
}

const toTitle = (brand: string): string => brand.charAt(0).toUpperCase() + brand.slice(1);

function drawParties(page: Page, invoice: Invoice, { house, words }: Setting): number {
  const column = (page.width - 2 * margin) / 3;
  const { address } = invoice;
  const columns: readonly (readonly [string, string, readonly string[]])[] = [
    ["From", house.name, [...house.addressLines, house.taxNumber, house.email].filter((line) => line !== "")],
    ["Bill and ship to", address?.fullName ?? invoice.buyerName, describeAddress(address, words)],
    ["Sold by", invoice.sellerName, [`through ${house.name}`]],
  ];
  const ends = columns.map(([label, name, lines], at) => {
    const place = { x: margin + at * column, width: column - 18 };
    page.write(label, { ...place, y: 170, size: 8.5, color: ink.muted });
    let y = page.writeLines(name, { ...place, y: 184, weight: 600 });
    for (const line of lines) y = page.writeLines(line, { ...place, y });
    return y;
  });
  return Math.max(...ends);
}

const describeAddress = (address: PostalAddress | null, words: ReaderWords): readonly string[] =>
  address === null ? [] : [...listAddressLines(address), words.country(address.country)];

function drawLines(page: Page, invoice: Invoice, words: ReaderWords, top: number): number {
  const right = page.width - margin;
  page.write(`${words.money(invoice.totalMinor)} paid on ${words.day(invoice.paidAt)}`, {
    x: margin,
    y: top,
    size: 15,
    weight: 600,
  });
  let y = top + 40;
  page.write("Description", { x: margin, y, size: 8.5, color: ink.muted });
  page.write("Amount", { x: right, y, size: 8.5, color: ink.muted, align: "right" });
  page.rule((y += 17));
  y += 12;
  for (const line of invoice.lines) {
    page.write(words.money(line.amountMinor), { x: right, y, align: "right" });
    const place = { x: margin, y, width: right - margin - 120 };
    y = page.writeLines(nameLine(line, invoice, words), {
      ...place,
      weight: line.kind === "hammer" ? 600 : 400,
    });
    if (line.kind === "hammer") {
      const sale = `${invoice.isPurchase ? "Bought" : "Hammer price"} in “${invoice.auctionTitle}”`;
      y = page.writeLines(sale, { ...place, y, size: 8.5, color: ink.muted });
    }
    y += 7;
  }
  page.rule((y += 3));
  return drawTotals(page, invoice, words, y + 11);
}

function nameLine({ kind, rateBps }: InvoiceLine, invoice: Invoice, words: ReaderWords): string {
  if (kind === "hammer") return invoice.title;
  const names = { premium: "Buyer’s premium", shipping: "Shipping", tax: "Tax" } as const;
  if (rateBps === null) return names[kind];
  return `${names[kind]} (${words.percent(rateBps)})`;
}

function drawTotals(page: Page, invoice: Invoice, words: ReaderWords, top: number): number {
  const right = page.width - margin;
  const givenBackMinor = invoice.totalMinor - invoice.keptMinor;
  const totals: readonly (readonly [string, number])[] = [
    ["Total", invoice.totalMinor],
    ["Amount paid", invoice.totalMinor],
    ...(givenBackMinor === 0
      ? []
      : [["Credited", -givenBackMinor] as const, ["Paid after credits", invoice.keptMinor] as const]),
  ];
  for (const [at, [label, amountMinor]] of totals.entries()) {
    const weight = at === 0 || at === 3 ? 600 : 400;
    page.write(label, { x: right - 240, y: top + at * 19, weight });
    page.write(words.money(amountMinor), { x: right, y: top + at * 19, weight, align: "right" });
  }
  return top + totals.length * 19;
}

const reasons: Readonly<Record<CreditReason, string>> = {
  requested: "as agreed",
  damaged: "arrived damaged",
  "not-as-described": "not as described",
  lost: "lost on its way",
  cancelled: "order cancelled",
  dispute: "after a dispute",
  other: "refund",
};

function drawCreditNotes(page: Page, invoice: Invoice, words: ReaderWords, top: number): void {
  if (invoice.creditNotes.length === 0) return;
  const right = page.width - margin;
  page.write("Credit notes", { x: margin, y: top, size: 11, weight: 600 });
  page.rule(top + 22);
  for (const [at, note] of invoice.creditNotes.entries()) {
    const y = top + 32 + at * 17;
    page.write(note.number, { x: margin, y, weight: 600 });
    page.write(`${words.day(note.at)}, ${reasons[note.reason]}`, { x: margin + 140, y, color: ink.muted });
    page.write(words.money(-note.amountMinor), { x: right, y, align: "right" });
  }
}

function drawFoot(page: Page, invoice: Invoice, house: House): void {
  const y = page.height - 58;
  page.rule(y - 12);
  const own = [house.name, ...house.addressLines].join(", ");
  const place = { x: margin, size: 8, color: ink.muted, width: page.width - 2 * margin };
  const next = page.writeLines(`${own}. Order ${invoice.orderId}.`, { ...place, y });
  if (page.isWhole()) return;
  page.writeLines(
    `Some letters are not in this document’s fonts and stand as […]; ${house.origin} shows them.`,
    {
      ...place,
      y: next,
    },
  );
}
