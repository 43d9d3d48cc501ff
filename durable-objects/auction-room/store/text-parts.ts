/** Characters of one part; three bytes each at worst, and a row holds 2 MB. */
export const PART_LENGTH = 500_000;

/** Cuts between characters, never inside a surrogate pair: half of one cannot be stored as UTF-8. */
export function splitText(text: string): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    const wished = start + PART_LENGTH;
    const end = text.slice(start, wished).isWellFormed() ? wished : wished - 1;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}
