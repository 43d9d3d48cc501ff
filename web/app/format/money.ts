import { fromDecimalText, getMinorDigits, getPayableStep, toDecimalText } from "../../../domain/currency.ts";
import { AMOUNT_MAX_MINOR } from "../../../domain/money.ts";

/** An amount in minor units with its ISO 4217 code. */
export type Money = { readonly amountMinor: number; readonly currency: string };

const formatters = new Map<string, Intl.NumberFormat>();

function findFormatter(currency: string, locale: string, exact: boolean): Intl.NumberFormat {
  const key = `${locale} ${currency} ${exact}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    // As many as the standard's minor unit has, which an amount is counted in; `Intl` knows fewer for some currencies.
    minimumFractionDigits: getMinorDigits(currency),
    maximumFractionDigits: getMinorDigits(currency),
    trailingZeroDisplay: exact ? "auto" : "stripIfInteger",
  });
  formatters.set(key, made);
  return made;
}

/** The amount as its parts, for drawing digits one by one. A round amount has no ".00" unless `exact`. */
export function formatMoneyParts(
  money: Money,
  locale: string,
  options: { exact?: boolean } = {},
): Intl.NumberFormatPart[] {
  // formatToParts takes decimal strings as numbers are not exact; the type of the library lags behind.
  const formatter = findFormatter(money.currency, locale, options.exact ?? false);
  const parts = formatter.formatToParts(
    toDecimalText(money.amountMinor, money.currency) as unknown as number,
  );
  // Japanese writes the yen's sign as wide as its letters; among ours, and in our fonts, it is the narrow one.
  return parts.map((part) => (part.value === "￥" ? { ...part, value: "¥" } : part));
}

/** The amount in the reader's locale: `$1,240`, `$12.50`. Tables of money pass `exact` so that columns line up. */
export function formatMoney(money: Money, locale: string, options: { exact?: boolean } = {}): string {
  return formatMoneyParts(money, locale, options)
    .map((part) => part.value)
    .join("");
}

/** The signs a locale writes in an amount, which are not those of its plain numbers everywhere (Austria, Switzerland). */
function findSeparators(
  currency: string,
  locale: string,
): { readonly group: string; readonly decimal: string } {
  const shape = { style: "currency", currency, minimumFractionDigits: 1, useGrouping: "always" } as const;
  const parts = new Intl.NumberFormat(locale, shape).formatToParts(12_345_678.5);
  const find = (type: string, fallback: string) =>
    parts.find((part) => part.type === type)?.value ?? fallback;
  return { group: find("group", ","), decimal: find("decimal", ".") };
}

/** An amount as one would type it, for a field that {@link parseMoney} reads: `1234.50`, `1234,50`. */
export const toTypedAmount = ({ amountMinor, currency }: Money, locale: string): string =>
  toDecimalText(amountMinor, currency).replace(".", findSeparators(currency, locale).decimal);

/** Reads an amount a person typed, as {@link parseAmount} does; undefined also for one that cannot be paid in the currency. */
export function parseMoney(text: string, currency: string, locale: string): number | undefined {
  const amountMinor = parseAmount(text, currency, locale);
  return amountMinor !== undefined && amountMinor % getPayableStep(currency) === 0 ? amountMinor : undefined;
}

/**
 * Reads an amount a person typed. Accepts the locale's own separators and a currency sign; undefined when it is not
 * a positive amount of the currency. A separator out of its place is no amount: "1.5" of a reader who writes 1,5 must not
 * become 15.
 */
export function parseAmount(text: string, currency: string, locale: string): number | undefined {
  const { group, decimal } = findSeparators(currency, locale);
  // A sign or code stands before or after the number; every space and apostrophe within it parts thousands.
  const bare = text.replace(/^[^\d]+|[^\d]+$/gu, "").replaceAll(/[\s'’]/gu, "");
  const [whole = "", fraction = "", ...more] = bare.split(decimal);
  const isGrouped = group !== decimal && /^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/u.test(whole);
  const digits = isGrouped ? whole.replaceAll(group, "") : whole;
  if (more.length > 0 || !/^\d{1,16}$/u.test(digits)) return undefined;
  const amountMinor = fromDecimalText(fraction === "" ? digits : `${digits}.${fraction}`, currency);
  if (amountMinor === undefined || amountMinor > AMOUNT_MAX_MINOR) return undefined;
  return amountMinor > 0 ? amountMinor : undefined;
}
