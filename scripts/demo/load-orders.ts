import { setTimeout as pause } from "node:timers/promises";
import { createAuction, readAuction } from "../../contract/http/auctions.ts";
import type { Auction } from "../../contract/http/auctions.ts";
import type { Lot } from "../../contract/http/lots.ts";
import { listOrders } from "../../contract/http/orders.ts";
import type { Order } from "../../contract/http/orders.ts";
import { joinAuction } from "../../contract/http/rooms.ts";
import { saveSellerSettings } from "../../contract/http/seller-settings.ts";
import { followSeller } from "../../contract/http/sellers.ts";
import { must } from "../../domain/result.ts";
import { give } from "./host.ts";
import type { Stage } from "./load-catalogue.ts";
import { currencyOf, listOwnAuctions } from "./load-sales.ts";
import { requireSeller } from "./load-shops.ts";
import type { Sellers } from "./load-shops.ts";
import { meetFate } from "./meet-fate.ts";
import type { Person } from "./person.ts";
import { followed, shelves, unpaidSale } from "./purchases.ts";
import type { Purchase, Shelf } from "./purchases.ts";
import type { DemoLot } from "./sales.ts";

interface LoadOrdersOptions {
  readonly admin: Person;
  readonly sellers: Sellers;
  readonly buyers: readonly Person[];
  /** Whose card is declined when it is charged. */
  readonly defaulter: Person;
  readonly stage: Stage;
  readonly signal: AbortSignal;
}

const lookEveryMs = 200;

/** Has the demo's buyers buy, and everything happen to their orders that can; follows included. */
export async function loadOrders(options: LoadOrdersOptions): Promise<void> {
  const { buyers, sellers } = options;
  await Promise.all([
    ...shelves.map((shelf) => clearShelf(options, shelf)),
    holdUnpaidSale(options),
    ...buyers.map(async ({ api }, index) => {
      for (const slug of followed[index] ?? []) {
        const { userId } = requireSeller(sellers, slug);
        await api.call(followSeller, { params: { seller: userId } });
      }
    }),
  ]);
}

/** The sale is ended last: one that was interrupted goes on where it stood. */
async function clearShelf(options: LoadOrdersOptions, shelf: Shelf): Promise<void> {
  const { shop, purchases } = shelf;
  const seller = requireSeller(options.sellers, shop);
  const lots = purchases.map(
    ({ key }) => ({ key, rules: { format: "fixed", durationMs: 600_000 } }) as const,
  );
  const sale = await requireSale(options, { ...shelf, lots });
  if (sale === undefined) return;
  for (const [index, purchase] of purchases.entries()) {
    const lot = must(sale.lots[index], "a lot was made of each purchase");
    await buy(options, { sale, lot, purchase, seller });
  }
  await Promise.all(
    purchases.map(async (purchase, index) => {
      const { id } = must(sale.lots[index], "a lot was made of each purchase");
      const buyer = must(options.buyers[purchase.buyer], "the demo has this buyer");
      const order = await waitForOrder(buyer, { lotId: id, isFit: isPaidOnce, signal: options.signal });
      // What was done in an earlier run is not done again.
      if (order.status === "paid")
        await meetFate(purchase.fate, { admin: options.admin, seller, buyer, order });
    }),
  );
  await give(seller.api, sale.id, { type: "auction.end" });
}

interface NewSale extends Pick<Shelf, "shop" | "title" | "description"> {
  readonly lots: readonly DemoLot[];
}

/** The sale, begun; undefined when it is over already. */
async function requireSale(
  { sellers, stage }: LoadOrdersOptions,
  { shop, title, description, lots }: NewSale,
): Promise<Auction | undefined> {
  const seller = requireSeller(sellers, shop);
  const known = (await listOwnAuctions(seller.api)).filter((auction) => auction.title === title);
  if (known.some(({ status }) => status === "ended")) return undefined;
  const create = async (): Promise<string> => {
    const scheduledStart = new Date().toISOString();
    const body = {
      title,
      description,
      scheduledStart,
      currency: currencyOf(shop),
      lots: await stage.bring(lots),
    };
    return (await seller.api.call(createAuction, { body })).id;
  };
  const id = known[0]?.id ?? (await create());
  await give(seller.api, id, { type: "auction.start" });
  return seller.api.call(readAuction, { params: { id } });
}

interface Buying {
  readonly sale: Auction;
  readonly lot: Lot;
  readonly purchase: Purchase;
  readonly seller: Person;
}

async function buy({ buyers }: LoadOrdersOptions, { sale, lot, purchase, seller }: Buying): Promise<void> {
  if (lot.status !== "queued" && lot.status !== "open") return;
  const buyer = must(buyers[purchase.buyer], "the demo has this buyer");
  await buyer.api.call(joinAuction, { params: { id: sale.id } });
  if (lot.status === "queued") await give(seller.api, sale.id, { type: "lot.open", lotId: lot.id });
  await give(buyer.api, sale.id, { type: "lot.buy", lotId: lot.id });
}

const isPaidOnce = ({ paidAt }: Order): boolean => paidAt !== null;

interface Waiting {
  readonly lotId: string;
  readonly isFit: (order: Order) => boolean;
  readonly signal: AbortSignal;
}

async function waitForOrder(buyer: Person, { lotId, isFit, signal }: Waiting): Promise<Order> {
  for (;;) {
    const { items } = await buyer.api.page(listOrders, { query: { limit: "100" } });
    const found = items.find((order) => order.lotId === lotId && isFit(order));
    if (found !== undefined) return found;
    await pause(lookEveryMs, undefined, { signal });
  }
}

/** A hammer that is not paid. What follows, the house does by itself: ten minutes' grace, then an offer to the next. */
async function holdUnpaidSale(options: LoadOrdersOptions): Promise<void> {
  const { sellers, buyers, defaulter, signal } = options;
  const { shop, key, underbidder } = unpaidSale;
  const seller = requireSeller(sellers, shop);
  await seller.api.call(saveSellerSettings, { body: { offersSecondChance: true } });
  const rules = { reserveMinor: null, buyNowMinor: null, durationMs: 5_000, windowMs: 0, extensionMs: 0 };
  const sale = await requireSale(options, { ...unpaidSale, lots: [{ key, rules }] });
  const lot = sale?.lots[0];
  if (sale === undefined || lot === undefined) return;
  if (lot.status === "queued") {
    await give(seller.api, sale.id, { type: "lot.open", lotId: lot.id });
    const first = must(buyers[underbidder], "the demo has this buyer");
    for (const [step, { api }] of [first, defaulter].entries()) {
      await api.call(joinAuction, { params: { id: sale.id } });
      const amountMinor = lot.startingPriceMinor + step * 2_000;
      await give(api, sale.id, { type: "bid.place", lotId: lot.id, amountMinor, mode: "exact" });
    }
  }
  await waitForOrder(defaulter, { lotId: lot.id, isFit: () => true, signal });
  await give(seller.api, sale.id, { type: "auction.end" });
}
