/**
 * Makes the font data documents are set in from the published packages (Noto Sans, SIL Open Font License 1.1):
 * `node web/fonts/documents.ts`. As text in a module, like a table: a Worker has no files, and a PDF must come out the
 * same wherever it is made. Only what names and addresses are written with; each document embeds what it uses of it.
 */
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { create } from "fontkit";
import subsetFont from "subset-font";

const require = createRequire(import.meta.url);

const span = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join("");

const LATIN = span(0x20, 0x7e) + span(0xa0, 0xff) + "ıŒœ–—‘’‚“”„†‡•…‰‹›−×·™\u2009\u202f€";
const LATIN_EXTENDED = span(0x100, 0x24f) + span(0x1e00, 0x1eff) + span(0x20a0, 0x20c0);
const VIETNAMESE = span(0x1ea0, 0x1ef9) + "₫ĂăĐđĨĩŨũƠơƯư";

const noto = (file: string, script = ""): string =>
  `@fontsource/noto-sans${script}/files/noto-sans${script}-${file}-normal.woff`;

/** In the order in which a character looks for its font. Null: everything the file has. */
const FACES = [
  { name: "latin", weights: [400, 600], characters: LATIN },
  { name: "latin-ext", weights: [400, 600], characters: LATIN_EXTENDED },
  { name: "vietnamese", weights: [400, 600], characters: VIETNAMESE },
  { name: "greek", weights: [400, 600], characters: null },
  { name: "cyrillic", weights: [400, 600], characters: null },
  { name: "hebrew", script: "-hebrew", weights: [400], characters: null },
  { name: "arabic", script: "-arabic", weights: [400], characters: null },
  { name: "devanagari", script: "-devanagari", weights: [400], characters: null },
  { name: "thai", script: "-thai", weights: [400], characters: null },
];

/** `20-7e a0-ff`: the code points a font has, in hexadecimal. */
function describeCoverage(font: Buffer): string {
  const ranges: [number, number][] = [];
  for (const codePoint of create(font).characterSet.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last?.[1] === codePoint - 1) last[1] = codePoint;
    else ranges.push([codePoint, codePoint]);
  }
  return ranges.map((range) => range.map((end) => end.toString(16)).join("-")).join(" ");
}

const lines: string[] = [];
for (const { name, script, weights, characters } of FACES) {
  for (const weight of weights) {
    const whole = await readFile(require.resolve(noto(`${name}-${weight}`, script)));
    const font =
      characters === null
        ? whole
        : await subsetFont(whole, characters, { targetFormat: "woff", variationAxes: {} });
    const covers = describeCoverage(font);
    lines.push(
      `  {\n    script: "${name}",\n    weight: ${weight},\n    covers: "${covers}",\n    base64: "${font.toString("base64")}",\n  },`,
    );
    console.log(`${name} ${weight}: ${whole.length} → ${font.length} bytes`);
  }
}
const text = `/**
 * Noto Sans as WOFF, made by web/fonts/documents.ts; SIL Open Font License 1.1, Copyright The Noto Project Authors.
 * In the order in which a character looks for its font; \`covers\` are the ranges of code points it has.
 */
export const fontFiles = [
${lines.join("\n")}
] as const;
`;
await writeFile(new URL("../../workers/documents/font-files.ts", import.meta.url), text);
