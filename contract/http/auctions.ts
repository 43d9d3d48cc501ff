import { limits } from "../../domain/limits.ts";
import { auctionStatuses } from "../../domain/room/views.ts";
import { amountMinor, humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import {
  entityId,
  idParams,
  moment,
  momentInput,
  optionalText,
  searchText,
  sellingCurrency,
} from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { lot, lotInput } from "./lots.ts";
import { pageQuery } from "./page.ts";

/** What lists and readings of an auction have in common. */
const auctionFields = {
  id: z.string(),
  title: z.string(),
  description: z.string(),
  status: z.enum(auctionStatuses),
  sellerId: z.string(),
  sellerName: z.string(),
  currency: z.string(),
  pacing: z.enum(["live", "timed"]),
  visibility: z.enum(["public", "private"]),
  scheduledStart: moment,
  scheduledEnd: moment.nullable(),
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
  lotCount: z.int(),
};

/** One live sale, read from its room. */
export const auction = z
  .object({
    ...auctionFields,
    premiumBps: z.int(),
    /** Since when the clock stands still, and why; null while it runs. */
    held: z.object({ since: moment, reason: z.string() }).nullable(),
    lots: z.array(lot),
    viewers: z.int(),
    /** The number of the log's last fact. */
    seq: z.int(),
  })
  .meta({ id: "Auction" });
export type Auction = z.infer<typeof auction>;

/** A lot in a list of auctions: enough for a card, a second or so behind the room. */
const lotSummary = lot
  .pick({
    id: true,
    position: true,
    status: true,
    format: true,
    title: true,
    imageUrls: true,
    productId: true,
    startingPriceMinor: true,
    priceMinor: true,
    bidCount: true,
    closesAtMs: true,
    winnerPaddle: true,
    soldPriceMinor: true,
  })
  .meta({ id: "LotSummary" });

/** An auction in a list, from the projection: the open lots first, then the next ones, at most a handful. */
export const auctionSummary = z
  .object({ ...auctionFields, lots: z.array(lotSummary) })
  .meta({ id: "AuctionSummary" });
export type AuctionSummary = z.infer<typeof auctionSummary>;

export const auctionRegions = [
  "us-east",
  "us-west",
  "eu",
  "asia",
  "oceania",
  "south-america",
  "africa",
  "middle-east",
] as const;
export type AuctionRegion = (typeof auctionRegions)[number];

const title = humanText(limits.auctionTitleLengthMax);
const description = optionalText(limits.auctionDescriptionLengthMax);
const staggerMs = z.int().min(0).max(limits.staggerMaxMs);
const graceMs = z.int().min(0).max(limits.graceMaxMs);

/**
 * A sale as its seller sets it up: with `lots`, or in short with the `productId` of the only lot, whose title, currency
 * and prices then come from the product unless they are given here.
 */
export const auctionInput = z
  .object({
    title: title.optional(),
    description: description.optional(),
    scheduledStart: momentInput,
    scheduledEnd: momentInput.nullish(),
    currency: sellingCurrency.optional(),
    pacing: z.enum(["live", "timed"]).default("live"),
    staggerMs: staggerMs.optional(),
    graceMs: graceMs.optional(),
    visibility: z.enum(["public", "private"]).default("public"),
    /** Where the room should live: near the seller. */
    region: z.enum(auctionRegions).nullish(),
    lots: z.array(lotInput).min(1).max(limits.lotsPerAuctionMax).optional(),
    productId: entityId.optional(),
    startingPriceMinor: amountMinor.optional(),
    reserveMinor: amountMinor.nullish(),
    buyNowMinor: amountMinor.nullish(),
    durationMs: lotInput.shape.durationMs,
  })
  .superRefine((input, context) => {
    const demand = (field: string, message: string): void =>
      context.addIssue({ code: "custom", path: [field], message });
    const { scheduledStart, scheduledEnd } = input;
    if (typeof scheduledEnd === "string" && Date.parse(scheduledEnd) <= Date.parse(scheduledStart)) {
      demand("scheduledEnd", "must be after scheduledStart");
    }
    if (input.productId !== undefined) {
      if (input.lots !== undefined) demand("productId", "is the short form; leave it out beside lots");
      return;
    }
    if (input.lots === undefined) demand("lots", "is needed, or productId in the short form");
    if (input.title === undefined) demand("title", "is needed beside lots");
    if (input.currency === undefined) demand("currency", "is needed beside lots");
  })
  .meta({ id: "AuctionInput" });
export type AuctionInput = z.infer<typeof auctionInput>;

const auctionEdit = z
  .object({
    title,
    description,
    scheduledStart: momentInput,
    scheduledEnd: momentInput.nullable(),
    visibility: z.enum(["public", "private"]),
  })
  .partial();

const tag = "Auctions";

export const listAuctions = endpoint({
  name: "listAuctions",
  method: "get",
  path: "/auctions",
  tag,
  summary: "Auctions",
  description:
    "Live ones in the order they began, scheduled ones soonest first, others latest first. `sellerId=me` has private ones too.",
  access: "public",
  scope: "auctions:read",
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(auctionStatuses).optional(),
    sellerId: z.union([z.literal("me"), entityId]).optional(),
    /** Those that have a lot made of it. */
    productId: entityId.optional(),
    currency: sellingCurrency.optional(),
    q: searchText.optional(),
  }),
  data: z.array(auctionSummary),
  paged: true,
});

export const readAuction = endpoint({
  name: "readAuction",
  method: "get",
  path: "/auctions/{id}",
  tag,
  summary: "One auction with all its lots, as its room has them now",
  access: "public",
  scope: "auctions:read",
  params: idParams,
  data: auction,
  refusals: ["not_found"],
});

export const createAuction = endpoint({
  name: "createAuction",
  method: "post",
  path: "/auctions",
  tag,
  summary: "Set up an auction",
  access: "auctions.manage-own",
  scope: "auctions:write",
  body: auctionInput,
  data: auction,
  status: 201,
  idempotent: true,
  refusals: ["lot_invalid", "too_many_lots"],
});

export const editAuction = endpoint({
  name: "editAuction",
  method: "patch",
  path: "/auctions/{id}",
  tag,
  summary: "Change a scheduled auction",
  access: "auctions.manage-own",
  scope: "auctions:write",
  params: idParams,
  body: auctionEdit,
  data: auction,
  refusals: ["not_found", "auction_not_scheduled"],
});
