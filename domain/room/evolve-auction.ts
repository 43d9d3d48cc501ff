import { assert, unreachable } from "../result.ts";
import type {
  AuctionCancelled,
  AuctionEnded,
  AuctionHeld,
  AuctionResumed,
  AuctionStarted,
  Fact,
  FactSeal,
} from "./fact.ts";
import { getLot, withLot } from "./find.ts";
import type { AuctionState, Hold, LiveAuction, OpenLot, ScheduledAuction } from "./state.ts";

type AuctionFact = Extract<
  Fact,
  AuctionStarted | AuctionHeld | AuctionResumed | AuctionEnded | AuctionCancelled
>;

/** What every auction has, whatever its status. */
function withoutStatus(state: AuctionState): Omit<ScheduledAuction, "status"> {
  const { spec, head, entryNumber, lastAtMs, lots, lotPlaces, bidders, bidderPlaces, chat } = state;
  return { spec, head, entryNumber, lastAtMs, lots, lotPlaces, bidders, bidderPlaces, chat };
}

function requireLive(state: AuctionState): LiveAuction {
  assert(state.status === "live", "only a live auction holds, resumes and ends");
  return state;
}

/** The auction's own facts: the transitions scheduled → live → ended, or cancelled from either. */
export function evolveAuction(state: AuctionState, fact: AuctionFact): AuctionState {
  switch (fact.type) {
    case "auction.started": {
      assert(state.status === "scheduled", "an auction starts once");
      return { ...withoutStatus(state), status: "live", startedAtMs: fact.atMs, held: null, openPlaces: [] };
    }
    case "auction.held":
      return {
        ...requireLive(state),
        held: { sinceMs: fact.atMs, reason: fact.reason, note: fact.note ?? null },
      };
    case "auction.resumed":
      return evolveResumed(requireLive(state), fact);
    case "auction.ended": {
      const { startedAtMs } = requireLive(state);
      return { ...withoutStatus(state), status: "ended", startedAtMs, endedAtMs: fact.atMs };
    }
    case "auction.cancelled": {
      assert(state.status === "scheduled" || state.status === "live", "an auction is over once");
      const startedAtMs = state.status === "live" ? state.startedAtMs : null;
      return { ...withoutStatus(state), status: "cancelled", startedAtMs, endedAtMs: fact.atMs };
    }
    default:
      return unreachable(fact);
  }
}

/** Every listed clock goes on; what hangs on the opening moves by as long as the hold was (rule K5). */
function evolveResumed(state: LiveAuction, fact: AuctionResumed & FactSeal): AuctionState {
  const { held } = state;
  assert(held !== null, "only a held auction resumes");
  let resumed: LiveAuction = { ...state, held: null };
  for (const { lotId, closesAtMs } of fact.lots) {
    const lot = getLot(state, lotId);
    assert(lot.status === "open", "only open lots have a clock");
    resumed = withLot(resumed, resumeLot(lot, held, { closesAtMs, atMs: fact.atMs }));
  }
  return resumed;
}

function resumeLot(
  lot: OpenLot,
  held: Hold,
  { closesAtMs, atMs }: { readonly closesAtMs: number; readonly atMs: number },
): OpenLot {
  const { sale, hardCloseAtMs } = lot;
  const heldMs = atMs - held.sinceMs;
  const sleptThrough = held.reason === "room-away" && lot.closesAtMs <= atMs;
  return {
    ...lot,
    closesAtMs,
    hardCloseAtMs: hardCloseAtMs === null ? null : hardCloseAtMs + heldMs,
    extensions: lot.extensions + (sleptThrough ? 1 : 0),
    awayUsed: lot.awayUsed || sleptThrough,
    sale:
      sale.kind === "dutch" && sale.repricesAtMs !== null
        ? { ...sale, repricesAtMs: sale.repricesAtMs + heldMs }
        : sale,
  };
}
