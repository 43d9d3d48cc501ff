import { locales } from "../../../domain/locale.ts";

const names = new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" });

/** The habits one can choose, each with how it writes an amount: "German (Germany) · 1.234,56". */
export function listLocaleOptions(): readonly { readonly value: string; readonly label: string }[] {
  return locales.map((locale) => ({
    value: locale,
    label: `${names.of(locale) ?? locale} · ${new Intl.NumberFormat(locale).format(1_234.56)}`,
  }));
}
