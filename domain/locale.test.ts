import { describe, expect, test } from "vitest";
import { chooseLocale, locales, negotiateLocale, toEnglish } from "./locale.ts";

describe("the locale of a reader", () => {
  test.each([
    [null, "en-US"],
    ["", "en-US"],
    ["de", "de-DE"],
    ["de-at", "de-AT"],
    ["de-LI, de;q=0.9", "de-DE"],
    ["fr;q=0.5, ja;q=0.9, en;q=0.1", "ja-JP"],
    ["tlh, sv;q=0.2", "sv-SE"],
    ["de;q=0, nl", "nl-NL"],
    ["zh-Hant-TW", "zh-TW"],
    ["en-GB,en;q=0.9", "en-GB"],
    ["*", "en-US"],
    ["de_DE", "en-US"],
    ["de;q=2", "en-US"],
    [`${"xx,".repeat(20)}de`, "en-US"],
    ["\u0000, <script>", "en-US"],
  ])("of %j is %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  test.each(locales)("%s finds itself, is known here, and counts in 0 to 9", (locale) => {
    expect(negotiateLocale(locale)).toBe(locale);
    expect(Intl.NumberFormat.supportedLocalesOf(locale)).toEqual([locale]);
    expect(new Intl.NumberFormat(locale).resolvedOptions().numberingSystem).toBe("latn");
  });

  test.each([
    ["fr-CH", "DE", "fr-CH"],
    [null, "DE", "de-DE"],
    // The first of ours, where a country has several.
    [null, "CH", "de-CH"],
    [null, "KE", "en-US"],
    [null, null, "en-US"],
  ] as const)("who says %s and lives in %s is written to in %s", (locale, country, chosen) => {
    expect(chooseLocale({ locale, country })).toBe(chosen);
  });

  test.each([
    ["de-DE", "28 November 2026"],
    ["en-US", "November 28, 2026"],
    ["en-IN", "28 November 2026"],
  ])("a date of %s is in English words, in the order of its country", (locale, text) => {
    const format = new Intl.DateTimeFormat(toEnglish(locale), { dateStyle: "long", timeZone: "UTC" });
    expect(format.format(Date.UTC(2026, 10, 28))).toBe(text);
  });
});
