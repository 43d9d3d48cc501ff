import { v7 as makeUuid } from "uuid";
import type { Database } from "../../db/database.ts";
import { findBidderTerms } from "../../db/queries/bidder-terms.ts";
import { listOpenRegistrations } from "../../db/queries/seller-blocks.ts";
import type { OpenRegistration } from "../../db/queries/seller-blocks.ts";
import type { BidderTerms } from "../../domain/room/command.ts";
import type { Caller } from "../../durable-objects/auction-room/rpc.ts";
import { logJobFailure } from "./report.ts";

/** What nobody can bid with, short of the smallest amount there is. */
const nothingLeftMinor = 1;

/**
 * Tells the rooms somebody bids in what their terms have become (rules B1, B5, P9): a limit they lowered, what they won
 * elsewhere since, another address and so another price of shipping and tax, or that they may not bid at all. Joining asks
 * again too, so a room that cannot be reached now hears of it then.
 */
export async function refreshTerms(
  { AUCTION_ROOM }: Pick<Cloudflare.Env, "AUCTION_ROOM">,
  database: Database,
  { userId, at, tellsAlways = false }: TermsOf,
): Promise<void> {
  for (const registration of await listOpenRegistrations(database, { userId })) {
    const { auctionId, sellerId, currency } = registration;
    const found = await findBidderTerms(database, { userId, sellerId, auctionId, currency, at });
    const terms = found?.ok === true ? found.value : withNothingLeft(userId, registration);
    if (!tellsAlways && isKnown(terms, registration)) continue;
    try {
      const room = AUCTION_ROOM.get(AUCTION_ROOM.idFromName(auctionId));
      await room.platform({ type: "bidder.register", id: makeUuid(), terms }, asThemselves(userId, terms));
    } catch (error) {
      logJobFailure("terms", error, { auctionId });
    }
  }
}

interface TermsOf {
  readonly userId: string;
  readonly at: Date;
  /**
   * For changes their owner may take back at once: a registration is a moment behind its room, so what looks like no change
   * may be one.
   */
  readonly tellsAlways?: boolean;
}

const isKnown = (terms: BidderTerms, registration: OpenRegistration): boolean =>
  terms.limitMinor === registration.limitMinor &&
  terms.shippingMinor === registration.shippingMinor &&
  terms.additionalShippingMinor === (registration.additionalShippingMinor ?? registration.shippingMinor) &&
  terms.taxBps === registration.taxBps;

const withNothingLeft = (
  userId: string,
  { displayName, shippingMinor, additionalShippingMinor, taxBps }: OpenRegistration,
): BidderTerms => ({
  userId,
  displayName,
  limitMinor: nothingLeftMinor,
  shippingMinor,
  additionalShippingMinor: additionalShippingMinor ?? shippingMinor,
  taxBps,
});

const asThemselves = (userId: string, { displayName }: BidderTerms): Caller => ({
  userId,
  displayName,
  isAdmin: false,
  sessionId: null,
  sessionExpiresAtMs: null,
});
