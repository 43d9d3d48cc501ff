import type { StatementLine } from "../../db/queries/statements.ts";
import { toDecimalText } from "../../domain/currency.ts";
import { toCellText } from "../../domain/spreadsheet.ts";

const header = ["at", "kind", "currency", "amount", "fee", "balance", "order", "title"];

/** Text as a cell. Titles are written by strangers, and a spreadsheet runs what begins like a formula. */
function toCell(text: string): string {
  const safe = toCellText(text);
  return /[",\r\n']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const toRow = ({
  at,
  kind,
  currency,
  amountMinor,
  feeMinor,
  balanceMinor,
  orderId,
  title,
}: StatementLine) => [
  at.toISOString(),
  kind,
  currency,
  toDecimalText(amountMinor, currency),
  toDecimalText(feeMinor, currency),
  toDecimalText(balanceMinor, currency),
  orderId ?? "",
  toCell(title ?? ""),
];

const join = (cells: readonly string[]): string => `${cells.join(",")}\r\n`;

/** A statement as CSV (RFC 4180), a page at a time: a month may be longer than what fits into memory. */
export function streamCsv(pages: AsyncIterator<readonly StatementLine[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(join(header))),
    pull: async (controller) => {
      const page = await pages.next();
      if (page.done === true) controller.close();
      else controller.enqueue(encoder.encode(page.value.map((line) => join(toRow(line))).join("")));
    },
    cancel: async () => {
      await pages.return?.();
    },
  });
}
