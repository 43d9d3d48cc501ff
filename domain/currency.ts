/** Digits after the point by ISO 4217, of the currencies that have not two. */
const otherDigits: ReadonlyMap<string, number> = new Map([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
    .split(" ")
    .map((code) => [code, 0] as const),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3] as const),
]);

/**
 * The currencies one can sell in: those the house has shipping rates for. The number is the magnitude of the minor unit:
 * a US cent is worth about 10^magnitude of them. A rough worth that no exchange rate of a decade changes, and all that
 * prices are never computed from: it only says how large a step, a floor and a least payout are.
 */
const magnitudes = {
  AED: 1,
  AUD: 0,
  BHD: 1,
  BRL: 1,
  CAD: 0,
  CHF: 0,
  CLP: 1,
  CNY: 1,
  COP: 4,
  CZK: 1,
  DKK: 1,
  EGP: 2,
  EUR: 0,
  GBP: 0,
  HKD: 1,
  HUF: 3,
  IDR: 4,
  ILS: 1,
  INR: 2,
  ISK: 0,
  JOD: 1,
  JPY: 0,
  KES: 2,
  KRW: 1,
  KWD: 1,
  MAD: 1,
  MXN: 1,
  MYR: 1,
  NGN: 3,
  NOK: 1,
  NZD: 0,
  OMR: 1,
  PEN: 1,
  PHP: 2,
  PLN: 1,
  QAR: 1,
  RON: 1,
  SAR: 1,
  SEK: 1,
  SGD: 0,
  THB: 2,
  TND: 1,
  TRY: 2,
  TWD: 2,
  UAH: 2,
  UGX: 2,
  USD: 0,
  VND: 2,
  ZAR: 1,
} as const satisfies Readonly<Record<string, number>>;

/** A currency one can sell in, by ISO 4217. */
export type CurrencyCode = keyof typeof magnitudes;

/** In the order of the alphabet. */
export const currencyCodes = Object.keys(magnitudes) as readonly CurrencyCode[];

export const isCurrencyCode = (code: string): code is CurrencyCode => Object.hasOwn(magnitudes, code);

/** A US cent is worth about 10^this many minor units. Of a currency nobody can sell in (any more): 0. */
export const getMagnitude = (currency: string): number =>
  isCurrencyCode(currency) ? magnitudes[currency] : 0;

/**
 * How many minor units make a unit, as a power of ten: 2 for USD, 0 for JPY, 3 for KWD. From the standard and not from
 * `Intl`, which says what people write: that is another number for some currencies, and changes.
 */
export const getMinorDigits = (currency: string): number => otherDigits.get(currency) ?? 2;

/**
 * What every amount that is charged has to be a multiple of, in minor units (rule P1). Card networks take thousandths
 * only with a last digit of 0: https://docs.stripe.com/currencies#three-decimal.
 */
export const getPayableStep = (currency: string): number => (getMinorDigits(currency) === 3 ? 10 : 1);

/** The least a lot may start at (rule P1): about a US cent. */
export const getPriceFloor = (currency: string): number => 10 ** getMagnitude(currency);

/** Minor units as a decimal text, without passing through a binary fraction: 1250 USD is "12.50". */
export function toDecimalText(amountMinor: number, currency: string): string {
  const digits = getMinorDigits(currency);
  const sign = amountMinor < 0 ? "-" : "";
  const padded = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(-digits)}`;
}

/** Reads what {@link toDecimalText} writes; undefined for anything else, and for what the currency cannot hold. */
export function fromDecimalText(text: string, currency: string): number | undefined {
  const [, sign = "", whole, fraction = ""] = /^(-?)(\d{1,16})(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = getMinorDigits(currency);
  if (whole === undefined || fraction.length > digits) return undefined;
  const amountMinor = Number(whole + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(amountMinor)) return undefined;
  return sign === "-" && amountMinor !== 0 ? -amountMinor : amountMinor;
}
