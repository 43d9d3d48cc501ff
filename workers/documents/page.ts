import PDFDocument from "pdfkit";
import type { Face, Weight } from "./faces.ts";
import { getLatinFace } from "./faces.ts";
import { type Piece, typesetLine } from "./typeset.ts";

/** Points. */
export const margin = 48;

export const ink = { text: "#0b0c0f", muted: "#5a606b", line: "#dfe2e7", accent: "#d8ff3e" } as const;

interface TextStyle {
  readonly size?: number;
  readonly weight?: Weight;
  readonly color?: string;
  /** `right`: `x` is where the text ends. */
  readonly align?: "left" | "right";
}

/** A page to write on. Coordinates are points from its upper left; text is placed by the top of its line. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly write: (text: string, place: { readonly x: number; readonly y: number } & TextStyle) => void;
  /** Writes what takes several lines at most `width` wide, and answers where the next line would be. */
  readonly writeLines: (
    text: string,
    place: { readonly x: number; readonly y: number; readonly width: number } & TextStyle,
  ) => number;
  readonly rule: (y: number, from?: number) => void;
  readonly paint: (
    box: readonly [x: number, y: number, width: number, height: number],
    color: string,
  ) => void;
  /** False once something was written that no font has. */
  readonly isWhole: () => boolean;
  readonly finish: () => Promise<Uint8Array<ArrayBuffer>>;
}

const lineHeight = 1.45;

/**
 * With features named, even none, a piece is shaped whole; without, word by word, and words would not be turned. Latin
 * letters stay as they are composed: taken apart for their accents, they could not be copied out of the document.
 */
const shapingOf = (face: Face): PDFKit.Mixins.OpenTypeFeatures[] =>
  // The library hands both forms to the shaper; its types know one.
  face.isShaped ? [] : ({ ccmp: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[]);

/**
 * A one-page document. The same calls make the same bytes: its dates and its id come from what it is told, never from a
 * clock. Fonts are embedded as subsets of what was written.
 */
export function openPage(about: {
  readonly paper: "A4" | "LETTER";
  readonly title: string;
  readonly author: string;
  readonly madeAt: Date;
  /** Fonts beyond the bundled ones that its text needs. */
  readonly far?: readonly Face[];
}): Page {
  const { paper, title, author, madeAt, far = [] } = about;
  const document = new PDFDocument({
    size: paper,
    margin: 0,
    // Never one of the fonts every reader is said to have: it would be read from a file there is not.
    font: null as unknown as string,
    lang: "en",
    displayTitle: true,
    pdfVersion: "1.7",
    info: { Title: title, Author: author, Creator: author, CreationDate: madeAt, ModDate: madeAt },
  });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    document.on("end", () => resolve());
    document.on("error", reject);
  });
  const registered = new Set<Face>();
  let isWhole = true;

  const use = (face: Face, size: number): void => {
    if (!registered.has(face)) document.registerFont(face.name, face.readBytes());
    registered.add(face);
    document.font(face.name).fontSize(size);
  };
  const measure = ({ text, face }: Piece, size: number): number => {
    use(face, size);
    return document.widthOfString(text, { features: shapingOf(face) });
  };
  const measureLine = (text: string, size: number, weight: Weight): number =>
    typesetLine(text, weight, far).pieces.reduce((sum, piece) => sum + measure(piece, size), 0);

  const write: Page["write"] = (
    text,
    { x, y, size = 9.5, weight = 400, color = ink.text, align = "left" },
  ) => {
    const line = typesetLine(text, weight, far);
    if (!line.isWhole) isWhole = false;
    const widths = line.pieces.map((piece) => measure(piece, size));
    let left = align === "right" ? x - widths.reduce((sum, width) => sum + width, 0) : x;
    for (const [at, piece] of line.pieces.entries()) {
      use(piece.face, size);
      const shaping = { features: shapingOf(piece.face), lineBreak: false } as const;
      document.fillColor(color).text(piece.text, left, y, { ...shaping, baseline: "alphabetic" });
      left += widths[at] ?? 0;
    }
  };

  use(getLatinFace(400), 9.5);
  return {
    width: document.page.width,
    height: document.page.height,
    // Fonts have ascents of their own; from one baseline they stand on one line.
    write: (text, place) => write(text, { ...place, y: place.y + (place.size ?? 9.5) }),
    writeLines: (text, { width, ...place }) => {
      const { size = 9.5, weight = 400 } = place;
      let y = place.y;
      for (const line of breakLines(text, (part) => measureLine(part, size, weight) <= width)) {
        write(line, { ...place, y: y + size });
        y += size * lineHeight;
      }
      return y;
    },
    rule: (y, from = margin) => {
      document
        .moveTo(from, y)
        .lineTo(document.page.width - margin, y)
        .lineWidth(0.75)
        .strokeColor(ink.line)
        .stroke();
    },
    paint: ([x, y, width, height], color) => {
      document.rect(x, y, width, height).fill(color);
    },
    isWhole: () => isWhole,
    finish: async () => {
      document.end();
      await ended;
      const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, at);
        at += chunk.byteLength;
      }
      return bytes;
    },
  };
}

/** A letter with its marks is never taken apart. */
const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Lines of whole words; a word that is too long for a line is broken where it must be. */
function breakLines(text: string, fits: (part: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/u).filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const { segment: character } of letters.segment(word)) {
      if (line !== "" && !fits(line + character)) {
        lines.push(line);
        line = "";
      }
      line += character;
    }
  }
  return line === "" ? lines : [...lines, line];
}
