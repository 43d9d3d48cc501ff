import { v7 as makeUuid } from "uuid";
import { createAuction, editAuction, listAuctions, readAuction } from "../../contract/http/auctions.ts";
import type { Auction, AuctionInput } from "../../contract/http/auctions.ts";
import type { LotInput } from "../../contract/http/lots.ts";
import * as queries from "../../db/queries/auctions.ts";
import { listLinkedUserIds } from "../../db/queries/bidder-terms.ts";
import { findOwnProducts } from "../../db/queries/products-by-id.ts";
import { findAuctionRates } from "../../db/queries/rates.ts";
import { limits } from "../../domain/limits.ts";
import { must } from "../../domain/result.ts";
import type { AuctionEdit } from "../../domain/room/command.ts";
import type { AppContext } from "../environment.ts";
import { bringUpToDate } from "../jobs/project-room.ts";
import { logJobFailure } from "../jobs/report.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { resolveUserId } from "../middleware/ownership.ts";
import { invalid } from "../middleware/problem.ts";
import { toAuction, toAuctionSummary } from "./auction-view.ts";
import { requireLotSpecs } from "./lot-spec.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";
import {
  getRoom,
  requireAccepted,
  requireOwnReading,
  requireReading,
  runPlatformCommand,
  toRoomCaller,
} from "./room.ts";

/** An auction of 500 lots with long descriptions still fits. */
const auctionBytesMax = 4_194_304;

/** Prices and places in it move: whoever has it asks whether it is still so, and is told in a few bytes when it is. */
const askEveryTime = { "Cache-Control": "public, no-cache" };

export function mountAuctions(parts: Interface): void {
  mount(parts, listAuctions, async (context, { query }) => {
    const { q: search, limit, cursor, sellerId: seller, ...others } = query;
    const viewerId = context.get("caller")?.userId;
    const sellerId = seller === undefined ? undefined : resolveUserId(context, seller);
    const filter = { ...others, sellerId, search, viewerId };
    const page = await queries.listAuctions(context.get("postgres").database, filter, { limit, cursor });
    return { ...requirePage(page, toAuctionSummary), headers: askEveryTime };
  });

  mount(parts, readAuction, async (context, { params }) => ({
    data: toAuction(await requireReading(context, params.id)),
  }));

  mount(parts, createAuction, async (context, { body }) => ({ data: await create(context, body) }), {
    bodyBytesMax: auctionBytesMax,
  });

  mount(parts, editAuction, async (context, { params, body }) => {
    const { auction } = await requireOwnReading(context, params.id);
    const edit = toRoomEdit(body);
    const startMs = edit.scheduledStartMs ?? auction.scheduledStartMs;
    const endMs = edit.scheduledEndMs === undefined ? auction.scheduledEndMs : edit.scheduledEndMs;
    if (endMs !== null && endMs <= startMs)
      throw invalid("scheduledEnd", "out_of_order", "must be after scheduledStart");
    await runPlatformCommand(context, params.id, { type: "auction.edit", id: makeUuid(), edit });
    return { data: await projectAndRead(context, params.id) };
  });
}

/**
 * Lists read the projection, so it is brought up to date at once and whoever changed something finds it there. The room
 * has it already: should Postgres be away just now, its nudge will do this later.
 */
export async function projectAndRead(context: AppContext, auctionId: string): Promise<Auction> {
  try {
    await bringUpToDate(context.env, context.get("postgres"), auctionId);
  } catch (error) {
    logJobFailure("projection", error, { auctionId, requestId: context.get("requestId") });
  }
  return toAuction(await requireReading(context, auctionId));
}

function toRoomEdit(body: {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly scheduledStart?: string | undefined;
  readonly scheduledEnd?: string | null | undefined;
  readonly visibility?: "public" | "private" | undefined;
}): AuctionEdit {
  const { title, description, scheduledStart, scheduledEnd, visibility } = body;
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(visibility === undefined ? {} : { visibility }),
    ...(scheduledStart === undefined ? {} : { scheduledStartMs: Date.parse(scheduledStart) }),
    ...(scheduledEnd === undefined
      ? {}
      : { scheduledEndMs: scheduledEnd === null ? null : Date.parse(scheduledEnd) }),
  };
}

/** The long form of an auction: the short one spelt out from its product. */
interface LongForm {
  readonly title: string;
  readonly currency: string;
  readonly lots: readonly { readonly path: string; readonly input: LotInput }[];
}

async function requireLongForm(context: AppContext, body: AuctionInput, sellerId: string): Promise<LongForm> {
  const { productId } = body;
  if (productId === undefined) {
    const lots = must(body.lots, "the schema asks for lots without a product");
    return {
      title: must(body.title, "the schema asks for a title beside lots"),
      currency: must(body.currency, "the schema asks for a currency beside lots"),
      lots: lots.map((input, index) => ({ path: `lots.${index}`, input })),
    };
  }
  const found = await findOwnProducts(context.get("postgres").database, sellerId, [productId]);
  const product = found.get(productId);
  if (product === undefined) throw invalid("productId", "unknown", "is not a product of yours");
  const input: LotInput = {
    productId,
    format: "english",
    startingPriceMinor: body.startingPriceMinor ?? product.startingPriceMinor,
    reserveMinor: body.reserveMinor === undefined ? product.reservePriceMinor : body.reserveMinor,
    buyNowMinor: body.buyNowMinor === undefined ? product.buyNowPriceMinor : body.buyNowMinor,
    ...(body.durationMs === undefined ? {} : { durationMs: body.durationMs }),
  };
  return {
    title: body.title ?? product.title,
    currency: body.currency ?? product.currency,
    lots: [{ path: "", input }],
  };
}

async function create(context: AppContext, body: AuctionInput): Promise<Auction> {
  const seller = requireSignedIn(context);
  const { database } = context.get("postgres");
  const [{ title, currency, lots }, rates, linkedUserIds] = await Promise.all([
    requireLongForm(context, body, seller.userId),
    findAuctionRates(database, { sellerId: seller.userId, at: new Date() }),
    listLinkedUserIds(database, seller.userId),
  ]);
  const terms = {
    sellerId: seller.userId,
    currency,
    graceMs: body.graceMs ?? limits.graceDefaultMs,
    ...rates,
  };
  const specs = await requireLotSpecs(context, terms, lots);
  const auctionId = makeUuid();
  const region = body.region ?? null;
  const { scheduledEnd } = body;
  const created = await getRoom(context.env, auctionId, region).platform(
    {
      type: "auction.create",
      id: makeUuid(),
      auction: {
        auctionId,
        sellerId: seller.userId,
        sellerName: seller.displayName,
        title,
        description: body.description ?? "",
        currency,
        pacing: body.pacing,
        visibility: body.visibility,
        region,
        scheduledStartMs: Date.parse(body.scheduledStart),
        scheduledEndMs: typeof scheduledEnd === "string" ? Date.parse(scheduledEnd) : null,
        staggerMs: body.staggerMs ?? limits.staggerDefaultMs,
        ...rates,
        linkedUserIds,
        moderatorIds: [],
      },
      lots: specs.map((spec) => ({ lotId: makeUuid(), spec })),
    },
    toRoomCaller(seller),
  );
  requireAccepted(created);
  return projectAndRead(context, auctionId);
}
