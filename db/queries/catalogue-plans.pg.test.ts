import { getId, hash, id, kinds, moment, openPlanStage, page } from "../../test/support/query-plans.ts";
import { findProjectedEntry } from "../projection/project-room.ts";
import { findAuction, listAuctions } from "./auctions.ts";
import { listBids } from "./bids.ts";
import { listLots } from "./lots.ts";
import { listMessages } from "./messages.ts";
import { listOverdueRooms } from "./overdue-rooms.ts";
import { listDiscardedPictures } from "./pictures.ts";
import { countFacets } from "./product-facets.ts";
import { listProducts } from "./product-list.ts";
import { findOwnProducts } from "./products-by-id.ts";
import { findProduct } from "./products.ts";
import { listSuggestions } from "./suggestions.ts";
import { noteShown } from "./uploads.ts";

const { database, second, testPlans } = await openPlanStage([
  `insert into auction_facts (auction_id, seq, entry_number, type, at, hash, fact)
   select ${id(kinds.auction, "1 + n % 200")}, 1 + n / 200, 1 + n / 200, 'bid.placed', ${moment}, ${hash("n")}, '{}'
   from generate_series(0, 19999) n`,
  `insert into chat_messages (id, auction_id, sender_id, display_name, role, text, at)
   select gen_random_uuid(), ${id(kinds.auction, "1 + n % 200")}, ${id(kinds.user, "1001 + n % 50")}, 'Ana', 'bidder',
     'Hello', ${moment}
   from generate_series(0, 19999) n`,
  `insert into pictures (id, owner_id, purpose, discard_at)
   select gen_random_uuid(), ${id(kinds.user, "1 + n % 10000")}, 'avatar',
     case when n % 100 = 0 then ${moment} end from generate_series(1, 20000) n`,
  `insert into room_projections (auction_id) select ${id(kinds.auction, "n")} from generate_series(1, 8000) n`,
]);

const seller = getId(kinds.user, 2);
const auction = getId(kinds.auction, 2);
const at = new Date(Date.UTC(2026, 10, 21));
const active = { status: "active" } as const;
const priced = { ...active, currency: "USD" } as const;

