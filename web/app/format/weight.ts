/** From this on a weight is told in kilograms. */
const kilogram = 1_000;

/** A weight as its reader writes it: "350 g", "5.8 kg", "5,8 kg". */
export function formatWeight(grams: number, locale: string): string {
  const [value, unit] = grams < kilogram ? [grams, "gram"] : [grams / kilogram, "kilogram"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 2 }).format(value);
}
