import { desc, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { LotFormat } from "../../domain/room/lot-rules.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { type ProductCondition, products } from "../schema/catalogue.ts";
import { lots } from "../schema/lots.ts";
import { users } from "../schema/users.ts";
import { areFirst, computeNarrowing, isUnsoldInPublic, type ProductFilter } from "./product-filter.ts";
import { findSearchQuery } from "./search-query.ts";

/** Products of one set that are counted, the newest; with more of them every count is "at least". */
const countedMax = 2_000;
const sellersMax = 10;
/** What has the words of a search is read once for all sets; of more than so many only the newest. */
const matchesMax = 20_000;

interface Count<Value> {
  readonly value: Value;
  readonly count: number;
}

/** How many products each choice of a filter would leave, all other filters as they are. */
export interface ProductFacets {
  readonly total: number;
  /** False: there are more than were counted, and every count is at least what it says. */
  readonly isComplete: boolean;
  /** By the category itself, without what is below it. */
  readonly categories: readonly Count<string>[];
  readonly conditions: readonly Count<ProductCondition>[];
  readonly currencies: readonly Count<string>[];
  /** By the place in `priceSteps`: 0 is below the first. */
  readonly prices: readonly Count<number>[];
  readonly sellers: readonly (Count<string> & { readonly name: string })[];
  readonly formats: readonly Count<LotFormat>[];
  readonly live: number;
}

/** The filters that a facet chooses: its counts leave them out, or nothing but the chosen value would be left to choose. */
const filtersOf = {
  category: ["category"],
  condition: ["condition"],
  // Another currency has other prices.
  currency: ["currency", "minPriceMinor", "maxPriceMinor"],
  price: ["minPriceMinor", "maxPriceMinor"],
  seller: ["sellerId"],
  sale: ["format", "isLive"],
} as const satisfies Record<string, readonly (keyof ProductFilter)[]>;
type Facet = keyof typeof filtersOf;

export interface PriceSteps {
  /** The one currency whose prices are counted. */
  readonly currency: string;
  readonly stepsMinor: readonly number[];
}

interface FacetRow extends Record<string, unknown> {
  readonly facet:
    | "total"
    | "capped"
    | "category"
    | "condition"
    | "currency"
    | "price"
    | "seller"
    | "format"
    | "live";
  readonly value: string;
  readonly label: string | null;
  readonly count: number;
}

/** One statement: each set of products is read once and counted by everything it is about. */
export async function countFacets(
  database: Database,
  { search, ...filter }: ProductFilter,
  { currency, stepsMinor }: PriceSteps,
): Promise<ProductFacets> {
  const query = search === undefined ? undefined : await findSearchQuery(database, search);
  if (search !== undefined && query === undefined) return nothingFound;
  const facets = Object.keys(filtersOf) as Facet[];
  const chosen = facets.filter((facet) => filtersOf[facet].some((name) => filter[name] !== undefined));
  const setOf = (facet: Facet): SQL => sql.raw(chosen.includes(facet) ? `without_${facet}` : "found");
  // Matches are found by their words and read one by one: once is enough.
  const isReadOnce = query !== undefined && chosen.length > 0;
  const read = (narrowed: ProductFilter): SQLWrapper =>
    isReadOnce ? selectAmongMatches(narrowed) : selectSet(database, narrowed, { query, limit: countedMax });
  const matches = selectSet(database, leaveOut(filter, chosen), { query, limit: matchesMax });
  const sets = [
    ...(isReadOnce ? [sql`matches as materialized ${matches}`] : []),
    sql`found as materialized ${read(filter)}`,
    ...chosen.map(
      (facet) => sql`${sql.raw(`without_${facet}`)} as materialized ${read(leaveOut(filter, [facet]))}`,
    ),
  ];
  const sizes = [
    sql`select count(*) >= ${countedMax} as is_full from found`,
    ...chosen.map((facet) => sql`select count(*) >= ${countedMax} from ${setOf(facet)}`),
    ...(isReadOnce ? [sql`select count(*) >= ${matchesMax} from matches`] : []),
  ];
  const inSale = sql`${setOf("sale")} as here join ${lots} on ${lots.productId} = here.id
    join ${auctions} on ${auctions.id} = ${lots.auctionId} where ${isUnsoldInPublic}`;
  const { rows } = await database.execute<FacetRow>(sql`
    with ${sql.join(sets, sql`, `)}
    select 'total' as facet, '' as value, null as label, count(*)::int as count from found
    union all
    select 'capped', '', null, count(*)::int from (${sql.join(sizes, sql` union all `)}) sizes where is_full
    union all
    select 'category', category_id::text, null, count(*)::int from ${setOf("category")} group by category_id
    union all
    select 'condition', condition, null, count(*)::int from ${setOf("condition")} group by condition
    union all
    select 'currency', currency, null, count(*)::int from ${setOf("currency")} group by currency
    union all
    select 'price', width_bucket(starting_price_minor, ${toArray(stepsMinor)}::bigint[])::text, null, count(*)::int
    from ${setOf("price")} where currency = ${currency} group by 2
    union all
    (select 'seller', seller_id::text, min(seller_name), count(*)::int from ${setOf("seller")}
     group by seller_id order by 4 desc, 2 limit ${sellersMax})
    union all
    select 'format', ${lots.format}, null, count(distinct here.id)::int from ${inSale} group by ${lots.format}
    union all
    select 'live', '', null, count(distinct here.id)::int from ${inSale} and ${eq(auctions.status, "live")}`);
  return toFacets(rows);
}

const toArray = (values: readonly number[]): string => `{${values.join(",")}}`;

const newestFirst = [desc(products.createdAt), desc(products.id)];

/** The filter with what some facets choose left out. */
function leaveOut(filter: ProductFilter, facets: readonly Facet[]): ProductFilter {
  const left = new Set<string>(facets.flatMap((facet) => filtersOf[facet]));
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !left.has(name)));
}

