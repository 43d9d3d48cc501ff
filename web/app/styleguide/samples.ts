import type { AuctionCardData } from "../components/auction-card.tsx";
import type { FeedLine } from "../components/bid-feed.tsx";
import type { ChatLineData } from "../components/chat-line.tsx";
import type { LotCardData } from "../components/lot-card.tsx";
import type { ProductCardData } from "../components/product-card.tsx";
import cameraUrl from "./pictures/camera.svg?url";
import cardUrl from "./pictures/card.svg?url";
import watchUrl from "./pictures/watch.svg?url";

const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" });

export const pictures = { camera: cameraUrl, card: cardUrl, watch: watchUrl };

export const lots: readonly LotCardData[] = [
  {
    id: "11",
    position: 11,
    title: "Steel chronograph, 1968",
    imageUrl: watchUrl,
    status: "sold",
    price: usd(182_500),
    yours: "won",
  },
  {
    id: "12",
    position: 12,
    title: "Fire dragon, first edition, grade 9",
    imageUrl: cardUrl,
    status: "open",
    price: usd(4200),
    yours: "leading",
  },
  {
    id: "13",
    position: 13,
    title: "Rangefinder with 35 mm lens",
    imageUrl: cameraUrl,
    status: "queued",
    price: usd(12_000),
  },
  {
    id: "14",
    position: 14,
    title: "A lot whose picture is still on its way",
    imageUrl: undefined,
    status: "queued",
    price: usd(500),
  },
  {
    id: "10",
    position: 10,
    title: "Pocket watch, silver case",
    imageUrl: watchUrl,
    status: "passed",
    price: usd(9000),
  },
  {
    id: "9",
    position: 9,
    title: "Press camera, untested",
    imageUrl: cameraUrl,
    status: "voided",
    price: usd(3000),
  },
];

export const auctions: readonly AuctionCardData[] = [
  {
    id: "1",
    title: "Saturday slabs and singles",
    sellerName: "Ana Ferreira",
    status: "live",
    startsAtMs: 1_795_000_000_000,
    lotCount: 24,
    viewers: 412,
    imageUrls: [cardUrl, watchUrl, cameraUrl],
  },
  {
    id: "2",
    title: "Watches from one drawer",
    sellerName: "Tomas Keller",
    status: "scheduled",
    startsAtMs: 1_795_086_400_000,
    lotCount: 12,
    viewers: 0,
    imageUrls: [watchUrl],
  },
  {
    id: "3",
    title: "Film cameras, serviced",
    sellerName: "Noor Haddad",
    status: "ended",
    startsAtMs: 1_794_900_000_000,
    lotCount: 1,
    viewers: 0,
    imageUrls: [cameraUrl],
  },
];

export const products: readonly ProductCardData[] = [
  {
    id: "1",
    title: "Fire dragon, first edition, grade 9",
    condition: "Graded 9",
    price: usd(4200),
    imageUrl: cardUrl,
  },
  {
    id: "2",
    title: "Steel chronograph, 1968, serviced this spring",
    condition: "Very good",
    price: usd(182_550),
    imageUrl: watchUrl,
  },
  { id: "3", title: "Rangefinder with 35 mm lens", condition: "Good", price: undefined, imageUrl: cameraUrl },
];

export const feed: readonly FeedLine[] = [
  { kind: "bid", key: "6", paddle: 7, priceMinor: 4200, auto: false, extended: true, mine: true },
  { kind: "bid", key: "5", paddle: 3, priceMinor: 4000, auto: true, extended: false, mine: false },
  { kind: "bid", key: "4", paddle: 12, priceMinor: 3800, auto: false, extended: false, mine: false },
  { kind: "note", key: "3", text: "Reserve met" },
  { kind: "bid", key: "2", paddle: 3, priceMinor: 3500, auto: false, extended: false, mine: false },
  { kind: "hammer", key: "1", paddle: 7, priceMinor: 182_500, mine: true },
];

export const chat: readonly ChatLineData[] = [
  {
    messageId: "1",
    displayName: "Ana Ferreira",
    role: "host",
    text: "Lot 12 is up. Corners are sharp, one print line at the back.",
  },
  { messageId: "2", displayName: "Mika", role: "bidder", text: "Is that the shadowless print?" },
  {
    messageId: "3",
    displayName: "Ana Ferreira",
    role: "host",
    text: "It is. Certificate number is in the second picture.",
  },
  { messageId: "4", displayName: "Jo", role: "viewer", text: "lovely card <3" },
];
