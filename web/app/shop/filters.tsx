import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import { SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";

import type { Category } from "../../../contract/http/categories.ts";
import type { ProductFacets } from "../../../contract/http/search.ts";
import { Button } from "../components/button.tsx";
import { Checkbox } from "../components/checkbox.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { listCurrencyOptions } from "../format/currency-options.ts";
import { useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** A GET form: each choice is in the address. With scripts a choice applies at once, without there is a button. */
function FilterForm({ show, children }: { show: "products" | "sales"; children: ReactNode }) {
  const { shop } = useMessages();
  const [params] = useSearchParams();
  const submit = useSubmit();
  const query = params.get("q");
  const details = useRef<HTMLDetailsElement>(null);
  // On a phone the results come first; beside them there is room for the filters from the start.
  useEffect(() => {
    if (details.current) details.current.open = window.matchMedia("(width >= 64rem)").matches;
  }, []);
  return (
    <details ref={details} className="group lg:sticky lg:top-22">
      <summary className="flex h-11 list-none items-center gap-2 rounded-md border border-line-strong px-4 font-semibold lg:group-open:hidden [&::-webkit-details-marker]:hidden">
        <SlidersHorizontal aria-hidden size={18} /> {shop.browse.filters}
      </summary>
      <Form
        action="/browse"
        key={params.toString()}
        className="grid gap-4 max-lg:pt-4"
        onChange={(event) => {
          // Prices are typed; they wait for the button.
          if (event.target instanceof HTMLSelectElement)
            submit(event.currentTarget, { preventScrollReset: true });
        }}
      >
        <input type="hidden" name="show" value={show} />
        {query ? <input type="hidden" name="q" value={query} /> : null}
        {children}
        <div className="flex items-center gap-2">
          <Button type="submit">{shop.browse.apply}</Button>
          <Link
            to={`/browse?show=${show}`}
            className="inline-flex h-11 items-center px-3 text-sm font-semibold text-muted hover:text-text"
          >
            {shop.browse.clear}
          </Link>
        </div>
      </Form>
    </details>
  );
}

type ProductFiltersProps = {
  categories: readonly Category[];
  facets: ProductFacets | undefined;
  /** What prices are in, where the list is about one currency. */
  currency: string | undefined;
};

export function ProductFilters({ categories, facets, currency }: ProductFiltersProps) {
  const { shop } = useMessages();
  const [params] = useSearchParams();
  const { locale } = useReader();
  // A choice that leaves nothing is still one; what was not counted has no number.
  const withCount = (label: string, count: number | undefined) =>
    facets === undefined ? label : `${label} (${shop.browse.count(count ?? 0, facets.isComplete, locale)})`;
  const inCategory = (slug: string) => facets?.categories.find((each) => each.slug === slug)?.count;
  const tree = categories.flatMap((top) => [
    { value: top.slug, label: withCount(top.name, inCategory(top.slug)) },
    ...top.children.map((child) => ({
      value: child.slug,
      label: `  ${withCount(child.name, inCategory(child.slug))}`,
    })),
  ]);
  const conditions = Object.entries(shop.conditions).map(([value, label]) => ({
    value,
    label: withCount(label, facets?.conditions.find((each) => each.value === value)?.count),
  }));
  // What there is, and the choice itself; without counts, all one can sell in.
  const isOffered = (code: string) =>
    facets === undefined || code === currency || facets.currencies.some(({ value }) => value === code);
  const currencies = listCurrencyOptions(locale)
    .filter(({ value }) => isOffered(value))
    .map(({ value, label }) => ({
      value,
      label: withCount(label, facets?.currencies.find((each) => each.value === value)?.count),
    }));
  const sorts = Object.entries(shop.browse.sorts).map(([value, label]) => ({ value, label }));
  return (
    <FilterForm show="products">
      <Select
        label={shop.browse.category}
        name="category"
        defaultValue={params.get("category") ?? ""}
        options={[{ value: "", label: shop.browse.allCategories }, ...tree]}
      />
      <Select
        label={shop.browse.condition}
        name="condition"
        defaultValue={params.get("condition") ?? ""}
        options={[{ value: "", label: shop.browse.anyCondition }, ...conditions]}
      />
      <Select
        label={shop.browse.sort}
        name="sort"
        defaultValue={params.get("sort") ?? (params.get("q") ? "relevance" : "newest")}
        options={params.get("q") ? sorts : sorts.filter(({ value }) => value !== "relevance")}
      />
      <Checkbox
        name="live"
        value="true"
        label={withCount(shop.browse.liveOnly, facets?.live)}
        defaultChecked={params.get("live") === "true"}
      />
      <Select
        label={shop.browse.currency}
        name="currency"
        hint={shop.browse.currencyHint}
        defaultValue={currency ?? ""}
        options={[{ value: "", label: shop.browse.anyCurrency }, ...currencies]}
      />
      <div className="grid grid-cols-2 gap-3">
        <Input
          label={shop.browse.minPrice}
          name="min"
          inputMode="decimal"
          defaultValue={params.get("min") ?? ""}
        />
        <Input
          label={shop.browse.maxPrice}
          name="max"
          inputMode="decimal"
          defaultValue={params.get("max") ?? ""}
        />
      </div>
    </FilterForm>
  );
}

export function SaleFilters() {
  const { shop } = useMessages();
  const [params] = useSearchParams();
  const statuses = Object.entries(shop.browse.statuses).map(([value, label]) => ({ value, label }));
  return (
    <FilterForm show="sales">
      <Select
        label={shop.browse.status}
        name="status"
        defaultValue={params.get("status") ?? ""}
        options={[{ value: "", label: shop.browse.anyStatus }, ...statuses]}
      />
    </FilterForm>
  );
}
