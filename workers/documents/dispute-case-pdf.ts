import type { DisputeCase } from "./dispute-case.ts";
import { type FontSource, readFarFaces } from "./far-faces.ts";
import type { House } from "./house.ts";
import { ink, margin, openPage } from "./page.ts";

const foot = 84;

interface Setting {
  readonly house: House;
  readonly fonts: FontSource;
  readonly madeAt: Date;
}

/** A seller's case as a PDF of one page; the same case gives the same bytes. What has no room is in its text. */
export async function drawDisputeCase(
  { title, sections }: DisputeCase,
  { house, fonts, madeAt }: Setting,
): Promise<Uint8Array<ArrayBuffer>> {
  const far = await readFarFaces(JSON.stringify([title, sections]), { fonts, country: null });
  const page = openPage({ paper: "A4", title, author: house.name, madeAt, far });
  const width = page.width - 2 * margin;
  const bottom = page.height - foot;
  page.paint([0, 0, page.width, 6], ink.accent);
  page.write("Evidence in a dispute", { x: margin, y: 40, size: 20, weight: 600 });
  let y = page.writeLines(title, { x: margin, y: 70, width, weight: 600 }) + 4;
  let isCut = false;
  for (const { heading, lines } of sections) {
    isCut ||= y > bottom;
    if (isCut) break;
    page.write(heading, { x: margin, y: (y += 8), size: 9, color: ink.muted });
    y += 15;
    for (const line of lines) {
      isCut ||= y > bottom;
      if (isCut) break;
      y = page.writeLines(line, { x: margin, y, width, size: 8.5 });
    }
  }
  const note = isCut ? " More is in the text that comes with it." : "";
  const letters = page.isWhole() ? "" : " Letters that its fonts lack stand as […].";
  page.rule(page.height - 58);
  page.writeLines(`${house.name}, ${house.origin}.${note}${letters}`, {
    x: margin,
    y: page.height - 46,
    width,
    size: 8,
    color: ink.muted,
  });
  return page.finish();
}
