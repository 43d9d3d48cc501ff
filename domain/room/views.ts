import type { RoomRole } from "./command.ts";
import type { IncrementBand, LotFormat } from "./lot-rules.ts";

/** Where a lot stands in its life (rule L1). */
export const lotStatuses = ["queued", "open", "sold", "passed", "voided"] as const;
export type LotStatus = (typeof lotStatuses)[number];

export const auctionStatuses = ["scheduled", "live", "ended", "cancelled"] as const;
export type AuctionStatus = (typeof auctionStatuses)[number];

/** A lot as anyone may see it: never a reserve, never a maximum. Amounts are minor units. */
export interface LotView {
  readonly id: string;
  readonly position: number;
  readonly status: LotStatus;
  readonly format: LotFormat;
  readonly title: string;
  readonly description: string;
  readonly imageUrls: readonly string[];
  readonly productId: string | null;
  readonly rerunOf: string | null;
  readonly startingPriceMinor: number;
  readonly buyNowMinor: number | null;
  /** The standing price; the starting price before any bid. */
  readonly priceMinor: number;
  readonly nextMinimumMinor: number;
  readonly hasReserve: boolean;
  readonly reserveMet: boolean;
  readonly bidCount: number;
  readonly increments: readonly IncrementBand[];
  readonly durationMs: number;
  readonly windowMs: number;
  readonly extensionMs: number;
  readonly extensions: number;
  readonly extensionsMax: number;
  readonly graceMs: number;
  /** Null while queued; the last one once closed. */
  readonly closesAtMs: number | null;
  readonly openedAtMs: number | null;
  readonly closedAtMs: number | null;
  /** Units of a `fixed` lot still for sale; 1 or 0 elsewhere. */
  readonly remaining: number;
  readonly quantity: number;
  readonly leaderPaddle: number | null;
  readonly winnerPaddle: number | null;
  readonly soldPriceMinor: number | null;
  readonly passReason: string | null;
}

/** The auction apart from its lots. */
export interface AuctionView {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly status: AuctionStatus;
  readonly sellerId: string;
  readonly sellerName: string;
  readonly currency: string;
  readonly pacing: "live" | "timed";
  readonly visibility: "public" | "private";
  readonly premiumBps: number;
  readonly scheduledStartMs: number;
  readonly scheduledEndMs: number | null;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  /** Since when the clock stands still, and why; null while it runs. */
  readonly held: { readonly sinceMs: number; readonly reason: string } | null;
  readonly lotCount: number;
}

/** What one person may know about themselves in the room. */
export interface YouView {
  readonly userId: string | null;
  readonly role: RoomRole;
  readonly paddle: number | null;
  /** Own standing maxima by lot. */
  readonly maxima: Readonly<Record<string, number>>;
  readonly limitMinor: number | null;
  /** Standing maxima of lots led plus prices won (rule B5). */
  readonly spentMinor: number;
  /** Of the next lot they buy. */
  readonly shippingMinor: number;
  readonly taxBps: number;
}

/** What a socket hears first: small on purpose, chat and far lots come over HTTP. */
export interface RoomSnapshot {
  readonly seq: number;
  readonly nowMs: number;
  readonly you: YouView;
  readonly auction: AuctionView;
  /** The open lots and the next few queued ones. */
  readonly lots: readonly LotView[];
  /** The open lot that closes first; null between lots. */
  readonly current: LotView | null;
  readonly viewers: number;
}
