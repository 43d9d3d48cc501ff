import type { Category } from "../../contract/http/categories.ts";
import { findListCurrency, priceCurrencyDefault } from "../../contract/http/products.ts";
import type { ProductFacets } from "../../contract/http/search.ts";
import { readFacets, suggestSearches } from "../../contract/http/search.ts";
import { listCategoryTree } from "../../db/queries/categories.ts";
import * as facets from "../../db/queries/product-facets.ts";
import { listSuggestions } from "../../db/queries/suggestions.ts";
import { getPriceFloor } from "../../domain/currency.ts";
import { cacheTags } from "../cache/tags.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

/** Where the ranges of prices begin, in what a US cent is worth. */
const stepsInCents = [2_500, 5_000, 10_000, 25_000, 50_000, 100_000];

/** What people look at while they search may be as old as the results themselves. */
const cache = {
  kindOf: () => "productSearch" as const,
  tagsOf: () => [cacheTags.productLists, cacheTags.categories],
};

export function mountSearch(parts: Interface): void {
  mount(
    parts,
    readFacets,
    async (context, { query }) => {
      const { q, live, featured, ...filter } = query;
      const { database } = context.get("postgres");
      const currency = query.currency ?? priceCurrencyDefault;
      const stepsMinor = stepsInCents.map((step) => step * getPriceFloor(currency));
      const [counted, tree] = await Promise.all([
        facets.countFacets(
          database,
          {
            ...filter,
            currency: findListCurrency(query),
            search: q,
            isLive: live === undefined ? undefined : true,
            isFeatured: featured === undefined ? undefined : true,
            status: "active",
          },
          { currency, stepsMinor },
        ),
        listCategoryTree(database),
      ]);
      return { data: toFacets(counted, tree, { currency, stepsMinor }) };
    },
    { cache },
  );

  mount(
    parts,
    suggestSearches,
    async (context, { query: { q } }) => ({
      data: await listSuggestions(context.get("postgres").database, q),
    }),
    { cache },
  );
}

function toFacets(
  counted: facets.ProductFacets,
  tree: readonly Category[],
  { currency, stepsMinor }: facets.PriceSteps,
): ProductFacets {
  const { total, isComplete, conditions, currencies, formats, live } = counted;
  const own = new Map(counted.categories.map(({ value, count }) => [value, count]));
  return {
    total,
    isComplete,
    categories: sumCategories(tree, own, null).filter(({ count }) => count > 0),
    conditions: [...conditions],
    currencies: [...currencies],
    prices: {
      currency,
      ranges: counted.prices
        .toSorted((one, other) => one.value - other.value)
        .map(({ value, count }) => {
          const to = stepsMinor[value];
          return { fromMinor: stepsMinor[value - 1] ?? 0, toMinor: to === undefined ? null : to - 1, count };
        }),
    },
    sellers: counted.sellers.map(({ value, name, count }) => ({ id: value, name, count })),
    formats: [...formats],
    live,
  };
}

type CategoryCount = ProductFacets["categories"][number];

/** Each category with what is below it, in the order of the tree. */
function sumCategories(
  tree: readonly Category[],
  own: ReadonlyMap<string, number>,
  parentSlug: string | null,
): CategoryCount[] {
  return tree.flatMap(({ id, slug, name, children }) => {
    const below = sumCategories(children, own, slug);
    const sum = below
      .filter((each) => each.parentSlug === slug)
      .reduce((total, { count }) => total + count, own.get(id) ?? 0);
    return [{ slug, name, parentSlug, count: sum }, ...below];
  });
}
