import type { Api } from "../../client/http/api.ts";
import { createAuction, editAuction, listAuctions } from "../../contract/http/auctions.ts";
import type { AuctionSummary } from "../../contract/http/auctions.ts";
import { playSale } from "./play-sale.ts";
import type { Person } from "./person.ts";
import { pastSales, toLotInput, upcomingSales } from "./sales.ts";
import type { PastSale, ProductsByTitle, UpcomingSale } from "./sales.ts";

interface LoadOptions {
  readonly seller: Person;
  readonly bidders: readonly Person[];
  readonly products: ProductsByTitle;
  readonly signal: AbortSignal;
}

const fromNow = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** Sets up the scheduled sales and plays the past ones, those that are not there yet. */
export async function loadSales({ seller, bidders, products, signal }: LoadOptions): Promise<void> {
  const known = await listOwnAuctions(seller.api);
  const find = (title: string) =>
    known.find((auction) => auction.title === title && auction.status !== "cancelled");
  await Promise.all([
    ...upcomingSales.map((sale) => schedule(seller.api, products, sale, find(sale.title))),
    ...pastSales.map(async (sale) => {
      const found = find(sale.title);
      if (found?.status === "ended") return;
      const auctionId = found?.id ?? (await create(seller.api, products, sale));
      await playSale({ auctionId, sale, seller, bidders, signal });
    }),
  ]);
}

export async function listOwnAuctions(seller: Api): Promise<readonly AuctionSummary[]> {
  const { items } = await seller.page(listAuctions, { query: { sellerId: "me", limit: "100" } });
  return items;
}

/** Keeps a scheduled sale in the future, however long the machine was off. */
async function schedule(
  seller: Api,
  products: ProductsByTitle,
  sale: UpcomingSale,
  found: AuctionSummary | undefined,
): Promise<void> {
  const scheduledStart = fromNow(sale.inMs);
  if (found === undefined) {
    const lots = sale.pictures.map((picture) =>
      toLotInput(products, { picture, timing: upcomingTiming(sale) }),
    );
    const { title, description, pacing } = sale;
    await seller.call(createAuction, {
      body: { title, description, pacing, scheduledStart, currency: "USD", lots },
    });
  } else if (found.status === "scheduled" && Date.parse(found.scheduledStart) < Date.now()) {
    await seller.call(editAuction, { params: { id: found.id }, body: { scheduledStart } });
  }
}

const upcomingTiming = ({ pacing }: UpcomingSale) => ({
  durationMs: pacing === "timed" ? 15 * 60_000 : 90_000,
});

async function create(seller: Api, products: ProductsByTitle, sale: PastSale): Promise<string> {
  const { title, description, pacing, staggerMs } = sale;
  const lots = sale.lots.map((lot) => toLotInput(products, lot));
  const body = {
    title,
    description,
    pacing,
    staggerMs,
    currency: "USD",
    scheduledStart: fromNow(3_600_000),
    lots,
  };
  return (await seller.call(createAuction, { body })).id;
}
