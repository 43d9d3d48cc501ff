import { desc, eq, type SQL, sql } from "drizzle-orm";
import type { LotFormat } from "../../domain/room/lot-rules.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { type ProductCondition, products } from "../schema/catalogue.ts";
import { lots } from "../schema/lots.ts";
import { users } from "../schema/users.ts";
import { areFirst, isUnsoldInPublic, type ProductFilter } from "./product-filter.ts";
import { findSearchQuery } from "./search-query.ts";

/** Products of one set that are counted, the newest; with more of them every count is "at least". */
const countedMax = 2_000;
const sellersMax = 10;

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
  const sets = [
    sql`found as materialized ${selectSet(database, filter, query)}`,
    ...chosen.map((facet) => {
      const others = Object.fromEntries(
        Object.entries(filter).filter(([name]) => !(filtersOf[facet] as readonly string[]).includes(name)),
      );
      return sql`${sql.raw(`without_${facet}`)} as materialized ${selectSet(database, others, query)}`;
    }),
  ];
  const sizes = [
    sql`select count(*) as size from found`,
    ...chosen.map((facet) => sql`select count(*) from ${setOf(facet)}`),
  ];
  const inSale = sql`${setOf("sale")} as here join ${lots} on ${lots.productId} = here.id
    join ${auctions} on ${auctions.id} = ${lots.auctionId} where ${isUnsoldInPublic}`;
  const { rows } = await database.execute<FacetRow>(sql`
    with ${sql.join(sets, sql`, `)}
    select 'total' as facet, '' as value, null as label, count(*)::int as count from found
    union all
    select 'capped', '', null, count(*)::int from (${sql.join(sizes, sql` union all `)}) sizes where size >= ${countedMax}
    union all
    select 'category', category_id::text, null, count(*)::int from ${setOf("category")} group by category_id
    union all
    select 'condition', condition, null, count(*)::int from ${setOf("condition")} group by condition
    union all
    select 'currency', currency, null, count(*)::int from ${setOf("currency")} group by currency
    union all
    select 'price', width_bucket(price_minor, ${toArray(stepsMinor)}::bigint[])::text, null, count(*)::int
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

const selectSet = (database: Database, filter: ProductFilter, query: string | undefined) =>
  database
    .select({
      id: products.id,
      category_id: products.categoryId,
      condition: products.condition,
      currency: products.currency,
      price_minor: sql`${products.startingPriceMinor}`.as("price_minor"),
      seller_id: products.sellerId,
      seller_name: sql`${users.displayName}`.as("seller_name"),
    })
    .from(products)
    .innerJoin(users, eq(users.id, products.sellerId))
    .where(areFirst(database, filter, { query, order: newestFirst, limit: countedMax }))
    .orderBy(...newestFirst)
    .limit(countedMax);

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
