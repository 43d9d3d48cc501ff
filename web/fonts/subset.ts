/**
 * Makes the two font files the site ships from the published packages: `node web/fonts/subset.ts`.
 *
 * The display face has an optical-size axis that doubles its weight on the wire. Prices and titles are always
 * large, so the axis is pinned at one size and only the weight stays variable.
 */
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

import subsetFont from "subset-font";

const require = createRequire(import.meta.url);

function characters(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join("");
}

const LATIN = characters(0x20, 0x7e) + characters(0xa0, 0xff);
const PUNCTUATION = "–—‘’“”•…‹›−×·ŒœŠšŸŽžı\u2009\u202f";
const CURRENCY = "€£¥₿₹₩₫₺₽";

const FACES = [
  {
    source: "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2",
    target: "bricolage-grotesque.woff2",
    variationAxes: { opsz: 40, wght: { min: 400, max: 800 } },
  },
  {
    source: "@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
    target: "instrument-sans.woff2",
    variationAxes: { wght: { min: 400, max: 700 } },
  },
];

for (const face of FACES) {
  const font = await readFile(require.resolve(face.source));
  const subset = await subsetFont(font, LATIN + PUNCTUATION + CURRENCY, {
    targetFormat: "woff2",
    variationAxes: face.variationAxes,
  });
  await writeFile(new URL(`../app/fonts/${face.target}`, import.meta.url), subset);
  console.log(`${face.target}: ${font.length} → ${subset.length} bytes`);
}
