import { getPayableStep } from "../currency.ts";
import { isAmountMinor } from "../money.ts";
import type { Result } from "../result.ts";
import { accept, assert } from "../result.ts";
import { admit, checkCapacity, checkMeans, refuseAlreadyLeading, refuseBelowMinimum } from "./admission.ts";
import { computeBidsPlaced } from "./bid-placed.ts";
import { computeCloseAfterBid } from "./clock.ts";
import type { BidPlace } from "./command.ts";
import { computeCommitment } from "./commitment.ts";
import type { Context } from "./context.ts";
import type { Decision } from "./entry.ts";
import type { FactBody } from "./fact.ts";
import { decidePreBid, decideSealedBid } from "./hidden-bid.ts";
import { computeNextValid, isOnGrid } from "./increments.ts";
import type { Input } from "./input.ts";
import { computeMinimum, resolveBid } from "./price.ts";
import type { Refused } from "./refuse.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import type { AscendingSale, AuctionState, BidderState, OpenLot } from "./state.ts";
import { computePriceTerms } from "./terms.ts";

/** `bid.place` on any lot. */
export function decideBid(
  state: AuctionState,
  input: Input<BidPlace>,
  context: Context,
): Result<Decision, Refusal> {
  const { command } = input;
  if (!isAmountMinor(command.amountMinor)) {
    return refuseWith("malformed", "A bid is a whole amount of minor units from 1 to 10^12.");
  }
  const payableMinor = getPayableStep(state.spec.currency);
  if (command.amountMinor % payableMinor !== 0) {
    return refuseWith("malformed", `A bid in ${state.spec.currency} is a multiple of ${payableMinor}.`);
  }
  const admitted = admit(state, input, context.nowMs);
  if (!admitted.ok) return admitted;
  const { bidder, lot } = admitted.value;
  const { format } = lot.spec.rules;
  if (format === "fixed" || format === "dutch") {
    return refuseWith("not_for_sale", "This lot takes no bids; buy it at its price instead.");
  }
  if (lot.status === "queued") return decidePreBid({ state, bidder, lot }, command, context);
  const { sale } = lot;
  if (sale.kind === "sealed") return decideSealedBid({ state, bidder, lot, sale }, command, context);
  assert(sale.kind === "ascending", "every format either takes bids or has been refused");
  return decideOpenBid({ state, bidder, lot, sale, command }, context);
}

interface OpenBid {
  readonly state: AuctionState;
  readonly bidder: BidderState;
  readonly lot: OpenLot;
  readonly sale: AscendingSale;
  readonly command: BidPlace;
}

function decideOpenBid(bid: OpenBid, context: Context): Result<Decision, Refusal> {
  const refused = checkOpenBid(bid);
  if (refused !== null) return refused;

  const { state, bidder, lot, sale, command } = bid;
  const { lotId } = lot;
  const { userId, paddle } = bidder;
  const { amountMinor, mode } = command;
  const bidId = context.makeId();
  const challenge = { bidId, paddle, amountMinor, mode };
  const { standing, shown } = resolveBid(sale, challenge, computePriceTerms(lot.spec));
  const leads = standing.leader?.bidId === bidId;
  // A beaten bid is shown at its amount and an exact one at its price: only a leading maximum hides something.
  const salt = leads && mode === "max" ? context.makeSalt() : null;
  const facts = computeOpenFacts(bid, shown, context.nowMs);
  const commitment =
    salt === null
      ? null
      : computeCommitment(
          { auctionId: state.spec.auctionId, lotId, bidId, amountMinor, salt },
          context.sha256,
        );
  return accept({
    facts: commitment === null ? facts : withCommitment(facts, bid, { bidId, commitment }),
    changes: [{ type: "bid.accepted", lotId, bidId, userId, paddle, amountMinor, mode, salt }],
    answer: {
      outcome: leads ? "leading" : "outbid",
      priceMinor: standing.priceMinor,
      yourMaxMinor: amountMinor,
    },
  });
}

function computeOpenFacts(
  { lot }: OpenBid,
  shown: Parameters<typeof computeBidsPlaced>[1],
  nowMs: number,
): readonly FactBody[] {
  // A raise that moves no price shows nothing, so it does not move the close either (rule K2).
  return shown.length === 0 ? [] : computeBidsPlaced(lot, shown, computeCloseAfterBid(lot, nowMs));
}

/** Rule H2: a new leader's `bid.placed` carries the commitment; a leader's raise has a fact of its own for it. */
function withCommitment(
  facts: readonly FactBody[],
  { lot, sale, bidder }: OpenBid,
  { bidId, commitment }: { readonly bidId: string; readonly commitment: string },
): readonly FactBody[] {
  const { paddle } = bidder;
  if (sale.leader?.paddle === paddle) {
    return [{ type: "bid.committed", lotId: lot.lotId, bidId, paddle, commitment }, ...facts];
  }
  return facts.map((fact) =>
    fact.type === "bid.placed" && fact.bidId === bidId ? { ...fact, commitment } : fact,
  );
}

/** The contract's order from `lot_closed` to `needs_confirmation`, for an ascending lot that is open. */
function checkOpenBid({ state, bidder, lot, sale, command }: OpenBid): Refused | null {
  const { amountMinor, mode } = command;
  const { increments } = lot.spec.rules;
  const minimumMinor = computeMinimum(sale, computePriceTerms(lot.spec));
  const ownMaxMinor = sale.leader?.paddle === bidder.paddle ? sale.leader.maxMinor : null;

  const isRevision = ownMaxMinor !== null;
  const full = checkCapacity(bidder, { shown: sale.bidCount, hidden: sale.committed, isRevision });
  if (full !== null) return full;
  if (ownMaxMinor !== null && (mode === "exact" || amountMinor <= ownMaxMinor)) {
    return refuseAlreadyLeading(ownMaxMinor);
  }
  if (ownMaxMinor === null && amountMinor < minimumMinor) return refuseBelowMinimum(minimumMinor);
  if (mode === "exact" && !isOnGrid(increments, minimumMinor, amountMinor)) {
    return refuseWith("off_grid", "Bid one of the amounts of this lot's increments.", {
      nextValidMinor: computeNextValid(increments, minimumMinor, amountMinor),
    });
  }
  return checkMeans({ state, bidder, lot }, command, minimumMinor);
}
