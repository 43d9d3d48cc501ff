import { toEnglish } from "../../../domain/locale.ts";
// ISO 3166-1 alpha-2 codes we ship to; names come from the reader's own language.
const CODES =
  "AR AT AU BE BG BR CA CH CL CO CY CZ DE DK EE ES FI FR GB GR HK HR HU IE IL IN IS IT JP KR LT LU LV MT MX MY NL NO NZ PH PL PT RO RS SE SG SI SK TH TR TW UA US UY ZA";

/** The countries of the address form, by name. */
export function listCountries(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(toEnglish(locale), { type: "region" });
  return CODES.split(" ")
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale));
}

/** The country a locale names, to begin with: `en-GB` is at home in GB. */
export function findCountry(locale: string): string {
  const region = new Intl.Locale(locale).maximize().region ?? "US";
  return CODES.split(" ").includes(region) ? region : "US";
}
