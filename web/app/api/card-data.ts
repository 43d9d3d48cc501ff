import type { AuctionSummary } from "../../../contract/http/auctions.ts";
import type { Product } from "../../../contract/http/products.ts";
import type { AuctionCardData } from "../components/auction-card.tsx";
import type { ProductCardData } from "../components/product-card.tsx";
import type { Messages } from "../messages/en.ts";

/** A sale of a list as its card shows it. */
export function toAuctionCard(auction: AuctionSummary): AuctionCardData {
  return {
    id: auction.id,
    title: auction.title,
    sellerName: auction.sellerName,
    status: auction.status,
    startsAtMs: Date.parse(auction.scheduledStart),
    lotCount: auction.lotCount,
    viewers: 0,
    imageUrls: auction.lots.flatMap((lot) => lot.imageUrls.slice(0, 1)).slice(0, 3),
  };
}

/** A product of a list as its card shows it. */
export function toProductCard(product: Product, shop: Messages["shop"]): ProductCardData {
  return {
    id: product.id,
    title: product.title,
    condition: shop.conditions[product.condition],
    price: { amountMinor: product.startingPriceMinor, currency: product.currency },
    imageUrl: product.images[0]?.url,
    placeholder: product.images[0]?.placeholder,
  };
}
