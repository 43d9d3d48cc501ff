import { ApiError } from "../../../client/http/api-error.ts";
import type { AuctionSummary } from "../../../contract/http/auctions.ts";
import { listAuctions } from "../../../contract/http/auctions.ts";
import type { Product } from "../../../contract/http/products.ts";
import { findListCurrency, listProducts } from "../../../contract/http/products.ts";
import type { ProductFacets } from "../../../contract/http/search.ts";
import { readFacets } from "../../../contract/http/search.ts";
import type { CurrencyCode } from "../../../domain/currency.ts";
import { currencyCodes } from "../../../domain/currency.ts";
import { lotFormats } from "../../../domain/room/lot-rules.ts";
import { attempt } from "../api/attempt.ts";
import type { PageApi } from "../api/api.server.ts";
import { parseMoney } from "../format/money.ts";

export type BrowseResults =
  | {
      readonly kind: "products";
      readonly items: Product[];
      readonly nextCursor: string | null;
      /** How many products each choice of a filter would leave; nothing when that could not be counted. */
      readonly facets: ProductFacets | undefined;
    }
  | { readonly kind: "sales"; readonly items: AuctionSummary[]; readonly nextCursor: string | null };

const PAGE_SIZE = 24;
const SALE_STATUSES = ["live", "scheduled", "ended", "cancelled"] as const;
const SORTS = ["relevance", "newest", "price", "-price", "popular", "ending"] as const;
const CONDITIONS = ["new", "like_new", "good", "fair"] as const;

/** One of the values we know, or nothing: an address someone changed by hand shows everything instead of an error. */
function findKnown<Value extends string>(known: readonly Value[], value: string | null): Value | undefined {
  return known.find((each) => each === value);
}

/** The one currency the products of an address are of; none where prices play no part. */
export function findBrowseCurrency(params: URLSearchParams): CurrencyCode | undefined {
  const asked = findListCurrency({
    currency: params.get("currency") || undefined,
    minPriceMinor: params.get("min") || undefined,
    maxPriceMinor: params.get("max") || undefined,
    sort: params.get("sort") ?? undefined,
  });
  return findKnown(currencyCodes, asked ?? null);
}

/** What an address of the browse page asks of products; amounts are as its reader types them. */
export function readProductFilter(params: URLSearchParams, locale: string) {
  const q = readWords(params);
  const category = /^[a-z0-9]+(-[a-z0-9]+)*$/u.exec(params.get("category") ?? "")?.[0];
  const condition = findKnown(CONDITIONS, params.get("condition"));
  const format = findKnown(lotFormats, params.get("format"));
  const sellerId = sellerIds.safeParse(params.get("seller")).data;
  const currency = findBrowseCurrency(params);
  const readPrice = (name: string) =>
    currency === undefined ? undefined : parseMoney(params.get(name) ?? "", currency, locale);
  const minPriceMinor = readPrice("min");
  const maxPriceMinor = readPrice("max");
  return {
    ...(q ? { q } : {}),
    ...(category ? { category } : {}),
    ...(condition ? { condition } : {}),
    ...(format ? { format } : {}),
    ...(sellerId ? { sellerId } : {}),
    ...(currency ? { currency } : {}),
    ...(minPriceMinor ? { minPriceMinor } : {}),
    ...(maxPriceMinor ? { maxPriceMinor } : {}),
    ...(params.get("live") === "true" ? { live: "true" as const } : {}),
  };
}

const sellerIds = readFacets.query.shape.sellerId;
const readWords = (params: URLSearchParams) => params.get("q")?.trim().slice(0, 100);

/**
 * What the browse page shows for its address. A kept or shared one may have a cursor that fits its filters no more: it is
 * then the list from its start, and says so.
 */
export async function findFreshResults(
  api: PageApi,
  params: URLSearchParams,
  locale: string,
): Promise<BrowseResults & { readonly isFromStart: boolean }> {
  try {
    return { ...(await findResults(api, params, locale)), isFromStart: false };
  } catch (error) {
    const isStale = error instanceof ApiError && error.status === 400 && params.has("cursor");
    if (!isStale) throw error;
    const fromStart = new URLSearchParams(params);
    fromStart.delete("cursor");
    return { ...(await findResults(api, fromStart, locale)), isFromStart: true };
  }
}

async function findResults(api: PageApi, params: URLSearchParams, locale: string): Promise<BrowseResults> {
  const q = readWords(params);
  const cursor = params.get("cursor");
  const common = { limit: PAGE_SIZE, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) };
  if (params.get("show") === "sales") {
    const status = findKnown(SALE_STATUSES, params.get("status"));
    const { items, meta } = await api.page(listAuctions, {
      query: { ...common, ...(status ? { status } : {}) },
    });
    return { kind: "sales", items, nextCursor: meta.nextCursor };
  }
  const sort = findKnown(SORTS, params.get("sort"));
  const filter = readProductFilter(params, locale);
  const [{ items, meta }, facets] = await Promise.all([
    api.page(listProducts, { query: { ...common, ...filter, ...(sort ? { sort } : {}) } }),
    attempt(api.call(readFacets, { query: filter })),
  ]);
  return {
    kind: "products",
    items,
    nextCursor: meta.nextCursor,
    facets: facets.ok ? facets.value : undefined,
  };
}
