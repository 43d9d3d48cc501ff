import { describe, expect, test } from "vitest";
import { fromCellText, toCellText } from "./spreadsheet.ts";

describe("[SEC-38] a cell", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ["+49 30", "'+49 30"],
    ["-5", "'-5"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", "'\r=1"],
    ["\n=1", "'\n=1"],
    ["＝1", "'＝1"],
    ["'=1", "''=1"],
    ["''=1", "'''=1"],
    ["'quoted'", "'quoted'"],
    ["plain = 1", "plain = 1"],
    ["", ""],
  ])("of %j is %j, and reads back as it was", (text, cell) => {
    expect(toCellText(text)).toBe(cell);
    expect(fromCellText(cell)).toBe(text);
    expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
  });

  test("that a person typed without an apostrophe is what it says", () => {
    expect(fromCellText("=1+1")).toBe("=1+1");
    expect(fromCellText("'til dawn")).toBe("'til dawn");
  });
});
