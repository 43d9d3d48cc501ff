/** What a spreadsheet takes for a formula, in either width; behind apostrophes it is the text it was. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/u;

/**
 * Text as a cell that no spreadsheet runs (check 38): what begins like a formula goes behind an apostrophe. Text that
 * stands behind some already gets one more, so that {@link fromCellText} gives back exactly what went in.
 */
export const toCellText = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text of a cell, as {@link toCellText} was given it. */
export const fromCellText = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