testPlans([
  {
    what: "products, newest first",
    run: async () =>
      second(async (request) => listProducts(database, active, { sort: "newest", ...request })),
    uses: ["products_newest_index"],
    inOrder: true,
  },
  {
    what: "products by price",
    run: async () => second(async (request) => listProducts(database, priced, { sort: "price", ...request })),
    uses: ["products_currency_price_index"],
    inOrder: true,
  },
  {
    what: "products by price, dearest first",
    run: async () =>
      second(async (request) => listProducts(database, priced, { sort: "-price", ...request })),
    uses: ["products_currency_price_index"],
    inOrder: true,
  },
  {
    what: "products, most looked at first",
    run: async () =>
      second(async (request) => listProducts(database, active, { sort: "popular", ...request })),
    uses: ["products_popular_index"],
    inOrder: true,
  },
  ...(
    [
      ["newest", "products_category_index"],
      ["price", "products_category_price_index"],
      ["popular", "products_category_popular_index"],
    ] as const
  ).map(([sort, index]) => ({
    what: `products of a category, ${sort}`,
    run: async () =>
      second(async (request) =>
        listProducts(database, { ...priced, category: "category-2" }, { sort, ...request }),
      ),
    uses: [index],
  })),
  {
    what: "products by a rare word",
    run: async () =>
      listProducts(database, { ...active, search: "rarest thing" }, { sort: "relevance", ...page }),
    uses: ["products_document_index", "search_vocabulary_prefix_index"],
  },
  {
    what: "products by a mistyped word",
    run: async () =>
      listProducts(database, { ...active, search: "raresst thing" }, { sort: "newest", ...page }),
    uses: ["products_document_index", "search_vocabulary_prefix_index"],
  },
  {
    what: "products by a word that every one has, newest first",
    run: async () => listProducts(database, { ...active, search: "thing" }, { sort: "newest", ...page }),
    uses: ["products_newest_index"],
  },
  {
    what: "products that are being sold, by their ends",
    run: async () =>
      second(async (request) => listProducts(database, active, { sort: "ending", ...request })),
    uses: ["lots_closing_index"],
  },
  {
    what: "products that are live",
    run: async () => listProducts(database, { ...active, isLive: true }, { sort: "newest", ...page }),
    uses: ["products_pkey"],
  },
  {
    what: "what the filters of a search would leave",
    run: async () =>
      countFacets(
        database,
        { ...active, search: "rarest thing", condition: "new" },
        { currency: "USD", stepsMinor: [1_000, 5_000] },
      ),
    uses: ["products_document_index"],
  },
  {
    what: "suggestions",
    run: async () => listSuggestions(database, "rarest thing"),
    uses: ["products_document_index", "users_seller_name_index"],
  },
  {
    what: "auctions by their words and those of their lots",
    run: async () => listAuctions(database, { search: "sale 777" }, page),
    uses: ["auctions_document_index", "lots_document_index"],
  },
  {
    what: "products of a seller",
    run: async () =>
      second(async (request) => listProducts(database, { sellerId: seller }, { sort: "newest", ...request })),
    uses: ["products_seller_index"],
    inOrder: true,
  },
  {
    what: "a product",
    run: async () => findProduct(database, getId(kinds.product, 11)),
    uses: ["products_pkey"],
  },
  {
    what: "auctions to come",
    run: async () => second(async (request) => listAuctions(database, { status: "scheduled" }, request)),
    uses: ["auctions_status_index"],
    inOrder: true,
  },
  {
    what: "live auctions",
    run: async () => second(async (request) => listAuctions(database, { status: "live" }, request)),
    uses: ["auctions_live_index"],
  },
  {
    what: "past auctions",
    run: async () => second(async (request) => listAuctions(database, { status: "ended" }, request)),
    uses: ["auctions_closed_index"],
    inOrder: true,
  },
  {
    what: "all auctions",
    run: async () => second(async (request) => listAuctions(database, {}, request)),
    uses: ["auctions_scheduled_start_index"],
    inOrder: true,
  },
  {
    what: "auctions of a seller, private ones too",
    run: async () => listAuctions(database, { sellerId: seller, viewerId: seller }, page),
    uses: ["auctions_seller_index"],
  },
  {
    what: "auctions of a product",
    run: async () => listAuctions(database, { productId: getId(kinds.product, 11) }, page),
    uses: ["lots_product_id_index", "auctions_pkey"],
  },
  {
    what: "overdue rooms",
    run: async () => listOverdueRooms(database, at),
    uses: ["auctions_unfinished_index"],
  },
  {
    what: "the products of new lots",
    run: async () => findOwnProducts(database, seller, [getId(kinds.product, 11), getId(kinds.product, 12)]),
    uses: ["products_pkey"],
  },
  { what: "an auction", run: async () => findAuction(database, auction), uses: ["auctions_pkey"] },
  {
    what: "the lots of an auction",
    run: async () => listLots(database, auction),
    uses: ["lots_position_index"],
  },
  {
    what: "the bids of a lot",
    run: async () =>
      second(async (request) =>
        listBids(database, { auctionId: auction, lotId: getId(kinds.lot, 1) }, request),
      ),
    uses: ["bids_lot_index"],
    inOrder: true,
  },
  {
    what: "the bids of an auction",
    run: async () => second(async (request) => listBids(database, { auctionId: auction }, request)),
    uses: ["bids_pkey"],
    inOrder: true,
  },
  {
    what: "the chat of an auction",
    run: async () => second(async (request) => listMessages(database, auction, request)),
    uses: ["chat_messages_auction_index"],
    inOrder: true,
  },
  {
    what: "pictures nobody shows",
    run: async () => listDiscardedPictures(database, { at, limit: 10 }),
    uses: ["pictures_discard_at_index"],
    inOrder: true,
  },
  {
    what: "whether products show a picture",
    run: async () => noteShown(database, [getId(kinds.user, 1)], at),
    uses: ["products_images_index", "products_seller_index"],
  },
  {
    what: "a room's cursor",
    run: async () => findProjectedEntry(database, auction),
    uses: ["room_projections_pkey"],
  },
]);
