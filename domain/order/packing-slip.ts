import type { Locale } from "../locale.ts";
import type { PostalAddress } from "./invoice.ts";

/** What lies in a parcel, for whoever packs it and whoever opens it. No prices: it may be a present. */
export interface PackingSlip {
  /** What a scanner reads; of the order itself where it travels without a parcel. */
  readonly parcelId: string;
  readonly auctionTitle: string;
  readonly sellerName: string;
  readonly address: PostalAddress | null;
  /** The seller's, as their account says; null: it says nothing. */
  readonly locale: Locale | null;
  /** When the last of it was sold. */
  readonly soldAt: Date;
  readonly items: readonly { readonly orderId: string; readonly lotNumber: number; readonly title: string }[];
}
