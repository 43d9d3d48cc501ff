import type { LotInput } from "../../contract/http/lots.ts";
import type { Product } from "../../contract/http/products.ts";
import { must } from "../../domain/result.ts";
import { demoProducts } from "./catalogue.ts";

export type ProductsByTitle = ReadonlyMap<string, Product>;

/** What a lot of the demo sells and how; the picture names the product. */
export interface DemoLot {
  readonly picture: string;
  readonly timing?: Pick<LotInput, "durationMs" | "windowMs" | "extensionMs" | "extensionsMax">;
}

/** A lot out of a demo product, with its reserve and buy-now price. */
export function toLotInput(products: ProductsByTitle, { picture, timing = {} }: DemoLot): LotInput {
  const demo = must(
    demoProducts.find((product) => product.picture === picture),
    `a demo product shows ${picture}`,
  );
  const product = must(products.get(demo.title), "the catalogue was loaded");
  return {
    productId: product.id,
    format: "english",
    startingPriceMinor: demo.startMinor,
    ...(demo.reserveMinor === undefined ? {} : { reserveMinor: demo.reserveMinor }),
    ...(demo.buyNowMinor === undefined ? {} : { buyNowMinor: demo.buyNowMinor }),
    ...timing,
  };
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export interface UpcomingSale {
  readonly title: string;
  readonly description: string;
  readonly inMs: number;
  readonly pacing: "live" | "timed";
  readonly pictures: readonly string[];
}

export const upcomingSales: readonly UpcomingSale[] = [
  {
    title: "Time well kept: five watches",
    description:
      "A diver, a chronograph, a dress watch, a field watch and one that beeps. All checked on the timegrapher in front of you.",
    inMs: 3 * hourMs,
    pacing: "live",
    pictures: ["field-watch", "digital-watch", "diver", "dress-watch", "chronograph"],
  },
  {
    title: "Kiln opening: new ceramics",
    description: "Straight from the wood kiln. All lots open together and close one after the other.",
    inMs: 26 * hourMs,
    pacing: "timed",
    pictures: ["teapot", "sunset-vase", "tea-bowl", "celadon-bottle", "moon-jar"],
  },
  {
    title: "Silver and light: film cameras",
    description: "Four cameras that work, with the test rolls to show for it.",
    inMs: 50 * hourMs,
    pacing: "live",
    pictures: ["instant-camera", "reflex", "twin-lens", "rangefinder"],
  },
];

/** As short as a lot may be: these were played while the demo was loaded. */
const brisk = { durationMs: 5_000, windowMs: 1_500, extensionMs: 1_500, extensionsMax: 4 };

export interface PastSale {
  readonly title: string;
  readonly description: string;
  readonly pacing: "live" | "timed";
  readonly staggerMs: number;
  readonly lots: readonly DemoLot[];
}

export const pastSales: readonly PastSale[] = [
  {
    title: "Wax night: records and tapes",
    description: "A short sale of things that turn. Everything went.",
    pacing: "live",
    staggerMs: 2_000,
    lots: ["cassette", "sunset-record", "jazz-record"].map((picture) => ({ picture, timing: brisk })),
  },
  {
    title: "Box fresh: the sneaker drop",
    description: "Four pairs, all open at once, closing one after the other.",
    pacing: "timed",
    staggerMs: 1_500,
    lots: ["trail-shoe", "court-shoe", "runner", "high-top"].map((picture) => ({ picture, timing: brisk })),
  },
];

/** The sale that is always on: its lots in the order they come round. */
export const liveSale = {
  title: "The Cabinet, live",
  description:
    "Cards, watches, cameras and the odd teapot, all day. A new lot every minute or so; bid, watch, or argue in the chat.",
  timing: { durationMs: 75_000, windowMs: 10_000, extensionMs: 10_000, extensionsMax: 6 },
  pictures: [
    "booster-pack",
    "tea-bowl",
    "reflex",
    "emberwing",
    "splatter-record",
    "diver",
    "teapot",
    "tidewarden",
    "digital-watch",
    "instant-camera",
    "rookie-card",
    "sunset-vase",
    "runner",
    "turntable",
    "field-watch",
    "celadon-bottle",
    "twin-lens",
    "booster-box",
  ],
} as const;
