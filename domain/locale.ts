/**
 * Whose habits numbers, amounts and dates are written by: BCP 47. A bounded list, so that what a browser says of itself can neither
 * make a formatter of its own nor an account a language nobody knows. All count in the digits 0 to 9, which amounts are read
 * back from. The first of a language is meant where only the language is named.
 */
export const locales = [
  "en-US",
  "en-AU",
  "en-CA",
  "en-GB",
  "en-IE",
  "en-IN",
  "en-NZ",
  "en-SG",
  "en-ZA",
  "cs-CZ",
  "da-DK",
  "de-DE",
  "de-AT",
  "de-CH",
  "es-ES",
  "es-AR",
  "es-CL",
  "es-CO",
  "es-MX",
  "fi-FI",
  "fr-FR",
  "fr-BE",
  "fr-CA",
  "fr-CH",
  "he-IL",
  "hi-IN",
  "hu-HU",
  "id-ID",
  "it-IT",
  "it-CH",
  "ja-JP",
  "ko-KR",
  "ms-MY",
  "nb-NO",
  "nl-NL",
  "nl-BE",
  "pl-PL",
  "pt-BR",
  "pt-PT",
  "ro-RO",
  "sv-SE",
  "th-TH",
  "tr-TR",
  "uk-UA",
  "vi-VN",
  "zh-CN",
  "zh-HK",
  "zh-TW",
] as const;

export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = "en-US";

/** Headers come from outside; nobody speaks more than this. */
const rangesMax = 20;

/**
 * The best of ours for an `Accept-Language` header (RFC 9110, lookup of RFC 4647): the most wanted range that is one of
 * ours, by its region or else by its language.
 */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const ranges = (acceptLanguage ?? "").split(",", rangesMax).flatMap((part) => {
    const match =
      /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/iu.exec(part);
    if (match === null) return [];
    const quality = Number(match[2] ?? 1);
    return quality > 0 ? [{ tag: (match[1] ?? "").toLowerCase(), quality }] : [];
  });
  for (const { tag } of ranges.toSorted((one, next) => next.quality - one.quality)) {
    const found = findLocale(tag);
    if (found !== undefined) return found;
  }
  return defaultLocale;
}

function findLocale(tag: string): Locale | undefined {
  const [language, ...subtags] = tag.split("-");
  const isOfRegion = (locale: Locale): boolean => {
    const [ours, region = ""] = locale.toLowerCase().split("-");
    return ours === language && subtags.includes(region);
  };
  return locales.find(isOfRegion) ?? locales.find((locale) => locale.split("-")[0] === language);
}

/** What somebody's account says; else the first of ours from the country they have an address in; else the default. */
export const chooseLocale = (of: {
  readonly locale: Locale | null;
  readonly country: string | null;
}): Locale => of.locale ?? locales.find((locale) => locale.endsWith(`-${of.country}`)) ?? defaultLocale;

/**
 * Whose English the words in a date or the name of a country are in: pages, mails and documents speak English, so a German
 * reader has "Mon, 30 Nov, 19:00" (`en-DE`), in the order and on the clock of their country, and not one German word among
 * others.
 */
export function toEnglish(locale: string): string {
  if (locale.startsWith("en")) return locale;
  const region = new Intl.Locale(locale).maximize().region ?? "US";
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  // Not every country has an English of its own; its clock it has.
  return `en-${region}-u-hc-${hourCycle ?? "h23"}`;
}
