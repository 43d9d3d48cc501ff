import { expect, test } from "vitest";
import { formatCreditNoteNumber, formatInvoiceNumber, getInvoiceYear } from "./invoice-number.ts";

test.each([
  [2026, 1, "BLZ-2026-000001"],
  [2026, 999_999, "BLZ-2026-999999"],
  [2027, 1_000_000, "BLZ-2027-1000000"],
])("the invoice of %i with count %i is %s", (year, count, number) => {
  expect(formatInvoiceNumber(year, count)).toBe(number);
});

test.each([0, -1, 1.5, Number.NaN])("%s counts no invoice", (count) => {
  expect(() => formatInvoiceNumber(2026, count)).toThrow("counted from 1");
});

test("the year of an invoice turns at midnight UTC", () => {
  expect(getInvoiceYear(new Date("2026-12-31T23:59:59.999Z"))).toBe(2026);
  expect(getInvoiceYear(new Date("2027-01-01T00:00:00.000Z"))).toBe(2027);
});

test("a credit note is named for its invoice", () => {
  expect(formatCreditNoteNumber("BLZ-2026-000001", 2)).toBe("BLZ-2026-000001-C2");
});
