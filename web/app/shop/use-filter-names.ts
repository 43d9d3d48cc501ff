import { useSearchParams } from "@remix-run/react";

import type { Category } from "../../../contract/http/categories.ts";
import type { ProductFacets } from "../../../contract/http/search.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { listCategoryNames } from "./category-names.ts";

type FilterName = { readonly name: string; readonly label: string };

/** The filters in the address as their reader would say them, by the parameter that each of them is. */
export function useFilterNames(
  categories: readonly Category[],
  facets: ProductFacets | undefined,
  /** What amounts are in, where the address does not say. */
  currencyDefault: string | undefined,
): readonly FilterName[] {
  const { shop, watching } = useMessages();
  const [params] = useSearchParams();
  const read = (name: string) => params.get(name) ?? "";
  const currency = read("currency");
  const withCurrency = (amount: string) => `${amount} ${currency || (currencyDefault ?? "")}`.trim();
  const labels: Readonly<Record<string, string | undefined>> = {
    category: listCategoryNames(categories)[read("category")],
    condition: findName(shop.conditions, read("condition")),
    format: findName(shop.browse.formats, read("format")),
    seller: facets?.sellers.find(({ id }) => id === read("seller"))?.name ?? watching.searches.ofSeller,
    live: shop.browse.liveOnly,
    currency,
    min: watching.searches.from(withCurrency(read("min"))),
    max: watching.searches.upTo(withCurrency(read("max"))),
  };
  return Object.entries(labels).flatMap(([name, label]) => (read(name) && label ? [{ name, label }] : []));
}

const findName = (names: Readonly<Record<string, string>>, value: string): string | undefined =>
  Object.hasOwn(names, value) ? names[value] : undefined;
