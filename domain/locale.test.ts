import { describe, expect, test } from "vitest";
import { locales, negotiateLocale } from "./locale.ts";

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
});
