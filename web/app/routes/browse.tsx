import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { SearchX } from "lucide-react";
import { v7 } from "uuid";

import { listCategories } from "../../../contract/http/categories.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findOwnProfile } from "../api/require.server.ts";
import { toAuctionCard, toProductCard } from "../api/card-data.ts";
import { AuctionCard } from "../components/auction-card.tsx";
import { ButtonLink } from "../components/button-link.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { FormNote } from "../components/form-alert.tsx";
import { ProductCard } from "../components/product-card.tsx";
import { SearchForm } from "../components/search-form.tsx";
import { findReader } from "../format/find-reader.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { BrowseTabs } from "../shop/browse-tabs.tsx";
import { findBrowseCurrency, findFreshResults } from "../shop/browse.server.ts";
import { FilterChips } from "../shop/filter-chips.tsx";
import { ProductFilters, SaleFilters } from "../shop/filters.tsx";
import { SaveSearch } from "../shop/save-search.tsx";
import { findWatches } from "../watching/find-watches.server.ts";

export const meta: MetaFunction = () => [{ title: `${en.shop.browse.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const params = new URL(request.url).searchParams;
  const profile = await findOwnProfile(api);
  const { locale } = findReader(request, profile);
  const [results, categories] = await Promise.all([
    requireAnswer(findFreshResults(api, params, locale)),
    requireAnswer(api.call(listCategories, {})),
  ]);
  const watches = await findWatches(
    api,
    results.items.map(({ id }) => id),
  );
  const currency = findBrowseCurrency(params);
  return { results, categories, watches, currency, isSignedIn: profile !== undefined, formKey: v7() };
}

export default function Browse() {
  const { common, shop } = useMessages();
  const { results, categories, currency, isSignedIn, formKey } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const query = params.get("q") ?? "";
  const isEmpty = results.items.length === 0;
  const next = new URLSearchParams(params);
  if (results.nextCursor) next.set("cursor", results.nextCursor);
  return (
    <div className="page grid gap-6 py-6 md:py-10">
      <h1 className="text-3xl">{query ? shop.browse.titleFor(query) : shop.browse.title}</h1>
      <SearchForm className="md:hidden" query={query} />
      <BrowseTabs show={results.kind} />
      <div className="grid items-start gap-8 lg:grid-cols-[15rem_1fr]">
        {results.kind === "products" ? (
          <ProductFilters categories={categories} facets={results.facets} currency={currency} />
        ) : (
          <SaleFilters />
        )}
        <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
          <h2 className="sr-only">
            {results.kind === "products" ? shop.browse.products : shop.browse.sales}
          </h2>
          {results.isFromStart ? <FormNote>{shop.browse.stale}</FormNote> : null}
          {results.kind === "products" ? (
            <div className="grid gap-4">
              <FilterChips categories={categories} facets={results.facets} currency={currency} />
              <SaveSearch
                categories={categories}
                currency={currency}
                isSignedIn={isSignedIn}
                formKey={formKey}
              />
            </div>
          ) : null}
          {isEmpty ? (
            <EmptyState
              icon={SearchX}
              title={shop.browse.nothing}
              body={shop.browse.nothingBody}
              action={<ButtonLink to={`/browse?show=${results.kind}`}>{shop.browse.clear}</ButtonLink>}
            />
          ) : results.kind === "products" ? (
            <div className="product-grid">
              {results.items.map((product, index) => (
                <ProductCard key={product.id} product={toProductCard(product, shop)} eager={index < 4} />
              ))}
            </div>
          ) : (
            <div className="auction-grid">
              {results.items.map((sale, index) => (
                <AuctionCard key={sale.id} auction={toAuctionCard(sale)} eager={index < 2} />
              ))}
            </div>
          )}
          {results.nextCursor ? (
            <ButtonLink to={`?${next}`} className="justify-self-center">
              {common.loadMore}
            </ButtonLink>
          ) : null}
        </div>
      </div>
    </div>
  );
}
