import { v7 as makeUuid } from "uuid";
import type { Api } from "../../../client/http/api.ts";
import { createAuction } from "../../../contract/http/auctions.ts";
import type { LotInput } from "../../../contract/http/lots.ts";
import { duplicateProduct, listProducts } from "../../../contract/http/products.ts";
import { placeBid } from "../../../contract/http/rooms.ts";
import type { Buyer } from "./accounts.ts";
import { give } from "../../../scripts/demo/host.ts";

type Timing = Pick<LotInput, "durationMs" | "windowMs" | "extensionMs">;

/** A clock that outlives the test: the hammer comes only when the host wants it. */
const unhurried: Timing = { durationMs: 600_000 };

/** A sale of one seller, as the tests set it up and run it from outside the browser. */
export interface Sale {
  readonly id: string;
  readonly title: string;
  readonly lots: readonly { readonly id: string; readonly title: string }[];
  start(): Promise<void>;
  openLot(index: number): Promise<void>;
  pass(index: number): Promise<void>;
  end(): Promise<void>;
  /** Bids on the first lot over the API, as somebody elsewhere. */
  bid(bidder: Buyer, amountMinor: number): Promise<void>;
}

interface SaleOptions {
  readonly title: string;
  readonly lotCount?: number;
  readonly timing?: Timing;
  readonly currency?: "USD" | "JPY";
}

/** Sets up a sale of the demo seller's things, each from $30 or ¥3,000: bids then go up by a dollar, or by ¥100. */
export async function setUpSale(
  seller: Api,
  { title, lotCount = 1, timing = unhurried, currency = "USD" }: SaleOptions,
): Promise<Sale> {
  const { items: shown } = await seller.page(listProducts, {
    query: { sellerId: "me", status: "active", limit: "100" },
  });
  // Pieces that earlier tests made have the same titles.
  const different = [...new Map(shown.map((product) => [product.title, product])).values()].slice(
    0,
    lotCount,
  );
  // Another piece of each: a hammer takes it out of the shop for good, and no other sale may have it.
  const products = await Promise.all(
    different.map(({ id }) => seller.call(duplicateProduct, { params: { id } })),
  );
  const lots = products.map(({ id, title: what }) => ({
    // The things are priced in dollars; elsewhere only their names are sold.
    ...(currency === "USD" ? { productId: id } : { title: what }),
    startingPriceMinor: 3_000,
    ...timing,
  }));
  const auction = await seller.call(createAuction, {
    body: { title, scheduledStart: new Date().toISOString(), currency, lots },
  });
  const order = async (what: Parameters<typeof give>[2]): Promise<void> => {
    if (!(await give(seller, auction.id, what))) throw new Error(`the room refused ${what.type}`);
  };
  const lotId = (index: number): string => auction.lots[index]?.id ?? "";
  return {
    id: auction.id,
    title,
    lots: auction.lots,
    start: () => order({ type: "auction.start" }),
    openLot: (index) => order({ type: "lot.open", lotId: lotId(index) }),
    pass: (index) => order({ type: "lot.pass", lotId: lotId(index) }),
    end: () => order({ type: "auction.end" }),
    async bid({ api }, amountMinor) {
      const body = { id: makeUuid(), lotId: lotId(0), amountMinor, mode: "exact" as const };
      await api.call(placeBid, { params: { id: auction.id }, body });
    },
  };
}
