import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What a PDF says and how. */
export interface ReadPdf {
  readonly pages: number;
  /** All its text, line by line. */
  readonly text: string;
  /** Of the embedded fonts, as a subset is named: six letters, a plus, the font. */
  readonly fontNames: readonly string[];
  readonly size: readonly [width: number, height: number];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const file = new TextDecoder("latin1").decode(bytes);
  const fontNames = [...file.matchAll(/\/FontName \/(\S+)/gu)].map(([, name]) => name ?? "");
  // It takes the bytes away.
  const reading = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 });
  const document = await reading.promise;
  const page = await document.getPage(1);
  const { items } = await page.getTextContent();
  // A gap between words is an item of its own; pieces of a word in several fonts are items side by side.
  const text = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
  const { width, height } = page.getViewport({ scale: 1 });
  const pages = document.numPages;
  await reading.destroy();
  return { pages, text, fontNames, size: [Math.round(width), Math.round(height)] };
}
