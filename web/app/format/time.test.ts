import { describe, expect, it } from "vitest";

import { locales } from "../../../domain/locale.ts";
import { formatDate, formatDateTime } from "./time.ts";

const evening = Date.UTC(2026, 10, 30, 18, 0);

describe("a moment", () => {
  it.each([
    ["en-US", "America/New_York", "Mon, Nov 30, 1:00 PM"],
    ["en-GB", "Europe/London", "Mon 30 Nov, 18:00"],
    ["de-DE", "Europe/Berlin", "Mon, 30 Nov, 19:00"],
    ["ja-JP", "Asia/Tokyo", "Tue, Dec 1, 03:00"],
  ])("in %s at %s is %s", (locale, timeZone, text) => {
    expect(formatDateTime(evening, { locale, timeZone })).toBe(text);
  });

  it.each(locales)("in %s has English words, as the page around it", (locale) => {
    expect(formatDate(evening, { locale, timeZone: "UTC" })).toMatch(/Nov/u);
  });
});
