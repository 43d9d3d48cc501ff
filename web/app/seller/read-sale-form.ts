import type { AuctionInput } from "../../../contract/http/auctions.ts";
import type { z } from "../../../contract/zod.ts";
import type { auctionInput } from "../../../contract/http/auctions.ts";
import type { Result } from "../../../domain/result.ts";
import { accept, refuse } from "../../../domain/result.ts";
import { readOptionalText, readText } from "../api/form-values.ts";
import { parseMoney } from "../format/money.ts";
import type { Reader } from "../format/reader.tsx";
import { fromWallTime } from "../format/wall-time.ts";
import type { Messages } from "../messages/en.ts";

export const LOT_FORMATS = ["english", "sudden-death", "sealed", "fixed", "dutch"] as const;
export type FormFormat = (typeof LOT_FORMATS)[number];
const LOTS_MAX = 100;

type SaleInput = z.input<typeof auctionInput>;
type LotInput = NonNullable<AuctionInput["lots"]>[number];

/** What is wrong, by field: `title`, `scheduledStart`, `lots.0.startingPriceMinor`. */
export type SaleFields = Readonly<Record<string, string>>;

/** Reads the form of a new sale: amounts and times as the seller typed them, in their locale and zone. */
export function readSaleForm(
  form: FormData,
  reader: Reader,
  words: Messages["seller"]["form"],
): Result<SaleInput, SaleFields> {
  const problems: Record<string, string> = {};
  const currency = readText(form, "currency") || "USD";

  const readAmount = (name: string, path: string): number | undefined => {
    const text = readText(form, name);
    if (text === "") return undefined;
    const amountMinor = parseMoney(text, currency, reader.locale);
    if (amountMinor === undefined) problems[path] = words.amountInvalid;
    return amountMinor;
  };

  const startMs = fromWallTime(readText(form, "scheduledStart"), reader.timeZone);
  if (startMs === undefined) problems["scheduledStart"] = words.startInvalid;

  const count = Math.min(LOTS_MAX, Math.max(1, Number(readText(form, "lotCount")) || 1));
  const lots = Array.from({ length: count }, (_, index) => {
    const name = (field: string) => `lot-${index}-${field}`;
    const path = (field: string) => `lots.${index}.${field}`;
    const productId = readOptionalText(form, name("productId"));
    const title = readOptionalText(form, name("title"));
    if (!productId && !title) problems[path("title")] = words.titleMissing;
    const startingPriceMinor = readAmount(name("startingPrice"), path("startingPriceMinor"));
    if (startingPriceMinor === undefined) problems[path("startingPriceMinor")] ??= words.amountInvalid;
    const format = LOT_FORMATS.find((each) => each === readText(form, name("format"))) ?? "english";
    const seconds = Number(readText(form, name("seconds")));
    return {
      ...(productId ? { productId } : {}),
      ...(title ? { title } : {}),
      format,
      startingPriceMinor: startingPriceMinor ?? 0,
      ...(seconds > 0 ? { durationMs: Math.round(seconds * 1_000) } : {}),
      ...readFormatFields(format, index),
    } satisfies LotInput;
  });

  /** What only some formats have; a field of another format that was filled in before counts for nothing. */
  function readFormatFields(format: FormFormat, index: number): Partial<LotInput> {
    const readLotAmount = (field: string, path: string) => {
      const amountMinor = readAmount(`lot-${index}-${field}`, `lots.${index}.${path}`);
      return amountMinor === undefined ? {} : { [path]: amountMinor };
    };
    const readNumber = (field: string) => Number(readText(form, `lot-${index}-${field}`)) || undefined;
    switch (format) {
      case "english":
      case "sudden-death":
        return { ...readLotAmount("reserve", "reserveMinor"), ...readLotAmount("buyNow", "buyNowMinor") };
      case "sealed":
        return readLotAmount("reserve", "reserveMinor");
      case "fixed":
        return { quantity: readNumber("quantity") ?? 1 };
      case "dutch": {
        const everySeconds = readNumber("everySeconds");
        return {
          ...readLotAmount("floor", "floorMinor"),
          ...readLotAmount("step", "stepMinor"),
          ...(everySeconds ? { stepEveryMs: Math.round(everySeconds * 1_000) } : {}),
        };
      }
    }
  }

  if (Object.keys(problems).length > 0) return refuse(problems);
  return accept({
    title: readText(form, "title"),
    description: readText(form, "description"),
    scheduledStart: new Date(startMs ?? 0).toISOString(),
    currency,
    pacing: readText(form, "pacing") === "timed" ? "timed" : "live",
    visibility: readText(form, "visibility") === "private" ? "private" : "public",
    lots,
  });
}