const selectSet = (
  database: Database,
  filter: ProductFilter,
  { query, limit }: { readonly query: string | undefined; readonly limit: number },
) =>
  database
    .select({
      id: products.id,
      created_at: products.createdAt,
      category_id: products.categoryId,
      condition: products.condition,
      currency: products.currency,
      starting_price_minor: products.startingPriceMinor,
      seller_id: products.sellerId,
      seller_name: sql`${users.displayName}`.as("seller_name"),
    })
    .from(products)
    .innerJoin(users, eq(users.id, products.sellerId))
    .where(areFirst(database, filter, { query, order: newestFirst, limit }))
    .orderBy(...newestFirst)
    .limit(limit);

/** Of the matches, which stand in for the products themselves: their columns have the same names. */
const selectAmongMatches = ({
  status: _status,
  isFeatured: _isFeatured,
  ...chosen
}: ProductFilter): SQL => sql`(
  select * from matches as products where ${computeNarrowing(chosen) ?? sql`true`}
  order by ${sql.join(newestFirst, sql`, `)} limit ${countedMax})`;

const nothingFound: ProductFacets = {
  total: 0,
  isComplete: true,
  categories: [],
  conditions: [],
  currencies: [],
  prices: [],
  sellers: [],
  formats: [],
  live: 0,
};

function toFacets(rows: readonly FacetRow[]): ProductFacets {
  const of = (facet: FacetRow["facet"]) =>
    rows.filter((row) => row.facet === facet).toSorted((one, other) => other.count - one.count);
  const countOf = (facet: FacetRow["facet"]) => of(facet)[0]?.count ?? 0;
  const pick = (facet: FacetRow["facet"]) => of(facet).map(({ value, count }) => ({ value, count }));
  // Checks hold the two columns to these values.
  return {
    total: countOf("total"),
    isComplete: countOf("capped") === 0,
    categories: pick("category"),
    conditions: pick("condition") as Count<ProductCondition>[],
    currencies: pick("currency"),
    prices: of("price").map(({ value, count }) => ({ value: Number(value), count })),
    sellers: of("seller").map(({ value, label, count }) => ({ value, name: label ?? "", count })),
    formats: pick("format") as Count<LotFormat>[],
    live: countOf("live"),
  };
}
