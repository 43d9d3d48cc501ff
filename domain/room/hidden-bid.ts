import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import type { Admission } from "./admission.ts";
import { checkCapacity, checkMeans, refuseAlreadyLeading, refuseBelowMinimum } from "./admission.ts";
import type { BidPlace } from "./command.ts";
import { computeCommitment } from "./commitment.ts";
import type { Context } from "./context.ts";
import type { Decision } from "./entry.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import type { QueuedLot, SealedSale } from "./state.ts";

/** A bid before its lot opens: hidden, and resolved with the others at opening (rule L6). */
export function decidePreBid(
  admission: Admission & { readonly lot: QueuedLot },
  command: BidPlace,
  context: Context,
): Result<Decision, Refusal> {
  const { bidder, lot } = admission;
  if (command.mode === "exact") {
    return refuseWith("lot_not_open", "This lot is not open yet; until then it takes maximum bids only.");
  }
  const ownMinor = bidder.maxima[lot.lotId];
  const isRevision = ownMinor !== undefined;
  const full = checkCapacity(bidder, { shown: 0, hidden: lot.preBids, isRevision });
  if (full !== null) return full;
  if (ownMinor === undefined) return decideHiddenBid(admission, command, context);
  // A sealed bid made early is still the one sealed bid of its bidder.
  if (lot.spec.rules.format === "sealed" || command.amountMinor <= ownMinor) {
    return refuseAlreadyLeading(ownMinor);
  }
  return decideHiddenBid(admission, command, context);
}

/** One hidden bid each (rule L3). */
export function decideSealedBid(
  admission: Admission & { readonly sale: SealedSale },
  command: BidPlace,
  context: Context,
): Result<Decision, Refusal> {
  const { bidder, lot, sale } = admission;
  if (command.mode === "exact") {
    return refuseWith("not_for_sale", "This lot takes sealed bids: send a maximum.");
  }
  const full = checkCapacity(bidder, { shown: 0, hidden: sale.committed, isRevision: false });
  if (full !== null) return full;
  const ownMinor = bidder.maxima[lot.lotId];
  if (ownMinor !== undefined) return refuseAlreadyLeading(ownMinor);
  return decideHiddenBid(admission, command, context);
}

/** A bid of which the log shows the commitment alone. */
function decideHiddenBid(
  admission: Admission,
  command: BidPlace,
  context: Context,
): Result<Decision, Refusal> {
  const { state, bidder, lot } = admission;
  const { amountMinor, mode } = command;
  const { startingPriceMinor } = lot.spec.rules;
  if (amountMinor < startingPriceMinor) return refuseBelowMinimum(startingPriceMinor);
  const refused = checkMeans(admission, command, startingPriceMinor);
  if (refused !== null) return refused;

  const { lotId } = lot;
  const { userId, paddle } = bidder;
  const bidId = context.makeId();
  const salt = context.makeSalt();
  const { auctionId } = state.spec;
  const commitment = computeCommitment({ auctionId, lotId, bidId, amountMinor, salt }, context.sha256);
  return accept({
    facts: [{ type: "bid.committed", lotId, bidId, paddle, commitment }],
    changes: [{ type: "bid.accepted", lotId, bidId, userId, paddle, amountMinor, mode, salt }],
    answer: { outcome: "done", yourMaxMinor: amountMinor },
  });
}
