/** A pattern for `ilike` that finds the text itself anywhere: its own `%`, `_` and `\` stand for themselves. */
export function toContainsPattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
