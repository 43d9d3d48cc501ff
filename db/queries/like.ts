/** A pattern for `ilike` that finds what begins with the text: its own `%`, `_` and `\` stand for themselves. */
export function toBeginningPattern(text: string): string {
  return `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
