import { makeMoneyFormat } from "../format-money.ts";

/** Amounts, days and names as a document's reader has them. */
export interface DocumentWords {
  readonly money: (amountMinor: number) => string;
  readonly percent: (bps: number) => string;
  readonly day: (at: Date) => string;
  readonly country: (code: string) => string;
}

/** In English, with the numbers and dates of the reader's country; days are those of UTC, like an invoice's year. */
export function makeWords(country: string | null, currency: string): DocumentWords {
  const locale = country === null ? "en" : `en-${country}`;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const names = new Intl.DisplayNames("en", { type: "region" });
  return {
    money: makeMoneyFormat(locale, currency),
    percent: (bps) => percent.format(bps / 10_000),
    day: (at) => day.format(at),
    country: (code) => names.of(code) ?? code,
  };
}
