/** A timed auction whose lots all have a bid and close one after the other. */
export interface SettledSale {
  readonly auctionId: string;
  readonly sellerId: string;
  readonly buyerIds: readonly string[];
  readonly lotIds: readonly string[];
  /** Between one hammer and the next. */
  readonly staggerMs: number;
  /** From the start until the first hammer; long enough to place the bids. */
  readonly leadMs: number;
}
