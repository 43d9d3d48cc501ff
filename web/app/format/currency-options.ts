import { currencyCodes } from "../../../domain/currency.ts";
import { toEnglish } from "../../../domain/locale.ts";

/** The currencies one can sell in by the names the reader knows, for a choice: "EUR · Euro". */
export function listCurrencyOptions(
  locale: string,
): readonly { readonly value: string; readonly label: string }[] {
  const names = new Intl.DisplayNames(toEnglish(locale), { type: "currency" });
  return currencyCodes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}
