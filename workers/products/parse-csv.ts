import Papa from "papaparse";
import { fromCellText } from "../../domain/spreadsheet.ts";

/** A row of a file, with the number a spreadsheet gives it; the header is row 1. */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface CsvProblem {
  readonly row: number;
  readonly code: string;
  readonly message: string;
}

interface Parsed {
  readonly rows: readonly CsvRow[];
  readonly problems: readonly CsvProblem[];
}

/**
 * Reads a CSV file row by row, and no row beyond `rowsMax` besides the header: what comes after is one problem. Empty rows
 * count, since a spreadsheet shows them, and are left out. Cells are as they were before a spreadsheet's apostrophe.
 */
export function parseCsv(bytes: ArrayBuffer, rowsMax: number): Parsed {
  const rows: CsvRow[] = [];
  const problems: CsvProblem[] = [];
  let row = 0;
  const text = decode(bytes);
  if (text === undefined)
    return { rows, problems: [{ row: 1, code: "not_utf8", message: "Save the file as UTF-8." }] };
  Papa.parse<string[]>(text, {
    delimiter: findDelimiter(text),
    step: ({ data, errors }, parser) => {
      row += 1;
      const [broken] = errors.filter(({ type }) => type === "Quotes");
      if (broken !== undefined) problems.push({ row, code: "quotes", message: broken.message });
      if (data.every((cell) => cell.trim() === "")) return;
      if (rows.length > rowsMax) {
        problems.push({ row, code: "too_many_rows", message: `A file has at most ${rowsMax} products.` });
        parser.abort();
        return;
      }
      rows.push({ row, cells: data.map(fromCellText) });
    },
  });
  return { rows, problems };
}

/** What the header is separated by: names of columns have none of these in them. */
function findDelimiter(text: string): string {
  const [header = ""] = text.split(/[\r\n]/u, 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Undefined for what is no UTF-8. A byte order mark is left out. */
function decode(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Cells as a line of RFC 4180. */
export const toCsvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",;\t\r\n']/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;
