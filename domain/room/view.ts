import { limits } from "../limits.ts";
import type { Actor } from "./command.ts";
import { computeSpent, computeStandingMaxima } from "./exposure.ts";
import type { Opening } from "./fact.ts";
import { findBidder, findLot, findOpenLots } from "./find.ts";
import { computeRole } from "./roles.ts";
import { computeShippingMinor } from "./sale.ts";
import type { AuctionState, LotState } from "./state.ts";
import { getAt, toItems } from "./vector.ts";
import { viewLot } from "./view-lot.ts";
import type { AuctionView, LotView, RoomSnapshot, YouView } from "./views.ts";

/** The auction apart from its lots, as anyone who may see it does. */
export function viewAuction(state: AuctionState): AuctionView {
  const { spec, status } = state;
  const { auctionId, title, description, sellerId, sellerName, currency, pacing, visibility } = spec;
  const { premiumBps, scheduledStartMs, scheduledEndMs } = spec;
  const held = state.status === "live" ? state.held : null;
  return {
    id: auctionId,
    title,
    description,
    status,
    sellerId,
    sellerName,
    currency,
    pacing,
    visibility,
    premiumBps,
    scheduledStartMs,
    scheduledEndMs,
    startedAtMs: state.status === "scheduled" ? null : state.startedAtMs,
    endedAtMs: state.status === "ended" || state.status === "cancelled" ? state.endedAtMs : null,
    held: held === null ? null : { sinceMs: held.sinceMs, reason: held.note ?? held.reason },
    lotCount: state.lots.size,
  };
}

/** Every lot in order of position. */
export function viewLots(state: AuctionState): readonly LotView[] {
  return toItems(state.lots).map((lot) => viewLot(lot));
}

/** What one person may know about themselves. */
export function viewYou(state: AuctionState, actor: Actor): YouView {
  const { userId } = actor;
  const role = computeRole(state, actor);
  const bidder = findBidder(state, userId);
  if (bidder === undefined) {
    return {
      userId,
      role,
      paddle: null,
      maxima: {},
      limitMinor: null,
      spentMinor: 0,
      shippingMinor: 0,
      taxBps: 0,
    };
  }
  const { paddle, limitMinor, taxBps } = bidder;
  return {
    userId,
    role,
    paddle,
    maxima: computeStandingMaxima(state, bidder),
    limitMinor,
    spentMinor: computeSpent(state, bidder),
    shippingMinor: computeShippingMinor(bidder),
    taxBps,
  };
}

/** What a socket hears first. Small on purpose: the lots that close first, the next few queued ones. */
export function snapshotFor(state: AuctionState, actor: Actor, nowMs: number, viewers: number): RoomSnapshot {
  const open = findOpenLots(state)
    .toSorted((one, other) => one.closesAtMs - other.closesAtMs)
    .slice(0, limits.snapshotOpenLotsMax)
    .map((lot) => viewLot(lot));
  return {
    seq: state.head.seq,
    nowMs,
    you: viewYou(state, actor),
    auction: viewAuction(state),
    lots: [...open, ...findNextQueued(state).map((lot) => viewLot(lot))],
    current: open[0] ?? null,
    viewers,
  };
}

function findNextQueued(state: AuctionState): readonly LotState[] {
  const next: LotState[] = [];
  for (let place = 0; place < state.lots.size && next.length < limits.snapshotLotsAhead; place += 1) {
    const lot = getAt(state.lots, place);
    if (lot.status === "queued") next.push(lot);
  }
  return next;
}

/**
 * Own committed amounts of a closed lot that its close did not open: for their bidder alone (rule H2). None while the
 * lot runs, and none of a voided one.
 */
export function viewWithheld(state: AuctionState, actor: Actor, lotId: string): readonly Opening[] {
  const lot = findLot(state, lotId);
  const bidder = findBidder(state, actor.userId);
  if (bidder === undefined || (lot?.status !== "sold" && lot?.status !== "passed")) return [];
  return lot.withheld.filter(({ paddle }) => paddle === bidder.paddle);
}
