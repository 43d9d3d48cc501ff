import type { StatementLine } from "../../db/queries/statements.ts";

const header = ["at", "kind", "currency", "amount", "fee", "balance", "order", "title"];

/**
 * Text as a cell. A spreadsheet runs what begins like a formula, and titles are written by strangers: those go behind an
 * apostrophe, which shows them as they are (check 38).
 */
function toCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** An amount with as many decimals as its currency has; by hand, as a division would leave the whole numbers. */
export function toDecimal(amountMinor: number, currency: string): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  const figures = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  const sign = amountMinor < 0 ? "-" : "";
  return digits === 0 ? `${sign}${figures}` : `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
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
  toDecimal(amountMinor, currency),
  toDecimal(feeMinor, currency),
  toDecimal(balanceMinor, currency),
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
