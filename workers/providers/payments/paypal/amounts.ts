import { convertFromDigits, convertToDigits } from "../provider-amount.ts";

/** https://developer.paypal.com/reference/currency-codes/: those PayPal takes no decimals in. */
const whole = new Set(["HUF", "JPY", "TWD"]);
const getDigits = (currency: string): number => (whole.has(currency) ? 0 : 2);

/** `12.34`, as PayPal writes amounts; undefined where PayPal has no such amount. */
export function toPaypalValue(amountMinor: number, currency: string): string | undefined {
  const digits = getDigits(currency);
  const amount = convertToDigits(amountMinor, currency, digits);
  if (amount === undefined) return undefined;
  const text = String(amount).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** PayPal's amounts in our minor units. */
export function fromPaypalAmount(money: { readonly currency_code: string; readonly value: string }): number {
  const digits = getDigits(money.currency_code);
  const [major = "0", minor = ""] = money.value.split(".");
  const amount = Number(`${major}${minor.padEnd(digits, "0").slice(0, digits)}`);
  return convertFromDigits(amount, money.currency_code, digits);
}
