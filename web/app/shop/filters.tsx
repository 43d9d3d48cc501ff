import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import { SlidersHorizontal, X } from "lucide-react";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";

import type { Category } from "../../../contract/http/categories.ts";
import type { ProductFacets } from "../../../contract/http/search.ts";
import { lotFormats } from "../../../domain/room/lot-rules.ts";
import { Button } from "../components/button.tsx";
import { Checkbox } from "../components/checkbox.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { listCurrencyOptions } from "../format/currency-options.ts";
import { useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { PriceRanges } from "./price-ranges.tsx";

/**
 * A GET form: each choice is in the address. With scripts a choice applies at once, without there is a button. On a phone
 * it is a drawer from the bottom of the screen, native, so that it opens without scripts too.
 */
function FilterForm({ show, children }: { show: "products" | "sales"; children: ReactNode }) {
  const { shop } = useMessages();
  const [params] = useSearchParams();
  const submit = useSubmit();
  const query = params.get("q");
  const details = useFilterDrawer();
  return (
    <details
      ref={details}
      className="group max-lg:open:fixed max-lg:open:inset-x-0 max-lg:open:bottom-0 max-lg:open:z-40 max-lg:open:max-h-[85dvh] max-lg:open:overflow-y-auto max-lg:open:rounded-t-lg max-lg:open:border max-lg:open:border-line max-lg:open:bg-raised max-lg:open:px-5 max-lg:open:shadow-[0_0_0_100vmax_rgb(11_12_15/64%)] lg:sticky lg:top-22"
    >
      <summary className="flex h-11 list-none items-center gap-2 rounded-md border border-line-strong px-4 font-semibold max-lg:group-open:sticky max-lg:group-open:top-0 max-lg:group-open:z-10 max-lg:group-open:h-14 max-lg:group-open:rounded-none max-lg:group-open:border-0 max-lg:group-open:bg-raised max-lg:group-open:px-0 lg:group-open:hidden [&::-webkit-details-marker]:hidden">
        <SlidersHorizontal aria-hidden size={18} /> {shop.browse.filters}
        <span className="ml-auto hidden group-open:block">
          <X aria-hidden size={20} />
          <span className="sr-only">{shop.browse.closeFilters}</span>
        </span>
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
        onSubmit={() => {
          if (details.current && !isWide()) details.current.open = false;
        }}
      >
        <input type="hidden" name="show" value={show} />
        {query ? <input type="hidden" name="q" value={query} /> : null}
        {children}
        <div className="flex items-center gap-2 max-lg:sticky max-lg:bottom-0 max-lg:border-t max-lg:border-line max-lg:bg-raised max-lg:pt-3 max-lg:pb-[max(1rem,env(safe-area-inset-bottom))]">
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

const isWide = () => window.matchMedia("(width >= 64rem)").matches;

/** On a phone the results come first; beside them there is room for the filters from the start. */
function useFilterDrawer() {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const drawer = details.current;
    if (!drawer) return undefined;
    drawer.open = isWide();
    const close = () => {
      if (isWide() || !drawer.open) return;
      drawer.open = false;
      drawer.querySelector("summary")?.focus();
    };
    const handlePress = ({ target }: PointerEvent) => {
      if (target instanceof Node && !drawer.contains(target)) close();
    };
    const handleKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") close();
    };
    document.addEventListener("pointerdown", handlePress);
    document.addEventListener("keydown", handleKey);
    return () => {
      document.removeEventListener("pointerdown", handlePress);
      document.removeEventListener("keydown", handleKey);
    };
  }, []);
  return details;
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
  const formats = lotFormats.map((value) => ({
    value,
    label: withCount(
      shop.browse.formats[value],
      facets?.formats.find((each) => each.value === value)?.count ?? 0,
    ),
  }));
  const sellers = (facets?.sellers ?? []).map(({ id, name, count }) => ({
    value: id,
    label: withCount(name, count),
  }));
  const sellerId = params.get("seller") ?? "";
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
        label={shop.browse.format}
        name="format"
        defaultValue={params.get("format") ?? ""}
        options={[{ value: "", label: shop.browse.anyFormat }, ...formats]}
      />
      {sellers.some(({ value }) => value === sellerId) || sellerId === "" ? (
        <Select
          label={shop.browse.seller}
          name="seller"
          defaultValue={sellerId}
          options={[{ value: "", label: shop.browse.anySeller }, ...sellers]}
        />
      ) : (
        <input type="hidden" name="seller" value={sellerId} />
      )}
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
      {facets ? <PriceRanges facets={facets} /> : null}
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
