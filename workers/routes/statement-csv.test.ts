import { describe, expect, test } from "vitest";
import type { StatementLine } from "../../db/queries/statements.ts";
import { streamCsv } from "./statement-csv.ts";

const line: StatementLine = {
  id: "1",
  at: new Date(Date.UTC(2026, 10, 21, 18)),
  kind: "order-paid",
  currency: "USD",
  amountMinor: 9_700,
  feeMinor: 800,
  balanceMinor: 9_700,
  orderId: "order-1",
  title: "A vase",
};

async function* listPages(...pages: readonly StatementLine[][]): AsyncGenerator<readonly StatementLine[]> {
  yield* pages;
}
const write = (...pages: readonly StatementLine[][]): Promise<string> =>
  new Response(streamCsv(listPages(...pages))).text();

const header = "at,kind,currency,amount,fee,balance,order,title\r\n";
const begin = "2026-11-21T18:00:00.000Z,order-paid,USD,97.00,8.00,97.00,order-1,";

describe("a statement as CSV", () => {
  test("has a line for every movement, whatever page it came in", async () => {
    const payout: StatementLine = {
      ...line,
      kind: "payout",
      amountMinor: -9_700,
      feeMinor: 0,
      balanceMinor: 0,
      orderId: null,
      title: null,
    };
    const last = "2026-11-21T18:00:00.000Z,payout,USD,-97.00,0.00,0.00,,\r\n";
    expect(await write([line, line], [payout])).toBe(`${header}${begin}A vase\r\n${begin}A vase\r\n${last}`);
    expect(await write()).toBe(header);
  });

  test.each([
    ['=HYPERLINK("https://evil.example")', `"'=HYPERLINK(""https://evil.example"")"`],
    ["+1", `"'+1"`],
    ["-1", `"'-1"`],
    ["@SUM(A1)", `"'@SUM(A1)"`],
    ["\t=1", `"'\t=1"`],
    ["\r=1", `"'\r=1"`],
    ["\n=1", `"'\n=1"`],
    ["a,b", `"a,b"`],
    ['a "b"', `"a ""b"""`],
    ["one\r\ntwo", `"one\r\ntwo"`],
    ["Grandma's", `"Grandma's"`],
    ["a = b", "a = b"],
  ])("[SEC-38] writes the title %j as %s", async (title, cell) => {
    expect(await write([{ ...line, title }])).toBe(`${header}${begin}${cell}\r\n`);
  });

  test.each([
    [12_345, "USD", "123.45"],
    [12_345, "JPY", "12345"],
    [12_345, "KWD", "12.345"],
  ])("writes %d of %s as %s, as the currency has it", async (amountMinor, currency, text) => {
    const [, row] = (await write([{ ...line, currency, amountMinor }])).split("\r\n");
    expect(row?.split(",")[3]).toBe(text);
  });
});
