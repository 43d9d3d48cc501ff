/**
 * Whose English the words in a date or the name of a country are in: pages speak English, so a German reader has
 * "Mon, 30 Nov, 19:00" (`en-DE`), in the order and on the clock of their country, and not one German word among others.
 */
export function toEnglish(locale: string): string {
  if (locale.startsWith("en")) return locale;
  const region = new Intl.Locale(locale).maximize().region ?? "US";
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  // Not every country has an English of its own; its clock it has.
  return `en-${region}-u-hc-${hourCycle ?? "h23"}`;
}
