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
    trailingZeroDisplay: exact ? "auto" : "stripIfInteger",
  });
  formatters.set(key, made);
  return made;
}

/** How many digits the currency has after the point: 2 for USD, 0 for JPY, 3 for KWD. */
function computeMinorDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** Minor units as a decimal string, without passing through a binary fraction: 1250 USD is "12.50". */
function toDecimalString({ amountMinor, currency }: Money): `${number}` {
  const digits = computeMinorDigits(currency);
  const sign = amountMinor < 0 ? "-" : "";
  const padded = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  const fraction = digits === 0 ? "" : `.${padded.slice(-digits)}`;
  return `${sign}${whole}${fraction}` as `${number}`;
}

/** The amount as its parts, for drawing digits one by one. A round amount has no ".00" unless `exact`. */
export function formatMoneyParts(
  money: Money,
  locale: string,
  options: { exact?: boolean } = {},
): Intl.NumberFormatPart[] {
  // formatToParts takes decimal strings as numbers are not exact; the type of the library lags behind.
  const formatter = findFormatter(money.currency, locale, options.exact ?? false);
  return formatter.formatToParts(toDecimalString(money) as unknown as number);
}

/** The amount in the reader's locale: `$1,240`, `$12.50`. Tables of money pass `exact` so that columns line up. */
export function formatMoney(money: Money, locale: string, options: { exact?: boolean } = {}): string {
  return formatMoneyParts(money, locale, options)
    .map((part) => part.value)
    .join("");
}

/**
 * Reads an amount a person typed. Accepts the locale's own separators and a currency sign; undefined when it is not
 * a positive amount the currency can hold.
 */
export function parseMoney(text: string, currency: string, locale: string): number | undefined {
  const decimal =
    new Intl.NumberFormat(locale).formatToParts(1.1).find((part) => part.type === "decimal")?.value ?? ".";
  const digits = computeMinorDigits(currency);
  const bare = text.replace(/[^\d.,]/g, "");
  const normal = (
    decimal === "," ? bare.replaceAll(".", "").replace(",", ".") : bare.replaceAll(",", "")
  ).trim();
  const match = /^(\d{1,10})(?:\.(\d*))?$/.exec(normal);
  if (!match?.[1]) return undefined;
  const fraction = match[2] ?? "";
  if (fraction.length > digits) return undefined;
  const amountMinor = Number(match[1] + fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(amountMinor) && amountMinor > 0 ? amountMinor : undefined;
}
