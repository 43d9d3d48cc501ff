import type { LotInput } from "../../contract/http/lots.ts";
import { must } from "../../domain/result.ts";
import { demoProducts } from "./catalogue.ts";
import type { DemoShop } from "./shops.ts";

/** What a lot of the demo sells and how; the key names the product. */
export interface DemoLot {
  readonly key: string;
  /** How it is sold and how long for; prices are the product's, in as far as the format has them. */
  readonly rules?: Partial<Omit<LotInput, "productId" | "startingPriceMinor">>;
}

const ascending: ReadonlySet<string> = new Set(["english", "sudden-death"]);

/** A lot out of a demo product, once it was put in, with those of its prices that its format has. */
export function toLotInput(productId: string, { key, rules = {} }: DemoLot): LotInput {
  const { startingPriceMinor, reservePriceMinor, buyNowPriceMinor } = requireProduct(key).input;
  const { format = "english" } = rules;
  return {
    productId,
    format,
    startingPriceMinor,
    ...(reservePriceMinor !== null && (ascending.has(format) || format === "sealed")
      ? { reserveMinor: reservePriceMinor }
      : {}),
    ...(buyNowPriceMinor !== null && ascending.has(format) ? { buyNowMinor: buyNowPriceMinor } : {}),
    ...rules,
  };
}

export const requireProduct = (key: string) =>
  must(
    demoProducts.find((product) => product.key === key),
    `a demo product shows ${key}`,
  );

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

interface Sale {
  readonly shop: DemoShop["slug"];
  readonly title: string;
  readonly description: string;
  readonly pacing: "live" | "timed";
  readonly lots: readonly DemoLot[];
}

export interface UpcomingSale extends Sale {
  readonly inMs: number;
}

const lotsOf = (keys: readonly string[], rules: DemoLot["rules"]): readonly DemoLot[] =>
  keys.map((key) => ({ key, rules: rules ?? {} }));

const hammered = { durationMs: 90_000 };
const timed = { durationMs: 15 * minuteMs };

/** The price falls by a tenth of where it starts, every few seconds, to under a half. */
const falling = (key: string): DemoLot => {
  const { startingPriceMinor } = requireProduct(key).input;
  const stepMinor = Math.max(1, Math.round(startingPriceMinor / 10));
  return {
    key,
    rules: {
      format: "dutch",
      durationMs: 90_000,
      floorMinor: startingPriceMinor - 6 * stepMinor,
      stepMinor,
      stepEveryMs: 12_000,
    },
  };
};

export const upcomingSales: readonly UpcomingSale[] = [
  {
    shop: "anas-cabinet",
    title: "Time well kept: five watches",
    description:
      "A diver, a chronograph, a dress watch, a field watch and one that beeps. All checked on the timegrapher in front of you.",
    inMs: 3 * hourMs,
    pacing: "live",
    lots: lotsOf(["field-watch-1", "digital-watch-1", "diver-1", "dress-watch-1", "chronograph-1"], hammered),
  },
  {
    shop: "harbor-soles",
    title: "The last word: sneakers without a second chance",
    description:
      "Five pairs. Each closes when its clock does, to the second: nothing is extended, so do not wait too long.",
    inMs: 6 * hourMs,
    pacing: "live",
    lots: lotsOf(["high-top-2", "runner-4", "trail-shoe-2", "court-shoe-4", "high-top-8"], {
      format: "sudden-death",
      durationMs: 60_000,
    }),
  },
  {
    shop: "slab-and-sleeve",
    title: "In the envelope: sealed bids on graded cards",
    description: "One bid each, seen by nobody until the hammer. The highest wins.",
    inMs: 9 * hourMs,
    pacing: "timed",
    lots: lotsOf(["emberwing-4", "emberwing-7", "tidewarden-2", "tidewarden-8", "rookie-card-6"], {
      format: "sealed",
      ...timed,
    }),
  },
  {
    shop: "second-hand-time",
    title: "From the bench: divers with their readings",
    description: "Four divers, each with a week of timing on a card. In pounds sterling.",
    inMs: 20 * hourMs,
    pacing: "timed",
    lots: lotsOf(["diver-3", "diver-4", "diver-7", "diver-8"], timed),
  },
  {
    shop: "anas-cabinet",
    title: "Kiln opening: new ceramics",
    description: "Straight from the wood kiln. All lots open together and close one after the other.",
    inMs: 26 * hourMs,
    pacing: "timed",
    lots: lotsOf(["teapot-1", "sunset-vase-1", "tea-bowl-1", "celadon-bottle-1", "moon-jar-1"], timed),
  },
  {
    shop: "lantern-row",
    title: "Going down: lamps by the minute",
    description: "The price falls while you look at it. Whoever says yes first has the lamp.",
    inMs: 30 * hourMs,
    pacing: "live",
    lots: ["glass-lamp-2", "glass-lamp-5", "desk-lamp-3", "desk-lamp-6", "glass-lamp-6"].map(falling),
  },
  {
    shop: "kamo-kiln",
    title: "Autumn firing",
    description: "Seven days of wood and one of waiting. Everything is as it came out. In yen.",
    inMs: 44 * hourMs,
    pacing: "timed",
    lots: lotsOf(["moon-jar-5", "celadon-bottle-3", "sunset-vase-4", "sunset-vase-8", "tea-bowl-3"], timed),
  },
  {
    shop: "anas-cabinet",
    title: "Silver and light: film cameras",
    description: "Four cameras that work, with the test rolls to show for it.",
    inMs: 50 * hourMs,
    pacing: "live",
    lots: lotsOf(["instant-camera-1", "reflex-1", "twin-lens-1", "rangefinder-1"], hammered),
  },
];

