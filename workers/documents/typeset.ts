import makeBidi from "bidi-js";
import { type Face, type Weight, findFace, getLatinFace } from "./faces.ts";

/** A stretch of a line in one font, as it is drawn from left to right. */
export interface Piece {
  readonly text: string;
  readonly face: Face;
}

interface LevelledPiece extends Piece {
  /** Of UAX 9; odd runs from right to left. */
  readonly level: number;
}

/** What stands for characters no font here has. Never a box: whoever reads it must see that something is missing. */
const missingMark = "[…]";

/** Thai's vowel am has a ring, and a tone stands above it though it is written before: fontkit draws them as they come. */
const toneBeforeAm = /([\u0e48-\u0e4b])\u0e33/gu;

const bidi = makeBidi();

/**
 * One line as pieces from left to right: each character in a font that has it, Arabic and Hebrew in their own direction.
 * The font shapes a piece; what no font has is a mark, and `isWhole` says so.
 */
export function typesetLine(
  line: string,
  weight: Weight,
  far: readonly Face[] = [],
): { readonly pieces: readonly Piece[]; readonly isWhole: boolean } {
  const text = line.normalize("NFC").replaceAll(toneBeforeAm, "\u0e4d$1\u0e32");
  const { levels } = bidi.getEmbeddingLevels(text);
  const pieces: LevelledPiece[] = [];
  let isWhole = true;
  let face: Face | undefined;
  let at = 0;
  for (const character of text) {
    const level = levels[at] ?? 0;
    at += character.length;
    // A gap is the Latin one everywhere: words keep their distance, whatever fonts they change between.
    const before = character === " " ? undefined : face;
    const found = findFace(character.codePointAt(0) ?? 0, weight, { before, far });
    if (found === undefined) isWhole = false;
    face = found ?? getLatinFace(weight);
    const shown = found === undefined ? missingMark : character;
    const last = pieces.at(-1);
    const isSame = last !== undefined && last.face === face && last.level === level;
    // A row of missing characters is one mark.
    if (isSame && found === undefined && last.text.endsWith(missingMark)) continue;
    if (isSame) pieces[pieces.length - 1] = { ...last, text: last.text + shown };
    else pieces.push({ text: shown, face, level });
  }
  return { pieces: toVisualOrder(pieces).map(toDrawn), isWhole };
}

/** Rule L2 of UAX 9: from the highest level down to the lowest odd one, every run at it or above is turned around. */
function toVisualOrder(pieces: readonly LevelledPiece[]): readonly LevelledPiece[] {
  const ordered = [...pieces];
  for (let level = Math.max(0, ...pieces.map((piece) => piece.level)); level > 0; level -= 1) {
    for (let start = 0; start < ordered.length; start += 1) {
      let end = start;
      while ((ordered[end]?.level ?? -1) >= level) end += 1;
      if (end === start) continue;
      ordered.splice(start, end - start, ...ordered.slice(start, end).toReversed());
      start = end;
    }
  }
  return ordered;
}

/** The fonts of scripts that run to the left turn their text themselves; signs of another font are turned here. */
function toDrawn({ text, face, level }: LevelledPiece): Piece {
  if (level % 2 === 0 || face.isRightToLeft || text.includes(missingMark)) return { text, face };
  const mirrored = Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character);
  return { text: mirrored.toReversed().join(""), face };
}
