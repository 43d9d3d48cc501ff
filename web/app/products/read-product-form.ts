import type { ProductInput } from "../../../contract/http/products.ts";
import { readOptionalText, readText } from "../api/form-values.ts";
import { parseMoney } from "../format/money.ts";
import type { Messages } from "../messages/en.ts";

type Read = {
  /** As far as the form goes; the interface says whether it is right. */
  readonly body: Omit<ProductInput, "images" | "videoId">;
  /** What cannot even be asked: amounts and lines nobody can read. */
  readonly fields: Readonly<Record<string, string>>;
};

/** The form of a product as the interface takes it. */
export function readProductForm(form: FormData, locale: string, words: Messages["catalogue"]["form"]): Read {
  const fields: Record<string, string> = {};
  const currency = readText(form, "currency");
  const readPrice = (name: string): number | null => {
    const text = readText(form, name);
    if (text === "") return null;
    const minor = parseMoney(text, currency, locale);
    if (minor === undefined) fields[name] = words.notAnAmount;
    return minor ?? null;
  };
  const startingPriceMinor = readPrice("startingPriceMinor");
  if (startingPriceMinor === null) fields["startingPriceMinor"] = words.notAnAmount;
  const specifications = readDetails(readText(form, "specifications"));
  if (specifications === undefined) fields["specifications"] = words.notADetail;
  const number = (name: string) => {
    const text = readText(form, name);
    return /^\d{1,9}$/u.test(text) ? Number(text) : null;
  };
  return {
    fields,
    body: {
      sku: readOptionalText(form, "sku") ?? null,
      title: readText(form, "title"),
      description: readText(form, "description"),
      categoryId: readText(form, "categoryId"),
      // Choices of the form; anything else is the interface's to refuse.
      condition: readText(form, "condition") as ProductInput["condition"],
      status: readText(form, "status") as ProductInput["status"],
      currency: currency as ProductInput["currency"],
      startingPriceMinor: startingPriceMinor ?? 0,
      reservePriceMinor: readPrice("reservePriceMinor"),
      buyNowPriceMinor: readPrice("buyNowPriceMinor"),
      specifications: specifications ?? {},
      shippingInfo: {
        weightGrams: number("weightGrams"),
        dimensionsMm: null,
        shipsFrom: readOptionalText(form, "shipsFrom") ?? null,
        handlingDays: number("handlingDays"),
        international: readText(form, "international") === "yes",
      },
    },
  };
}

/** "Case: 41 mm" on each line; undefined when one of them is not like that. */
export function readDetails(text: string): Record<string, string> | undefined {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== "");
  const pairs = lines.map((line) => /^\s*([^:]{1,60}?)\s*:\s*(.+?)\s*$/u.exec(line)?.slice(1, 3));
  if (pairs.some((pair) => pair === undefined)) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair?.[0] ?? "", pair?.[1] ?? ""]));
}

export const writeDetails = (details: Readonly<Record<string, string>>): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
