import type { Actor, AuctionSpec, BidderTerms } from "../../domain/room/command.ts";
import type { LotFormat, LotRules, LotSpec } from "../../domain/room/lot-rules.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Who is in a simulated room, and what is for sale. */
export interface Cast {
  readonly seller: Actor;
  readonly moderator: Actor;
  readonly admin: Actor;
  /** An account of the seller's under another name. */
  readonly linked: Actor;
  readonly bidders: readonly Actor[];
  /** Signed in, without a card or an address. */
  readonly onlooker: Actor;
  readonly passerBy: Actor;
}

const person = (name: string, isAdmin = false): Actor => ({
  userId: `user-${name}`,
  displayName: name,
  isAdmin,
});

export function createCast(random: SeededRandom): Cast {
  const names = ["Ada", "Ben", "Cleo", "Dev", "Eve", "Finn", "Gus"].slice(0, random.int(2, 7));
  return {
    seller: person("Sel"),
    moderator: person("Mo"),
    admin: person("Root", true),
    linked: person("Alias"),
    bidders: names.map((name) => person(name)),
    onlooker: person("Onny"),
    passerBy: { userId: null, displayName: null, isAdmin: false },
  };
}

export function createAuctionSpec(random: SeededRandom, cast: Cast, startMs: number): AuctionSpec {
  return {
    auctionId: `auction-${random.hex(4)}`,
    sellerId: cast.seller.userId ?? "",
    sellerName: "Sel",
    title: "A simulated sale",
    description: "",
    currency: "USD",
    pacing: random.chance(75) ? "live" : "timed",
    visibility: "public",
    region: null,
    scheduledStartMs: startMs + random.int(0, 60_000),
    scheduledEndMs: null,
    staggerMs: random.pick([0, 1_000, 20_000]),
    premiumBps: 1_500,
    feeBps: 800,
    linkedUserIds: [cast.linked.userId ?? ""],
    moderatorIds: [cast.moderator.userId ?? ""],
  };
}

export function createTerms(random: SeededRandom, actor: Actor): BidderTerms {
  const limitMinor = random.chance(60) ? null : random.pick([2_000, 10_000, 50_000]);
  const shippingMinor = random.int(0, 2_000);
  return {
    userId: actor.userId ?? "",
    displayName: actor.displayName ?? "",
    limitMinor,
    shippingMinor,
    // Not drawn: the draws after it would be others, and every seed another play.
    ...(shippingMinor % 3 === 0 ? {} : { additionalShippingMinor: Math.floor(shippingMinor / 4) }),
    taxBps: random.pick([0, 800, 2_000]),
  };
}

/** The contract's own table, and small ones that bring every edge of a band within a few bids. */
const tables: readonly LotRules["increments"][] = [
  [
    { fromMinor: 0, stepMinor: 5 },
    { fromMinor: 100, stepMinor: 25 },
    { fromMinor: 500, stepMinor: 50 },
    { fromMinor: 2_500, stepMinor: 100 },
    { fromMinor: 10_000, stepMinor: 250 },
    { fromMinor: 25_000, stepMinor: 500 },
  ],
  [{ fromMinor: 0, stepMinor: 100 }],
  [
    { fromMinor: 0, stepMinor: 7 },
    { fromMinor: 50, stepMinor: 30 },
    { fromMinor: 1_000, stepMinor: 250 },
  ],
];

export function createLotSpec(random: SeededRandom, formats: readonly LotFormat[]): LotSpec {
  const format = random.pick(formats);
  const startingPriceMinor = random.pick([format === "dutch" ? 60 : 1, 90, 100, 450, 1_000, 2_400]);
  const durationMs = random.pick([5_000, 10_000, 30_000]);
  const isAscending = format === "english" || format === "sudden-death";
  const rules: LotRules = {
    format,
    currency: "USD",
    startingPriceMinor,
    buyNowMinor: isAscending && random.chance(25) ? startingPriceMinor + random.pick([10_500, 30_000]) : null,
    increments: random.pick(tables),
    quantity: format === "fixed" ? random.int(1, 4) : 1,
    durationMs,
    windowMs: random.pick([1_000, 10_000]),
    extensionMs: random.pick([500, 5_000, 10_000]),
    extensionsMax: random.pick([0, 1, 3, 60, 60]),
    hardCloseAfterMs: random.chance(25) ? durationMs + random.int(0, 15_000) : null,
    graceMs: random.pick([0, 400, 400, 2_000]),
    premiumBps: 1_500,
    feeBps: 800,
    floorMinor: format === "dutch" ? 1 : null,
    stepMinor: format === "dutch" ? random.int(1, startingPriceMinor) : null,
    stepEveryMs: format === "dutch" ? random.pick([1_000, 3_000]) : null,
  };
  return {
    productId: null,
    title: `Lot ${random.hex(2)} – “für”`,
    description: "",
    imageUrls: [],
    rules,
    reserveMinor:
      (isAscending || format === "sealed") && random.chance(40)
        ? startingPriceMinor + random.pick([1, 250, 2_000, 10_000])
        : null,
    rerunOf: null,
  };
}
