import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { currencyCodes, getPayableStep } from "../../../domain/currency.ts";
import { locales } from "../../../domain/locale.ts";
import { AMOUNT_MAX_MINOR } from "../../../domain/money.ts";
import { formatMoney, parseAmount, parseMoney, toTypedAmount } from "./money.ts";

describe("formatMoney", () => {
  it.each([
    [{ amountMinor: 4200, currency: "USD" }, "en-US", {}, "$42"],
    [{ amountMinor: 4250, currency: "USD" }, "en-US", {}, "$42.50"],
    [{ amountMinor: 4200, currency: "USD" }, "en-US", { exact: true }, "$42.00"],
    [{ amountMinor: 5, currency: "USD" }, "en-US", {}, "$0.05"],
    [{ amountMinor: -1250, currency: "USD" }, "en-US", {}, "-$12.50"],
    [{ amountMinor: 123_456_789, currency: "USD" }, "en-US", {}, "$1,234,567.89"],
    [{ amountMinor: 4200, currency: "JPY" }, "ja-JP", {}, "¥4,200"],
    [{ amountMinor: 1_250, currency: "KWD" }, "en-US", { exact: true }, "KWD\u00a01.250"],
    [{ amountMinor: 4200, currency: "EUR" }, "de-DE", {}, "42\u00a0€"],
    [{ amountMinor: 1_000_000_000_001, currency: "USD" }, "en-US", {}, "$10,000,000,000.01"],
  ])("writes %o in %s with %o as %s", (money, locale, options, expected) => {
    expect(formatMoney(money, locale, options)).toBe(expected);
  });
});

describe("parseMoney", () => {
  it.each([
    ["120", "USD", "en-US", 12_000],
    ["$1,200.50", "USD", "en-US", 120_050],
    ["0.5", "USD", "en-US", 50],
    ["1.200,50 €", "EUR", "de-DE", 120_050],
    ["4200", "JPY", "ja-JP", 4200],
    ["42.5", "JPY", "en-US", undefined],
    ["1.234", "USD", "en-US", undefined],
    ["1.25", "KWD", "en-US", 1_250],
    ["1.255", "KWD", "en-US", undefined],
    ["1.5", "EUR", "de-DE", undefined],
    ["1,5", "USD", "en-US", undefined],
    ["1.500", "EUR", "de-DE", 150_000],
    ["1,00,000", "INR", "en-IN", 10_000_000],
    ["10,00", "USD", "en-US", undefined],
    ["1 234,5 zł", "PLN", "pl-PL", 123_450],
    ["CHF 1’250.50", "CHF", "de-CH", 125_050],
    ["¥12,000", "JPY", "ja-JP", 12_000],
    ["0", "USD", "en-US", undefined],
    ["", "USD", "en-US", undefined],
    ["abc", "USD", "en-US", undefined],
    ["1.2.3", "USD", "en-US", undefined],
    ["99999999999", "USD", "en-US", undefined],
  ])("reads %j in %s for %s as %s", (text, currency, locale, expected) => {
    expect(parseMoney(text, currency, locale)).toBe(expected);
  });

  it("reads what cannot be paid only where that is told apart from what is no amount", () => {
    expect(parseMoney("1.255", "KWD", "en-US")).toBeUndefined();
    expect(parseAmount("1.255", "KWD", "en-US")).toBe(1_255);
    expect(parseAmount("1.2555", "KWD", "en-US")).toBeUndefined();
  });

  it.each(locales)("reads in %s what was written there, in every currency", (locale) => {
    const amounts = fc.integer({ min: 1, max: AMOUNT_MAX_MINOR / 10 });
    fc.assert(
      fc.property(fc.constantFrom(...currencyCodes), amounts, fc.boolean(), (currency, units, exact) => {
        const amountMinor = units * getPayableStep(currency);
        const text = formatMoney({ amountMinor, currency }, locale, { exact });
        expect(parseMoney(text, currency, locale)).toBe(amountMinor);
        const typed = toTypedAmount({ amountMinor, currency }, locale);
        expect(parseMoney(typed, currency, locale)).toBe(amountMinor);
      }),
    );
  });
});
