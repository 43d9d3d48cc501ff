import type { Api } from "../../client/http/api.ts";
import { createAuction, editAuction, listAuctions } from "../../contract/http/auctions.ts";
import type { AuctionSummary } from "../../contract/http/auctions.ts";
import { must } from "../../domain/result.ts";
import type { Stage } from "./load-catalogue.ts";
import { requireSeller } from "./load-shops.ts";
import type { Sellers } from "./load-shops.ts";
import { playSale } from "./play-sale.ts";
import type { Person } from "./person.ts";
import { pastSales, upcomingSales } from "./sales.ts";
import type { PastSale, UpcomingSale } from "./sales.ts";
import { demoShops } from "./shops.ts";
import type { DemoShop } from "./shops.ts";

interface LoadOptions {
  readonly sellers: Sellers;
  readonly bidders: readonly Person[];
  readonly stage: Stage;
  readonly signal: AbortSignal;
}

const fromNow = (ms: number): string => new Date(Date.now() + ms).toISOString();

export const currencyOf = (slug: DemoShop["slug"]) =>
  must(
    demoShops.find((shop) => shop.slug === slug),
    "a sale is a shop's",
  ).currency;

/** Sets up the scheduled sales and plays the past ones, those that are not there yet. */
export async function loadSales({ sellers, bidders, stage, signal }: LoadOptions): Promise<void> {
  const known = new Map<DemoShop["slug"], readonly AuctionSummary[]>();
  for (const [slug, { api }] of sellers) known.set(slug, await listOwnAuctions(api));
  const find = ({ shop, title }: UpcomingSale | PastSale) =>
    known.get(shop)?.find((auction) => auction.title === title && auction.status !== "cancelled");
  await Promise.all([
    ...upcomingSales.map((sale) =>
      schedule(requireSeller(sellers, sale.shop).api, { stage, sale, found: find(sale) }),
    ),
    ...pastSales.map(async (sale) => {
      const found = find(sale);
      if (found?.status === "ended") return;
      const seller = requireSeller(sellers, sale.shop);
      const auctionId = found?.id ?? (await create(seller.api, stage, sale));
      await playSale({ auctionId, sale, seller, bidders, signal });
    }),
  ]);
}

export async function listOwnAuctions(seller: Api): Promise<readonly AuctionSummary[]> {
  const { items } = await seller.page(listAuctions, { query: { sellerId: "me", limit: "100" } });
  return items;
}

interface Scheduling {
  readonly stage: Stage;
  readonly sale: UpcomingSale;
  readonly found: AuctionSummary | undefined;
}

/** Keeps a scheduled sale in the future, however long the machine was off. */
async function schedule(seller: Api, { stage, sale, found }: Scheduling): Promise<void> {
  const scheduledStart = fromNow(sale.inMs);
  if (found === undefined) {
    const lots = await stage.bring(sale.lots);
    const { title, description, pacing, shop } = sale;
    await seller.call(createAuction, {
      body: { title, description, pacing, scheduledStart, currency: currencyOf(shop), lots },
    });
  } else if (found.status === "scheduled" && Date.parse(found.scheduledStart) < Date.now()) {
    await seller.call(editAuction, { params: { id: found.id }, body: { scheduledStart } });
  }
}

async function create(seller: Api, stage: Stage, sale: PastSale): Promise<string> {
  const { title, description, pacing, staggerMs, shop } = sale;
  const lots = await stage.bring(sale.lots);
  const body = {
    title,
    description,
    pacing,
    staggerMs,
    currency: currencyOf(shop),
    scheduledStart: fromNow(3_600_000),
    lots,
  };
  return (await seller.call(createAuction, { body })).id;
}
