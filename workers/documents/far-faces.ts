import { z } from "../../contract/zod.ts";
import type { Face } from "./faces.ts";
import { hasFace } from "./faces.ts";

/** Where the fonts are that are too large for the Worker's own code. */
export interface FontSource {
  /** Undefined: there is no such file. */
  readonly read: (path: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** Fonts of Chinese, Japanese and Korean, as folders of the static assets (web/vite/document-fonts.ts). */
const scripts = ["sc", "tc", "jp", "kr"] as const;
type Script = (typeof scripts)[number];

/** The same sign is drawn otherwise in each country: the reader's own goes first. */
const scriptOfCountry: Readonly<Record<string, Script>> = {
  JP: "jp",
  KR: "kr",
  TW: "tc",
  HK: "tc",
  MO: "tc",
};

/** More than any name and title has; a document that wants more of them shows marks. */
const slicesMax = 80;

/** `{ "12": "4e00,4e8c-4e94" }`: which code points each slice of a font has. */
const sliceIndex = z.record(z.string(), z.string());

interface Slice {
  readonly name: string;
  readonly has: (codePoint: number) => boolean;
}

/**
 * The fonts for what a text has and the bundled ones have not: of each only the slices that its letters are in, some tens
 * of kilobytes. Nothing is read for a text that needs none. A letter that is in none stays without.
 */
export async function readFarFaces(
  text: string,
  { fonts, country }: { readonly fonts: FontSource; readonly country: string | null },
): Promise<readonly Face[]> {
  const codePoints = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const missing = new Set(codePoints.filter((codePoint) => codePoint > 0x1100 && !hasFace(codePoint)));
  const faces: Face[] = [];
  for (const script of orderScripts(text, country)) {
    if (missing.size === 0) break;
    const slices = await readIndex(script, fonts);
    for (const codePoint of missing) {
      if (faces.length >= slicesMax) break;
      const slice = slices.find(({ has }) => has(codePoint));
      const bytes = slice === undefined ? undefined : await fonts.read(`${script}/${slice.name}.woff`);
      if (slice === undefined || bytes === undefined) continue;
      faces.push({
        name: `${script} ${slice.name}`,
        weight: 400,
        isRightToLeft: false,
        isShaped: true,
        has: slice.has,
        readBytes: () => bytes,
      });
      for (const other of missing) if (slice.has(other)) missing.delete(other);
    }
  }
  return faces;
}

/** Kana is Japanese and Hangul Korean wherever they live; else the country says. */
function orderScripts(text: string, country: string | null): readonly Script[] {
  const first = /[\u3040-\u30ff]/u.test(text)
    ? "jp"
    : /[\u1100-\u11ff\uac00-\ud7a3]/u.test(text)
      ? "kr"
      : (scriptOfCountry[country ?? ""] ?? "sc");
  return [first, ...scripts.filter((script) => script !== first)];
}

async function readIndex(script: Script, fonts: FontSource): Promise<readonly Slice[]> {
  const bytes = await fonts.read(`${script}/index.json`);
  if (bytes === undefined) return [];
  const index = sliceIndex.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return Object.entries(index).map(([name, covers]) => {
    const ranges = covers.split(",").map((range) => {
      const [from = 0, to = from] = range.split("-").map((end) => Number.parseInt(end, 16));
      return [from, to] as const;
    });
    return {
      name,
      has: (codePoint) => ranges.some(([from, to]) => from <= codePoint && codePoint <= to),
    };
  });
}

/** The static assets beside the Worker. A file that cannot be read is an error, not a letter that is missing for good. */
export const makeAssetFonts = (assets: Pick<Fetcher, "fetch">): FontSource => ({
  read: async (path) => {
    const answer = await assets.fetch(`https://assets.internal/fonts/documents/${path}`);
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    await answer.body?.cancel();
    if (answer.status === 404) return undefined;
    throw new Error(`the font ${path} cannot be read: ${answer.status}`);
  },
});
