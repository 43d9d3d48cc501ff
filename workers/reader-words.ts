import { toEnglish, type Locale } from "../domain/locale.ts";
import { makeMoneyFormat, toPlainText } from "./format-money.ts";

/** Amounts, moments and names as the reader of a document or a mail has them. */
export interface ReaderWords {
  readonly money: (amountMinor: number) => string;
  readonly percent: (bps: number) => string;
  readonly day: (at: Date) => string;
  readonly moment: (at: Date) => string;
  readonly country: (code: string) => string;
}

/**
 * Words are English; numbers, amounts and the order of dates are the reader's. Nothing here knows where its reader is, so days
 * are those of UTC, like an invoice's year, and a moment says that it is.
 */
export function makeWords(locale: Locale, currency: string): ReaderWords {
  const english = toEnglish(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const day = new Intl.DateTimeFormat(english, { dateStyle: "long", timeZone: "UTC" });
  const clock = new Intl.DateTimeFormat(english, { timeStyle: "short", timeZone: "UTC" });
  const names = new Intl.DisplayNames("en", { type: "region" });
  return {
    money: makeMoneyFormat(locale, currency),
    percent: (bps) => toPlainText(percent.format(bps / 10_000)),
    day: (at) => day.format(at),
    moment: (at) => `${day.format(at)}, ${toPlainText(clock.format(at))} UTC`,
    country: (code) => names.of(code) ?? code,
  };
}
