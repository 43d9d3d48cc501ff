import { encode } from "uqr";
import { chooseLocale } from "../../domain/locale.ts";
import { getPaper, listAddressLines } from "../../domain/order/invoice.ts";
import type { PackingSlip } from "../../domain/order/packing-slip.ts";
import { type FontSource, readFarFaces } from "./far-faces.ts";
import type { House } from "./house.ts";
import { ink, margin, openPage, type Page } from "./page.ts";
import { makeWords, type ReaderWords } from "../reader-words.ts";

const rowHeight = 21;
const codeSide = 92;

/** A packing slip as a PDF of one page; the same slip gives the same bytes. */
export async function drawPackingSlip(
  slip: PackingSlip,
  { house, fonts }: { readonly house: House; readonly fonts: FontSource },
): Promise<Uint8Array<ArrayBuffer>> {
  const country = slip.address?.country ?? null;
  const { locale } = slip;
  // Whoever packs it reads it; it holds no amounts, so the currency is none of anybody's.
  const words = makeWords(chooseLocale({ locale, country: null }), "USD");
  const page = openPage({
    paper: getPaper(country),
    title: `Packing slip ${slip.parcelId}`,
    author: house.name,
    madeAt: slip.soldAt,
    far: await readFarFaces(JSON.stringify([slip, house]), { fonts, country }),
  });
  page.paint([0, 0, page.width, 6], ink.accent);
  page.write("Packing slip", { x: margin, y: 44, size: 25, weight: 600 });
  page.write("Parcel", { x: margin, y: 88, color: ink.muted });
  page.write(slip.parcelId, { x: margin + 48, y: 88, weight: 600 });
  page.write("Sold on", { x: margin, y: 103, color: ink.muted });
  page.write(words.day(slip.soldAt), { x: margin + 48, y: 103, weight: 600 });
  drawCode(page, slip.parcelId);
  drawAddress(page, slip, words);
  drawItems(page, slip);
  const y = page.height - 58;
  page.rule(y - 12);
  const foot = `Sold by ${slip.sellerName} in “${slip.auctionTitle}” on ${house.name}.`;
  const place = { x: margin, size: 8, color: ink.muted, width: page.width - 2 * margin };
  const next = page.writeLines(foot, { ...place, y });
  if (!page.isWhole())
    page.writeLines(`Some letters are not in this document’s fonts and stand as […].`, { ...place, y: next });
  return page.finish();
}

/** The parcel's id for a scanner, with the quiet edge it needs. */
function drawCode(page: Page, parcelId: string): void {
  const { data, size } = encode(parcelId, { ecc: "M", border: 2 });
  const cell = codeSide / size;
  const left = page.width - margin - codeSide;
  for (const [row, cells] of data.entries())
    for (const [column, isDark] of cells.entries())
      // A hair wider than a cell: readers draw a white line between two that only touch.
      if (isDark) page.paint([left + column * cell, 36 + row * cell, cell + 0.1, cell + 0.1], ink.text);
}

function drawAddress(page: Page, { address }: PackingSlip, words: ReaderWords): void {
  if (address === null) return;
  const width = page.width - 2 * margin - codeSide - 24;
  page.write("Ship to", { x: margin, y: 132, size: 8.5, color: ink.muted });
  let y = page.writeLines(address.fullName, { x: margin, y: 147, width, size: 13, weight: 600 });
  for (const line of [...listAddressLines(address), words.country(address.country)])
    y = page.writeLines(line, { x: margin, y, width, size: 12 });
}

function drawItems(page: Page, { items }: PackingSlip): void {
  let y = 266;
  page.write("Lot", { x: margin, y, size: 8.5, color: ink.muted });
  page.write("Item", { x: margin + 52, y, size: 8.5, color: ink.muted });
  page.rule((y += 17));
  y += 11;
  const lowest = page.height - 110;
  for (const [at, item] of items.entries()) {
    if (y > lowest) {
      page.write(`and ${items.length - at} more, as on the order page`, {
        x: margin + 52,
        y,
        color: ink.muted,
      });
      return;
    }
    page.write(String(item.lotNumber), { x: margin, y, weight: 600 });
    const place = { x: margin + 52, y, width: page.width - 2 * margin - 90 };
    y = page.writeLines(item.title, place) + rowHeight - 13;
  }
  page.rule(y);
  page.write(`${items.length} ${items.length === 1 ? "item" : "items"} in this parcel`, {
    x: page.width - margin,
    y: y + 11,
    weight: 600,
    align: "right",
  });
}
