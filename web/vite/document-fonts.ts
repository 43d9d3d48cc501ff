import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { create } from "fontkit";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

import { must } from "../../domain/result.ts";

const require = createRequire(import.meta.url);
const scripts = ["jp", "kr", "sc", "tc"] as const;

interface FontFile {
  /** `jp/12.woff` or `jp/index.json`. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const read = (name: string): Buffer => readFileSync(require.resolve(name));

interface Range {
  readonly from: number;
  readonly to: number;
}

/** `U+4e00,U+4e8c-4e94`, as it is published. */
const readRanges = (declared: string): readonly Range[] =>
  declared.split(",").map((range) => {
    const [from = 0, to = from] = range
      .replace("U+", "")
      .split("-")
      .map((end) => Number.parseInt(end, 16));
    return { from, to };
  });

const listCodePoints = ({ from, to }: Range): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

function findCharacters(font: Uint8Array): ReadonlySet<number> | undefined {
  try {
    return new Set(create(Buffer.from(font)).characterSet);
  } catch {
    return undefined;
  }
}

/** A slice and what it has. Two are packed in a way that fontkit, which sets documents, cannot unpack: those are packed anew. */
async function readSlice(
  name: string,
  ranges: readonly Range[],
): Promise<{ readonly font: Buffer; readonly characters: ReadonlySet<number> }> {
  const font = read(name);
  const characters = findCharacters(font);
  if (characters !== undefined) return { font, characters };
  const text = String.fromCodePoint(...ranges.flatMap(listCodePoints));
  const packed = await subsetFont(font, text, { targetFormat: "woff", variationAxes: {} });
  return { font: packed, characters: must(findCharacters(packed), `fontkit reads ${name}`) };
}

/** `4e00,4e8c-4e94`: the code points a slice is for and really has; what is published says more for some. */
const describeCoverage = (characters: ReadonlySet<number>, ranges: readonly Range[]): string =>
  ranges
    .flatMap((range) => {
      const all = listCodePoints(range);
      const isWhole = all.every((codePoint) => characters.has(codePoint));
      if (isWhole && all.length > 1) return [`${range.from.toString(16)}-${range.to.toString(16)}`];
      return all.filter((codePoint) => characters.has(codePoint)).map((codePoint) => codePoint.toString(16));
    })
    .join(",");

/**
 * The fonts documents need for Chinese, Japanese and Korean: in slices as they are published (Noto Sans, SIL Open Font
 * License 1.1), with an index of what each has.
 */
export async function listDocumentFonts(): Promise<readonly FontFile[]> {
  const files: FontFile[] = [];
  for (const script of scripts) {
    const source = `@fontsource/noto-sans-${script}`;
    const published = JSON.parse(read(`${source}/unicode.json`).toString("utf8")) as Record<string, string>;
    const index: Record<string, string> = {};
    for (const [key, declared] of Object.entries(published)) {
      // Numbered slices only: Latin and Cyrillic are in the Worker.
      const number = /^\[(\d+)\]$/u.exec(key)?.[1];
      if (number === undefined) continue;
      const ranges = readRanges(declared);
      const name = `${source}/files/noto-sans-${script}-${number}-400-normal.woff`;
      const { font, characters } = await readSlice(name, ranges);
      index[number] = describeCoverage(characters, ranges);
      files.push({ path: `${script}/${number}.woff`, bytes: Uint8Array.from(font) });
    }
    files.push({
      path: `${script}/index.json`,
      bytes: Uint8Array.from(new TextEncoder().encode(JSON.stringify(index))),
    });
  }
  return files;
}

/** Puts them beside the files for browsers; the Worker reads what a document needs (workers/documents/far-faces.ts). */
export function emitDocumentFonts(): Plugin {
  let isSsr = false;
  return {
    name: "document-fonts",
    apply: "build",
    configResolved({ build }) {
      isSsr = Boolean(build.ssr);
    },
    async generateBundle() {
      if (isSsr) return;
      for (const { path, bytes } of await listDocumentFonts())
        this.emitFile({ type: "asset", fileName: `fonts/documents/${path}`, source: bytes });
    },
  };
}
