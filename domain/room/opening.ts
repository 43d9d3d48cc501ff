import { canonicalise } from "./canonical.ts";
import { computeBidsPlaced } from "./bid-placed.ts";
import { computeOpeningClock } from "./clock.ts";
import { computeContenders } from "./closing.ts";
import { computeReserveCommitment } from "./commitment.ts";
import type { Context } from "./context.ts";
import type { Happening } from "./decision.ts";
import type { PrivateChange } from "./entry.ts";
import type { LotOpened } from "./fact.ts";
import { resolvePreBids } from "./price.ts";
import type { AuctionState, QueuedLot } from "./state.ts";
import { computePriceTerms } from "./terms.ts";

/** A lot opens: its rules are frozen and published (rule L4), then its pre-bids resolve (rule L6). */
export function computeOpening(
  { spec: auction }: AuctionState,
  lot: QueuedLot,
  staggerMs: number,
  context: Context,
): Happening {
  const { lotId, position, spec } = lot;
  const { rules, reserveMinor, title } = spec;
  const { closesAtMs } = computeOpeningClock(rules, context.nowMs, staggerMs);
  const changes: PrivateChange[] = [];
  let reserveCommitment: string | null = null;
  if (reserveMinor !== null) {
    const reserve = { lotId, amountMinor: reserveMinor, salt: context.makeSalt() };
    reserveCommitment = computeReserveCommitment(
      { auctionId: auction.auctionId, ...reserve },
      context.sha256,
    );
    changes.push({ type: "reserve.committed", ...reserve });
  }
  const opened: LotOpened = {
    type: "lot.opened",
    lotId,
    position,
    title,
    rules,
    rulesHash: context.sha256(canonicalise(rules)),
    reserveCommitment,
    closesAtMs,
    priceMinor: rules.startingPriceMinor,
    nextMinimumMinor: rules.startingPriceMinor,
    reserveMet: reserveMinor === null,
  };
  // Sealed bids made early stay sealed; only an ascending lot has a price for them to move.
  if (rules.format === "sealed") return { facts: [opened], changes };
  const { shown } = resolvePreBids(computeContenders(lot.preBids), computePriceTerms(spec));
  return { facts: [opened, ...computeBidsPlaced({ lotId, spec, closesAtMs }, shown, closesAtMs)], changes };
}
