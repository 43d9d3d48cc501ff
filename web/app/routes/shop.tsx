import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Store } from "lucide-react";
import type { ReactNode } from "react";

import type { AuctionSummary } from "../../../contract/http/auctions.ts";
import { followSeller, readStorefront, unfollowSeller } from "../../../contract/http/sellers.ts";
import { listReviews } from "../../../contract/http/reviews.ts";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { toAuctionCard, toProductCard } from "../api/card-data.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { findOwnProfile } from "../api/require.server.ts";
import { AuctionCard } from "../components/auction-card.tsx";
import { ButtonLink } from "../components/button-link.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ProductCard } from "../components/product-card.tsx";
import { RatingLine } from "../components/rating.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { ReportLink } from "../shop/report-link.tsx";
import { ReviewList } from "../shop/review-list.tsx";
import { ShelfHeader } from "../shop/shelf-header.tsx";
import { ShopHeader } from "../shop/shop-header.tsx";
import { ShopWords } from "../shop/shop-words.tsx";
import { findWatches } from "../watching/find-watches.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.shop.shopName ?? en.trust.shop.products} · ${en.common.brand}` },
  ...(data ? [{ name: "description", content: data.shop.about.slice(0, 160) }] : []),
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const seller = params["seller"] ?? "";
  const [shop, me] = await Promise.all([
    requireAnswer(api.call(readStorefront, { params: { seller } })),
    findOwnProfile(api),
  ]);
  // One address for each shop, whatever led here.
  if (shop.slug !== null && shop.slug !== seller) throw redirect(`/sellers/${shop.slug}`);
  const cursor = new URL(request.url).searchParams.get("reviews") ?? undefined;
  const query = { limit: 10, ...(cursor === undefined ? {} : { cursor }) };
  const reviews = await requireAnswer(api.page(listReviews, { params: { seller: shop.id }, query }));
  const watches = await findWatches(
    api,
    [...shop.auctions.upcoming, ...shop.products].map(({ id }) => id),
  );
  return {
    shop,
    watches,
    isOwn: me?.id === shop.id,
    reviews: reviews.items,
    olderReviews: reviews.meta.nextCursor,
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const seller = { params: { seller: params["seller"] ?? "" } };
  return handleForm(request, {
    follow: () => api.call(followSeller, seller),
    unfollow: () => api.call(unfollowSeller, seller),
  });
}

export default function Shop() {
  const messages = useMessages();
  const words = messages.trust.shop;
  const { shop, isOwn, reviews, olderReviews } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const { live, upcoming, past } = shop.auctions;
  const isEmpty = shop.products.length === 0 && live.length === 0 && upcoming.length === 0;
  return (
    <div className="page grid gap-12 py-6 md:py-10">
      <ShopHeader shop={shop} isOwn={isOwn}>
        <a href="#reviews" className="flex min-h-9 items-center justify-self-start hover:underline">
          <RatingLine rating={shop.rating} />
        </a>
      </ShopHeader>
      {outcome && !outcome.ok ? <FormProblemAlert problem={outcome.problem} said={words.refused} /> : null}
      {isEmpty ? <EmptyState icon={Store} title={words.empty} body={words.emptyBody} /> : null}
      <Sales title={words.live} sales={live} />
      <Sales title={words.upcoming} sales={upcoming} />
      {shop.products.length === 0 ? null : (
        <Shelf title={words.products}>
          <div className="product-grid">
            {shop.products.map((product) => (
              <ProductCard key={product.id} product={toProductCard(product, messages.shop)} />
            ))}
          </div>
        </Shelf>
      )}
      <ShopWords shop={shop} />
      <section id="reviews" className="grid scroll-mt-20 gap-5">
        <ShelfHeader title={messages.trust.reviews.title} />
        {reviews.length === 0 ? <RatingLine rating={shop.rating} /> : <ReviewList reviews={reviews} />}
        {olderReviews === null ? null : (
          <ButtonLink
            to={`?reviews=${encodeURIComponent(olderReviews)}#reviews`}
            className="justify-self-start"
          >
            {messages.common.older}
          </ButtonLink>
        )}
      </section>
      <Sales title={words.past} sales={past} />
      {isOwn ? null : <ReportLink subject="user" id={shop.id} />}
    </div>
  );
}

function Shelf({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-5">
      <ShelfHeader title={title} />
      {children}
    </section>
  );
}

function Sales({ title, sales }: { title: string; sales: readonly AuctionSummary[] }) {
  if (sales.length === 0) return null;
  return (
    <Shelf title={title}>
      <div className="auction-grid">
        {sales.map((sale) => (
          <AuctionCard key={sale.id} auction={toAuctionCard(sale)} />
        ))}
      </div>
    </Shelf>
  );
}
