import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";

import { listAuctions } from "../../../contract/http/auctions.ts";
import { readSellerCard } from "../../../contract/http/sellers.ts";
import { readProduct } from "../../../contract/http/products.ts";
import { createApi } from "../api/api.server.ts";
import { attempt, requireAnswer } from "../api/attempt.ts";
import { toAuctionCard } from "../api/card-data.ts";
import { AuctionCard } from "../components/auction-card.tsx";
import { Avatar } from "../components/avatar.tsx";
import { Badge } from "../components/badge.tsx";
import { useMoney } from "../format/reader.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { Gallery } from "../shop/gallery.tsx";
import { RatingLine } from "../components/rating.tsx";
import { ReportLink } from "../shop/report-link.tsx";
import { ShippingFacts } from "../products/shipping-facts.tsx";
import { ShelfHeader } from "../shop/shelf-header.tsx";
import { findWatches } from "../watching/find-watches.server.ts";
import { WatchButton } from "../watching/watch-button.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.product.title ?? en.common.errors.notFoundTitle} · ${en.common.brand}` },
  ...(data ? [{ name: "description", content: data.product.description.slice(0, 160) }] : []),
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const product = await requireAnswer(api.call(readProduct, { params: { id: params["productId"] ?? "" } }));
  const list = async (query: { readonly productId: string } | { readonly sellerId: string }) => {
    const pages = await Promise.all(
      (["live", "scheduled"] as const).map((status) =>
        attempt(api.page(listAuctions, { query: { ...query, status, limit: 6 } })),
      ),
    );
    return pages.flatMap((result) => (result.ok ? result.value.items : []));
  };
  const [inSale, sellers, seller] = await Promise.all([
    list({ productId: product.id }),
    list({ sellerId: product.sellerId }),
    attempt(api.call(readSellerCard, { params: { seller: product.sellerId } })),
  ]);
  const others = sellers.filter(({ id }) => !inSale.some((sale) => sale.id === id));
  return {
    product,
    seller: seller.ok ? seller.value : undefined,
    inSale,
    others,
    watches: await findWatches(api, [product.id, ...[...inSale, ...others].map(({ id }) => id)]),
  };
}

export default function ProductPage() {
  const { shop } = useMessages();
  const { product, seller, inSale, others } = useLoaderData<typeof loader>();
  const format = useMoney();
  const show = (amountMinor: number) => format({ amountMinor, currency: product.currency });
  const specifications = Object.entries(product.specifications);
  return (
    <div className="page grid gap-12 py-6 md:py-10">
      <div className="grid items-start gap-8 lg:grid-cols-[1.3fr_1fr] lg:gap-12">
        <Gallery images={product.images} video={product.video} title={product.title} />
        <div className="grid gap-6">
          <div className="grid gap-3">
            <p className="flex flex-wrap gap-2">
              <Badge tone="outline">{shop.conditions[product.condition]}</Badge>
              {product.status === "active" ? null : <Badge>{shop.product.gone[product.status]}</Badge>}
            </p>
            <h1 className="text-3xl wrap-anywhere md:text-4xl">{product.title}</h1>
            <Link
              to={`/sellers/${seller?.slug ?? product.sellerId}`}
              className="flex min-h-11 items-center gap-2.5 text-sm"
            >
              <Avatar name={seller?.shopName ?? product.sellerName} size="sm" />
              <span>
                {shop.product.soldBy}{" "}
                <strong className="font-semibold">{seller?.shopName ?? product.sellerName}</strong>
              </span>
              {seller ? <RatingLine rating={seller.rating} /> : null}
            </Link>
          </div>
          <div className="flex flex-wrap items-center justify-between gap-4 border-y border-line py-4">
            <div>
              <p className="text-sm text-muted">{shop.product.startingPrice}</p>
              <p className="font-display text-4xl font-bold tabular">{show(product.startingPriceMinor)}</p>
              {product.buyNowPriceMinor === null ? null : (
                <p className="text-sm text-muted tabular">
                  {shop.product.buyNow(show(product.buyNowPriceMinor))}
                </p>
              )}
            </div>
            <WatchButton kind="product" subjectId={product.id} title={product.title} look="button" />
          </div>
          {inSale.length > 0 ? (
            <div className="grid gap-4">
              <h2 className="text-xl">{shop.product.inSale}</h2>
              {inSale.map((sale) => (
                <AuctionCard key={sale.id} auction={toAuctionCard(sale)} />
              ))}
            </div>
          ) : others.length === 0 ? (
            <div className="grid gap-1 rounded-md border border-dashed border-line-strong p-4">
              <p className="font-semibold">{shop.product.notListed}</p>
              <p className="text-sm text-muted">{shop.product.notListedBody}</p>
            </div>
          ) : null}
          <section className="grid gap-2">
            <h2 className="text-xl">{shop.product.about}</h2>
            <p className="max-w-prose wrap-anywhere whitespace-pre-line">{product.description}</p>
          </section>
          {specifications.length > 0 ? (
            <section className="grid gap-2">
              <h2 className="text-xl">{shop.product.specifications}</h2>
              <dl className="divide-y divide-line border-y border-line text-sm">
                {specifications.map(([name, value]) => (
                  <div key={name} className="grid grid-cols-[9rem_1fr] gap-4 py-2.5">
                    <dt className="wrap-anywhere text-muted">{name}</dt>
                    <dd className="wrap-anywhere">{value}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ) : null}
          <ShippingFacts shipping={product.shippingInfo} />
          <ReportLink subject="product" id={product.id} />
        </div>
      </div>
      {others.length > 0 ? (
        <section className="grid gap-5">
          <ShelfHeader title={shop.product.sellerSales} />
          <div className="auction-grid">
            {others.map((sale) => (
              <AuctionCard key={sale.id} auction={toAuctionCard(sale)} />
            ))}
          </div>
        </section>
      ) : null}
    </div>
  );
}
