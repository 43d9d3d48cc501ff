import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { accept, assert, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { categories, products } from "../schema/catalogue.ts";
import { lots } from "../schema/lots.ts";
import { users } from "../schema/users.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type ComputedColumn, type Page, type PageRequest, readCursor } from "./keyset.ts";
import { areFirst, computeCondition, isUnsoldInPublic } from "./product-filter.ts";
import { type Product, type ProductFilter, productColumns, selectProducts } from "./product-filter.ts";
import { findSearchQuery } from "./search-query.ts";

/**
 * The sorts of the product list; each of a column has an index of its own. `relevance` is about the words of a search,
 * and the newest first where there are none. `ending` has only what is being sold right now, the next to close first.
 */
export const productSorts = ["relevance", "newest", "price", "-price", "popular", "ending"] as const;
export type ProductSort = (typeof productSorts)[number];

type ColumnSort = Exclude<ProductSort, "relevance" | "ending">;

const keysets = {
  newest: { name: "newest", columns: [products.createdAt, products.id], descending: true },
  price: { name: "price", columns: [products.startingPriceMinor, products.id], descending: false },
  "-price": { name: "-price", columns: [products.startingPriceMinor, products.id], descending: true },
  popular: { name: "popular", columns: [products.viewCount, products.id], descending: true },
} as const satisfies Record<ColumnSort, Keyset>;

const endingKeyset: Keyset = { name: "ending", columns: [lots.closesAt, products.id], descending: false };

/** How many matches are compared for the best: the newest ones. A search with more of them wants another word. */
const rankedMax = 2_000;

/** What a word counts for in a description, specifications and a title; Postgres wants them from the least. */
const weights = "{0, 0.1, 0.4, 1}";

type ListRequest = PageRequest & { readonly sort: ProductSort };
type ProductPage = Promise<Result<Page<Product>, InvalidCursor>>;

/** Products, filtered and sorted; of a search without a word, none. */
export async function listProducts(
  database: Database,
  { search, ...filter }: ProductFilter,
  request: ListRequest,
): ProductPage {
  const query = search === undefined ? undefined : await findSearchQuery(database, search);
  if (search !== undefined && query === undefined) return accept({ rows: [], nextCursor: null });
  const { sort } = request;
  const isByPrice = sort === "price" || sort === "-price" || hasPrices(filter);
  assert(!isByPrice || filter.currency !== undefined, "prices are compared in one currency");
  if (sort === "ending") return listEnding(database, { filter, query, request });
  if (sort === "relevance" && query !== undefined) return listRanked(database, { filter, query, request });
  return listSorted(database, { filter, query, request, sort: sort === "relevance" ? "newest" : sort });
}

const hasPrices = ({ minPriceMinor, maxPriceMinor }: ProductFilter): boolean =>
  minPriceMinor !== undefined || maxPriceMinor !== undefined;

interface Listing<Query> {
  readonly filter: Omit<ProductFilter, "search">;
  readonly query: Query;
  readonly request: PageRequest;
}

async function listSorted(
  database: Database,
  { filter, query, request, sort }: Listing<string | undefined> & { readonly sort: ColumnSort },
): ProductPage {
  const keyset = keysets[sort];
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const bounds = { order: getOrder(keyset), limit: getFetchLimit(request) };
  const rows = await selectProducts(database)
    .where(areFirst(database, filter, { query, also: behind.value, ...bounds }))
    .orderBy(...bounds.order)
    .limit(bounds.limit);
  return accept(makePage(keyset, request, rows, (row) => [getSortValue(row, sort), row.id]));
}

function getSortValue(row: Product, sort: ColumnSort): Date | number {
  if (sort === "newest") return row.createdAt;
  return sort === "popular" ? row.viewCount : row.startingPriceMinor;
}

/** The best match first: the newest matches, each with how well it fits as a whole number that a cursor can carry. */
async function listRanked(database: Database, { filter, query, request }: Listing<string>): ProductPage {
  const fit = sql<number>`round(ts_rank(${weights}::real[], ${products.document}, ${query}::tsquery) * 1e6)::int`;
  const ranked = database
    .select({ id: products.id, rank: fit.as("rank") })
    .from(products)
    .innerJoin(users, eq(users.id, products.sellerId))
    .where(and(computeCondition(filter, query), isNull(users.disabledAt)))
    .orderBy(desc(products.createdAt), desc(products.id))
    .limit(rankedMax)
    .as("ranked");
  const rank: ComputedColumn = { dataType: "number", getSQL: () => sql`${ranked.rank}` };
  const keyset: Keyset = { name: "relevance", columns: [rank, ranked.id], descending: true };
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  // The page first: only its products are read whole.
  const best = database
    .select({ id: ranked.id, rank: ranked.rank })
    .from(ranked)
    .where(behind.value)
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request))
    .as("best");
  const rows = await database
    .select({ ...productColumns, rank: best.rank })
    .from(best)
    .innerJoin(products, eq(products.id, best.id))
    .innerJoin(users, eq(users.id, products.sellerId))
    .innerJoin(categories, eq(categories.id, products.categoryId))
    .orderBy(desc(best.rank), desc(best.id));
  const page = makePage(keyset, request, rows, (row) => [row.rank, row.id]);
  return accept({ ...page, rows: page.rows.map(({ rank: _rank, ...row }) => row) });
}

/** By when its lot closes; of a product in several open lots, the one that closes first. */
async function listEnding(
  database: Database,
  { filter, query, request }: Listing<string | undefined>,
): ProductPage {
  const behind = readCursor(endingKeyset, request.cursor);
  if (!behind.ok) return behind;
  const isFirstOfProduct = sql`not exists (
    select from lots earlier join auctions sale on sale.id = earlier.auction_id and sale.visibility = 'public'
    where earlier.product_id = ${products.id} and earlier.status = 'open'
      and (earlier.closes_at, earlier.id) < (${lots.closesAt}, ${lots.id}))`;
  const rows = await database
    .select({ ...productColumns, closesAt: sql<Date>`${lots.closesAt}`.mapWith(lots.closesAt) })
    .from(lots)
    .innerJoin(auctions, eq(auctions.id, lots.auctionId))
    .innerJoin(products, eq(products.id, lots.productId))
    .innerJoin(users, eq(users.id, products.sellerId))
    .innerJoin(categories, eq(categories.id, products.categoryId))
    .where(
      and(
        // Said as the index has it.
        sql`${lots.productId} is not null and ${lots.status} = 'open' and ${lots.closesAt} is not null`,
        isUnsoldInPublic,
        isFirstOfProduct,
        computeCondition(filter, query),
        isNull(users.disabledAt),
        behind.value,
      ),
    )
    .orderBy(...getOrder(endingKeyset))
    .limit(getFetchLimit(request));
  const page = makePage(endingKeyset, request, rows, (row) => [row.closesAt, row.id]);
  return accept({ ...page, rows: page.rows.map(({ closesAt: _closesAt, ...row }) => row) });
}
