import { getMinorDigits, getPayableStep, toDecimalText } from "../../../domain/currency.ts";

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
  return formatter.formatToParts(toDecimalText(money.amountMinor, money.currency) as unknown as number);
}

/** The amount in the reader's locale: `$1,240`, `$12.50`. Tables of money pass `exact` so that columns line up. */
export function formatMoney(money: Money, locale: string, options: { exact?: boolean } = {}): string {
  return formatMoneyParts(money, locale, options)
    .map((part) => part.value)
    .join("");
}

/**
 * Reads an amount a person typed. Accepts the locale's own separators and a currency sign; undefined when it is not
 * a positive amount that can be paid in the currency.
 */
export function parseMoney(text: string, currency: string, locale: string): number | undefined {
  const decimal =
    new Intl.NumberFormat(locale).formatToParts(1.1).find((part) => part.type === "decimal")?.value ?? ".";
  const digits = getMinorDigits(currency);
  const bare = text.replace(/[^\d.,]/g, "");
  const normal = (
    decimal === "," ? bare.replaceAll(".", "").replace(",", ".") : bare.replaceAll(",", "")
  ).trim();
  const match = /^(\d{1,10})(?:\.(\d*))?$/.exec(normal);
  if (!match?.[1]) return undefined;
  const fraction = match[2] ?? "";
  if (fraction.length > digits) return undefined;
  const amountMinor = Number(match[1] + fraction.padEnd(digits, "0"));
  if (amountMinor % getPayableStep(currency) !== 0) return undefined;
  return Number.isSafeInteger(amountMinor) && amountMinor > 0 ? amountMinor : undefined;
}
