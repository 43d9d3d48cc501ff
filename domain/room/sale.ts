import type { PrivateChange } from "./entry.ts";
import type { BidderState, OpenLot } from "./state.ts";

/**
 * What shipping adds to this bidder's next lot here (rule P9). What one buyer wins of one sale is one parcel: the first
 * lot pays its way, each further one only what it adds.
 */
export const computeShippingMinor = (bidder: BidderState): number =>
  bidder.saleCount === 0 ? bidder.shippingMinor : bidder.additionalShippingMinor;

/** One sale (rule S1), on the terms its bidder has at this moment. */
export function computeSale(
  lot: OpenLot,
  bidder: BidderState,
  { saleNumber, priceMinor }: { readonly saleNumber: number; readonly priceMinor: number },
): Extract<PrivateChange, { type: "sale.made" }> {
  return {
    type: "sale.made",
    lotId: lot.lotId,
    saleNumber,
    userId: bidder.userId,
    paddle: bidder.paddle,
    priceMinor,
    shippingMinor: computeShippingMinor(bidder),
    taxBps: bidder.taxBps,
  };
}