/** As short as a lot may be: these were played while the demo was loaded. */
const brisk = { durationMs: 5_000, windowMs: 1_500, extensionMs: 1_500, extensionsMax: 4 };

export interface PastSale extends Sale {
  readonly staggerMs: number;
}

export const pastSales: readonly PastSale[] = [
  {
    shop: "anas-cabinet",
    title: "Wax night: records and tapes",
    description: "A short sale of things that turn. Everything went.",
    pacing: "live",
    staggerMs: 2_000,
    lots: lotsOf(["cassette-1", "sunset-record-1", "jazz-record-1"], { ...brisk, extensionsMax: 1 }),
  },
  {
    shop: "anas-cabinet",
    title: "Box fresh: the sneaker drop",
    description: "Four pairs, all open at once, closing one after the other.",
    pacing: "timed",
    staggerMs: 1_500,
    lots: lotsOf(["trail-shoe-1", "court-shoe-1", "runner-1", "high-top-1"], brisk),
  },
  {
    shop: "north-light",
    title: "Negatives: an evening in Berlin",
    description: "Three cameras and the rolls we shot with them. In euros.",
    pacing: "timed",
    staggerMs: 1_500,
    lots: lotsOf(["instant-camera-3", "reflex-3", "twin-lens-5"], brisk),
  },
  {
    shop: "kamo-kiln",
    title: "Spring firing",
    description: "What the first kiln of the year gave us. In yen.",
    pacing: "timed",
    staggerMs: 1_500,
    lots: lotsOf(["teapot-2", "celadon-bottle-5", "sunset-vase-7"], brisk),
  },
];

/** The sale that is always on: its lots in the order they come round. */
export const liveSale = {
  shop: "anas-cabinet",
  title: "The Cabinet, live",
  description:
    "Cards, watches, cameras and the odd teapot, all day. A new lot every minute or so; bid, watch, or argue in the chat.",
  timing: { durationMs: 75_000, windowMs: 10_000, extensionMs: 10_000, extensionsMax: 6 },
  keys: [
    "booster-pack-1",
    "tea-bowl-1",
    "reflex-1",
    "emberwing-1",
    "splatter-record-1",
    "diver-1",
    "teapot-1",
    "tidewarden-1",
    "digital-watch-1",
    "instant-camera-1",
    "rookie-card-1",
    "sunset-vase-1",
    "runner-1",
    "turntable-1",
    "field-watch-1",
    "celadon-bottle-1",
    "twin-lens-1",
    "booster-box-1",
  ],
} as const;

const coming: ReadonlySet<string> = new Set(upcomingSales.flatMap(({ lots }) => lots.map(({ key }) => key)));

/** Whether a product is in a sale to come, and in its shop by that. */
export const isComing = (key: string): boolean => coming.has(key);
