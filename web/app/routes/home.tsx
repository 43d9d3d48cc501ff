import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { CalendarClock, Radio } from "lucide-react";

import { listAuctions } from "../../../contract/http/auctions.ts";
import { listCategories } from "../../../contract/http/categories.ts";
import { listProducts } from "../../../contract/http/products.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { toAuctionCard, toProductCard } from "../api/card-data.ts";
import { AuctionCard } from "../components/auction-card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ProductCard } from "../components/product-card.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { CategoryStrip } from "../shop/category-strip.tsx";
import { FeaturedSale } from "../shop/featured-sale.tsx";
import { Promises } from "../shop/promises.tsx";
import { ShelfHeader } from "../shop/shelf-header.tsx";
import { useFreshData } from "../shop/use-fresh-data.ts";
import { findWatches } from "../watching/find-watches.server.ts";

const REFRESH_MS = 15_000;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const listSales = (status: "live" | "scheduled" | "ended", limit: number) =>
    requireAnswer(api.page(listAuctions, { query: { status, limit } }));
  const [live, upcoming, ended, featured, products, categories] = await Promise.all([
    listSales("live", 7),
    listSales("scheduled", 6),
    listSales("ended", 3),
    requireAnswer(api.page(listProducts, { query: { featured: "true", limit: 6 } })),
    requireAnswer(api.page(listProducts, { query: { limit: 12 } })),
    requireAnswer(api.call(listCategories, {})),
  ]);
  const watches = await findWatches(
    api,
    [...upcoming.items, ...products.items].map(({ id }) => id),
  );
  return {
    watches,
    live: live.items,
    upcoming: upcoming.items,
    ended: ended.items,
    featured: featured.items,
    products: products.items,
    categories,
  };
}

export default function Home() {
  const { shop } = useMessages();
  const { live, upcoming, ended, featured, products, categories } = useLoaderData<typeof loader>();
  const [leading, ...others] = live;
  useFreshData(REFRESH_MS);
  return (
    <div className="page grid gap-14 pt-6 pb-12 md:gap-20 md:pt-10">
      <section aria-labelledby="live-title" className="grid gap-5">
        <h1 id="live-title" className="sr-only">
          {shop.home.liveNow}
        </h1>
        {leading ? (
          <FeaturedSale sale={leading} />
        ) : (
          <EmptyState icon={Radio} title={shop.home.nothingLive} body={shop.home.nothingLiveBody} />
        )}
        {others.length > 0 ? (
          <div className="auction-grid mt-5">
            {others.map((sale) => (
              <AuctionCard key={sale.id} auction={toAuctionCard(sale)} />
            ))}
          </div>
        ) : null}
      </section>
      <section className="grid gap-5">
        <ShelfHeader
          title={shop.home.upcoming}
          to="/browse?show=sales&status=scheduled"
          link={shop.home.seeAllSales}
        />
        {upcoming.length > 0 ? (
          <div className="auction-grid">
            {upcoming.map((sale) => (
              <AuctionCard key={sale.id} auction={toAuctionCard(sale)} />
            ))}
          </div>
        ) : (
          <EmptyState
            icon={CalendarClock}
            title={shop.home.nothingUpcoming}
            body={shop.home.nothingUpcomingBody}
          />
        )}
      </section>
      <Promises />
      {categories.length > 0 ? (
        <section className="grid gap-5">
          <ShelfHeader title={shop.home.categories} />
          <CategoryStrip categories={categories} />
        </section>
      ) : null}
      {featured.length > 0 ? (
        <section className="grid gap-5">
          <ShelfHeader title={shop.home.featured} />
          <div className="product-grid">
            {featured.map((product) => (
              <ProductCard key={product.id} product={toProductCard(product, shop)} />
            ))}
          </div>
        </section>
      ) : null}
      {products.length > 0 ? (
        <section className="grid gap-5">
          <ShelfHeader title={shop.home.newest} to="/browse" link={shop.home.seeAllProducts} />
          <div className="product-grid">
            {products.map((product) => (
              <ProductCard key={product.id} product={toProductCard(product, shop)} />
            ))}
          </div>
        </section>
      ) : null}
      {ended.length > 0 ? (
        <section className="grid gap-5">
          <ShelfHeader
            title={shop.home.recentlyEnded}
            to="/browse?show=sales&status=ended"
            link={shop.home.seeAllSales}
          />
          <div className="auction-grid">
            {ended.map((sale) => (
              <AuctionCard key={sale.id} auction={toAuctionCard(sale)} />
            ))}
          </div>
        </section>
      ) : null}
    </div>
  );
}
