import type { PrivateChange } from "./entry.ts";
import type { BidderState, OpenLot } from "./state.ts";

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
    shippingMinor: bidder.shippingMinor,
    taxBps: bidder.taxBps,
  };
}
