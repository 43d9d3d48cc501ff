import { Link, useSearchParams } from "@remix-run/react";
import { X } from "lucide-react";

import type { Category } from "../../../contract/http/categories.ts";
import type { ProductFacets } from "../../../contract/http/search.ts";
import { useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { useFilterNames } from "./use-filter-names.ts";

type FilterChipsProps = {
  categories: readonly Category[];
  facets: ProductFacets | undefined;
  currency: string | undefined;
};

/** How many there are, and each filter in use as something to take away again. */
export function FilterChips({ categories, facets, currency }: FilterChipsProps) {
  const { shop } = useMessages();
  const { locale } = useReader();
  const [params] = useSearchParams();
  const names = useFilterNames(categories, facets, currency);
  const without = (name: string) => {
    const next = new URLSearchParams(params);
    for (const each of ["cursor", name]) next.delete(each);
    return `/browse?${next}`;
  };
  const total = facets ? shop.browse.count(facets.total, facets.isComplete, locale) : undefined;
  if (total === undefined && names.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {facets && total !== undefined ? (
        <p role="status" className="mr-2 text-sm text-muted tabular">
          {shop.browse.found(total, facets.total === 1)}
        </p>
      ) : null}
      {names.length > 0 ? (
        <ul aria-label={shop.browse.chips} className="flex flex-wrap gap-2">
          {names.map(({ name, label }) => (
            <li key={name}>
              <Link
                to={without(name)}
                preventScrollReset
                aria-label={shop.browse.chipLabel(label)}
                className="press-area inline-flex h-9 items-center gap-1.5 rounded-full border border-line-strong bg-surface pr-2.5 pl-3.5 text-sm font-semibold hover:bg-hover"
              >
                {label} <X aria-hidden size={15} className="text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
