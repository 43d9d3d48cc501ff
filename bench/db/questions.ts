import { listActivity } from "../../db/queries/activity.ts";
import { findAuction, listAuctions } from "../../db/queries/auctions.ts";
import { findBidderTerms } from "../../db/queries/bidder-terms.ts";
import { listBids } from "../../db/queries/bids.ts";
import { countBids, summariseOrders } from "../../db/queries/dashboard.ts";
import { listLots } from "../../db/queries/lots.ts";
import { findOrderOf, listOrders } from "../../db/queries/orders.ts";
import { countFacets } from "../../db/queries/product-facets.ts";
import { listProducts } from "../../db/queries/product-list.ts";
import { findProduct } from "../../db/queries/products.ts";
import { listSuggestions } from "../../db/queries/suggestions.ts";
import type { Database } from "../../db/database.ts";
import type { SeededRandom } from "../../test/sim/seeded-random.ts";
import { getId, makers, things } from "./market.ts";
import type { Market } from "./market.ts";

/** A question the product asks while somebody waits, about a random one of what it is about. */
export interface Question {
  readonly what: string;
  readonly ask: (database: Database, any: SeededRandom) => Promise<unknown>;
}

const active = { status: "active" } as const;
const inDollars = { ...active, currency: "USD" } as const;
const steps = { currency: "USD", stepsMinor: [2_500, 5_000, 10_000, 25_000, 50_000, 100_000] } as const;
const words = (any: SeededRandom): string => `${any.pick(makers)} ${any.pick(things)}`;
const page = { limit: 24 };

export function describeQuestions(market: Market): readonly Question[] {
  const user = (any: SeededRandom): string => getId("user", any.int(1, market.users));
  const seller = (any: SeededRandom): string => getId("user", any.int(1, market.sellers));
  const auction = (any: SeededRandom): string => getId("auction", any.int(1, market.auctions));
  const category = (any: SeededRandom): string => `category-${any.int(1, market.categories)}`;
  return [
    {
      what: "a product",
      ask: (database, any) => findProduct(database, getId("product", any.int(1, market.products))),
    },
    {
      what: "products, newest",
      ask: (database) => listProducts(database, active, { sort: "newest", ...page }),
    },
    {
      what: "products, popular",
      ask: (database) => listProducts(database, active, { sort: "popular", ...page }),
    },
    {
      what: "products of a category",
      ask: (database, any) =>
        listProducts(database, { ...active, category: category(any) }, { sort: "newest", ...page }),
    },
    {
      what: "products of a category, by price",
      ask: (database, any) =>
        listProducts(database, { ...inDollars, category: category(any) }, { sort: "price", ...page }),
    },
    {
      what: "products of a category, popular",
      ask: (database, any) =>
        listProducts(database, { ...active, category: category(any) }, { sort: "popular", ...page }),
    },
    {
      what: "search, two words of many titles",
      ask: (database, any) =>
        listProducts(database, { ...active, search: words(any) }, { sort: "relevance", ...page }),
    },
    {
      what: "search, three words and a number",
      ask: (database, any) =>
        listProducts(
          database,
          { ...active, search: `${words(any)} ${any.int(1, 996)}` },
          { sort: "relevance", ...page },
        ),
    },
    {
      what: "search, with a letter missing",
      ask: (database, any) =>
        listProducts(
          database,
          { ...active, search: `${any.pick(makers).slice(0, -1)} ${any.pick(things)}` },
          { sort: "relevance", ...page },
        ),
    },
    {
      what: "search, next to close first",
      ask: (database, any) =>
        listProducts(database, { ...active, search: words(any) }, { sort: "ending", ...page }),
    },
    {
      what: "counts beside a search",
      ask: (database, any) => countFacets(database, { ...inDollars, search: words(any) }, steps),
    },
    {
      what: "counts beside a category",
      ask: (database, any) => countFacets(database, { ...inDollars, category: category(any) }, steps),
    },
    {
      what: "counts beside everything",
      ask: (database) => countFacets(database, inDollars, steps),
    },
    {
      what: "suggestions for three letters",
      ask: (database, any) => listSuggestions(database, any.pick(makers).slice(0, 3)),
    },
    {
      what: "products of a seller",
      ask: (database, any) => listProducts(database, { sellerId: seller(any) }, { sort: "newest", ...page }),
    },
    { what: "live auctions", ask: (database) => listAuctions(database, { status: "live" }, page) },
    { what: "past auctions", ask: (database) => listAuctions(database, { status: "ended" }, page) },
    { what: "an auction", ask: (database, any) => findAuction(database, auction(any)) },
    { what: "the lots of an auction", ask: (database, any) => listLots(database, auction(any)) },
    {
      what: "the bids of a lot",
      ask: (database, any) => {
        const lot = any.int(1, market.lots);
        const auctionId = getId("auction", Math.ceil(lot / 20));
        return listBids(database, { auctionId, lotId: getId("lot", lot) }, page);
      },
    },
    {
      what: "the bids of an auction",
      ask: (database, any) => listBids(database, { auctionId: auction(any) }, page),
    },
    {
      what: "whether somebody may bid",
      ask: (database, any) =>
        findBidderTerms(database, {
          userId: user(any),
          sellerId: seller(any),
          auctionId: null,
          currency: "USD",
          at: now,
        }),
    },
    {
      what: "what somebody bought",
      ask: (database, any) => listOrders(database, { userId: user(any), side: "buyer" }, page),
    },
    {
      what: "what somebody sold",
      ask: (database, any) => listOrders(database, { userId: seller(any), side: "seller" }, page),
    },
    {
      what: "an order",
      ask: (database, any) =>
        findOrderOf(database, { orderId: getId("order", any.int(1, market.orders)), userId: user(any) }),
    },
    {
      what: "what somebody did",
      ask: (database, any) =>
        listActivity(database, { userId: user(any), types: ["account", "bid", "purchase", "sale"] }, page),
    },
    {
      what: "the numbers of a seller",
      ask: (database, any) =>
        summariseOrders(database, { userId: seller(any), side: "seller", thisMonth, lastMonth }),
    },
    {
      what: "the bids of somebody, counted",
      ask: (database, any) => countBids(database, { userId: user(any), thisMonth, lastMonth }),
    },
  ];
}

const now = new Date(Date.UTC(2026, 10, 21));
const thisMonth = new Date(Date.UTC(2026, 10));
const lastMonth = new Date(Date.UTC(2026, 9));
