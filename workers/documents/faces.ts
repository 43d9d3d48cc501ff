import { must } from "../../domain/result.ts";
import { fontFiles } from "./font-files.ts";

export type Weight = 400 | 600;

/** One of the fonts documents are set in. */
export interface Face {
  readonly name: string;
  readonly weight: Weight;
  readonly isRightToLeft: boolean;
  /** Its letters change with their neighbours: what a font does to them of itself is left to it. */
  readonly isShaped: boolean;
  readonly has: (codePoint: number) => boolean;
  /** The font file. */
  readonly readBytes: () => Uint8Array<ArrayBuffer>;
}

const rightToLeft: ReadonlySet<string> = new Set(["hebrew", "arabic"]);
const shaped: ReadonlySet<string> = new Set([...rightToLeft, "devanagari", "thai"]);

const faces: readonly Face[] = fontFiles.map(({ script, weight, covers, base64 }) => {
  const ranges = covers.split(" ").map((range) => range.split("-").map((end) => Number.parseInt(end, 16)));
  return {
    name: `${script} ${weight}`,
    weight,
    isRightToLeft: rightToLeft.has(script),
    isShaped: shaped.has(script),
    has: (codePoint) => ranges.some(([from = 0, to = 0]) => from <= codePoint && codePoint <= to),
    readBytes: () => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
  };
});

/**
 * The font for a character: the one before it, if that has it too, so that a word is shaped as one; else the first that
 * has it, in the weight that was asked for where there is one. Undefined: none has it.
 */
export function findFace(
  codePoint: number,
  weight: Weight,
  { before, far }: { readonly before: Face | undefined; readonly far: readonly Face[] },
): Face | undefined {
  if (before?.has(codePoint) === true) return before;
  const having = [...faces, ...far].filter((face) => face.has(codePoint));
  return having.find((face) => face.weight === weight) ?? having[0];
}

/** Whether one of the bundled fonts has it. */
export const hasFace = (codePoint: number): boolean => faces.some((face) => face.has(codePoint));

/** For what a document itself says. */
export const getLatinFace = (weight: Weight): Face =>
  must(
    faces.find((face) => face.weight === weight),
    "Latin comes in both weights",
  );
