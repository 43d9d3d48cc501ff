import type { Actor, BidPlace, LotBuy } from "../../../domain/room/command.ts";
import { isOnGrid, threeValidAbove } from "./arithmetic.ts";
import { isAscending, isPastClose, leaderOf, nextMinimumOf, spentElsewhere } from "./truth.ts";
import type { Truth, TruthBidder, TruthLot } from "./truth.ts";

/** A refusal that applies. `maybe`: the rules leave it open, so both answers pass. */
export interface Objection {
  readonly code: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly maybe?: true;
  /** Other codes that say the same. */
  readonly also?: readonly string[];
}

const OUTLIER_MULTIPLE = 10;

/** Everything that speaks against a bid, in the contract's order of precedence, from `blocked` on. */
export function objectionsToBid(
  truth: Truth,
  actor: Actor,
  command: BidPlace,
  nowMs: number,
): readonly Objection[] {
  const { bidder, lot, objections } = objectionsToBuyer(truth, actor, command.lotId);
  if (lot === undefined) return objections;
  if (truth.held !== null) objections.push({ code: "auction_held" });
  const { format } = lot.spec.rules;
  if (lot.status === "queued" && command.mode === "exact") {
    // A lot that takes no bids when open may as well say so before.
    objections.push(
      isAscending(lot) ? { code: "lot_not_open" } : { code: "lot_not_open", also: ["not_for_sale"] },
    );
  }
  if (isClosed(truth, lot, nowMs)) objections.push({ code: "lot_closed" });
  // What follows only means something for a bid on a lot that takes it.
  if (objections.some(({ maybe }) => maybe === undefined) || bidder === undefined) return objections;
  if (format === "dutch" || format === "fixed" || (format === "sealed" && command.mode === "exact")) {
    return [{ code: "not_for_sale" }];
  }
  return [...objections, ...objectionsToAmount(truth, bidder, lot, command)];
}

function objectionsToAmount(
  truth: Truth,
  bidder: TruthBidder,
  lot: TruthLot,
  command: BidPlace,
): Objection[] {
  const { amountMinor, mode } = command;
  const { increments } = lot.spec.rules;
  const objections: Objection[] = [];
  const own = lot.standings.get(bidder.paddle);
  const leads = lot.status === "open" && isAscending(lot) && leaderOf(lot)?.paddle === bidder.paddle;
  const notAboveOwn = own !== undefined && amountMinor <= own.amountMinor;
  const nextMinimumMinor = nextMinimumOf(lot);
  if (leads && (mode === "exact" || notAboveOwn)) objections.push({ code: "already_leading" });
  // L6: a later pre-bid must be higher. L3: a sealed bid is the only one.
  if (lot.status === "queued" && notAboveOwn) objections.push({ code: "already_leading" });
  if (lot.spec.rules.format === "sealed" && own !== undefined) objections.push({ code: "already_leading" });
  if (!leads && amountMinor < nextMinimumMinor) {
    objections.push({ code: "below_minimum", details: { minimumMinor: nextMinimumMinor } });
  }
  if (
    mode === "exact" &&
    amountMinor >= nextMinimumMinor &&
    !isOnGrid(increments, nextMinimumMinor, amountMinor)
  ) {
    const nextValidMinor = threeValidAbove(increments, nextMinimumMinor, amountMinor);
    objections.push({ code: "off_grid", details: { nextValidMinor } });
  }
  objections.push(...objectionsToSpending(truth, bidder, lot, amountMinor));
  if (amountMinor > OUTLIER_MULTIPLE * nextMinimumMinor && command.confirm !== true) {
    objections.push({ code: "needs_confirmation" });
  }
  return objections;
}

/** Everything that speaks against buying at once. */
export function objectionsToBuying(
  truth: Truth,
  actor: Actor,
  command: LotBuy,
  nowMs: number,
): readonly Objection[] {
  const { bidder, lot, objections } = objectionsToBuyer(truth, actor, command.lotId);
  if (lot === undefined) return objections;
  if (truth.held !== null) objections.push({ code: "auction_held" });
  if (lot.status === "queued") objections.push({ code: "lot_not_open" });
  if (isClosed(truth, lot, nowMs)) objections.push({ code: "lot_closed" });
  if (objections.length > 0 || bidder === undefined) return objections;
  const priceMinor = buyPriceOf(lot);
  if (priceMinor === null) return [{ code: "not_for_sale" }];
  return objectionsToSpending(truth, bidder, lot, priceMinor);
}

/** The price one may take at once; null when there is none (rules L3, L7). */
export function buyPriceOf(lot: TruthLot): number | null {
  const { format, startingPriceMinor, buyNowMinor } = lot.spec.rules;
  if (format === "fixed") return startingPriceMinor;
  if (format === "dutch") return lot.priceMinor;
  return isAscending(lot) && lot.bids === 0 ? buyNowMinor : null;
}

function objectionsToBuyer(
  truth: Truth,
  actor: Actor,
  lotId: string,
): { bidder: TruthBidder | undefined; lot: TruthLot | undefined; objections: Objection[] } {
  const bidder = actor.userId === null ? undefined : truth.bidders.get(actor.userId);
  const lot = truth.lots.find((candidate) => candidate.lotId === lotId);
  const objections: Objection[] = [];
  if (actor.userId === null) objections.push({ code: "auth_required" });
  if (bidder?.blocked === true) objections.push({ code: "blocked" });
  if (bidder === undefined) objections.push({ code: "not_registered" });
  if (lot === undefined) objections.push({ code: "lot_unknown" });
  const { sellerId, linkedUserIds } = truth.auction;
  if (actor.userId === sellerId || linkedUserIds.includes(actor.userId ?? ""))
    objections.push({ code: "own_lot" });
  return { bidder, lot, objections };
}

function objectionsToSpending(
  truth: Truth,
  bidder: TruthBidder,
  lot: TruthLot,
  amountMinor: number,
): Objection[] {
  if (bidder.limitMinor === null) return [];
  return spentElsewhere(truth, bidder, lot.lotId) + amountMinor > bidder.limitMinor
    ? [{ code: "over_limit" }]
    : [];
}

const isClosed = (truth: Truth, lot: TruthLot, nowMs: number): boolean =>
  isPastClose(truth, lot, nowMs) || (lot.status !== "queued" && lot.status !== "open");

/** Whether an answer fits the objections: the first certain one, or a possible one before it. */
export function fits(objections: readonly Objection[], refusedWith: string | null): boolean {
  for (const { code, maybe, also = [] } of objections) {
    if (refusedWith !== null && (code === refusedWith || also.includes(refusedWith))) return true;
    if (maybe === undefined) return false;
  }
  return refusedWith === null;
}
