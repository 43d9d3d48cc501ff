import { lotFormats } from "../../domain/room/lot-rules.ts";
import { z } from "../zod.ts";
import { entityId, searchText } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { productCondition, productFilters } from "./products.ts";

const count = z.int().min(0);

/** How many products each choice of a filter would leave. */
const productFacets = z
  .object({
    total: count,
    /** False: every count is "at least", since there are more products than are counted. */
    isComplete: z.boolean(),
    categories: z.array(
      z.object({ slug: z.string(), name: z.string(), parentSlug: z.string().nullable(), count }),
    ),
    conditions: z.array(z.object({ value: productCondition, count })),
    currencies: z.array(z.object({ value: z.string(), count })),
    /** Of one currency, the one asked for or dollars; `toMinor` is the last price of a range, null where it has no end. */
    prices: z.object({
      currency: z.string(),
      ranges: z.array(z.object({ fromMinor: z.int(), toMinor: z.int().nullable(), count })),
    }),
    sellers: z.array(z.object({ id: z.string(), name: z.string(), count })),
    formats: z.array(z.object({ value: z.enum(lotFormats), count })),
    live: count,
  })
  .meta({ id: "ProductFacets" });
export type ProductFacets = z.infer<typeof productFacets>;

const tag = "Catalogue";

export const readFacets = endpoint({
  name: "readFacets",
  method: "get",
  path: "/search/facets",
  tag,
  summary: "Count what filters would leave",
  description:
    "Takes the filters of the product list. The counts of a facet honour every filter but its own, so that they say what " +
    'another choice would give. A category counts what is under it. Beyond two thousand products they are "at least".',
  access: "public",
  scope: "catalogue:read",
  query: z.strictObject({ ...productFilters, sellerId: entityId.optional() }),
  data: productFacets,
});

const suggestions = z
  .object({
    products: z.array(z.object({ id: z.string(), title: z.string(), imageUrl: z.string().nullable() })),
    categories: z.array(z.object({ slug: z.string(), name: z.string() })),
    sellers: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: "SearchSuggestions" });

export const suggestSearches = endpoint({
  name: "suggestSearches",
  method: "get",
  path: "/search/suggestions",
  tag,
  summary: "What a search may be about",
  description: "For somebody who is still typing: at most five products, categories and sellers.",
  access: "public",
  scope: "catalogue:read",
  query: z.strictObject({ q: searchText }),
  data: suggestions,
});
