import { limits } from "../limits.ts";
import type { Happening } from "./decision.ts";
import type { FactBody, LotRevealed, PassReason } from "./fact.ts";
import { getBidder } from "./find.ts";
import type { Leader, Standing } from "./price.ts";
import { resolveSealed } from "./price.ts";
import { computeSale } from "./sale.ts";
import type { AuctionState, CommittedBid, OpenLot, QueuedLot, Reserve } from "./state.ts";
import { computePriceTerms } from "./terms.ts";
import type { Vector } from "./vector.ts";
import { toItems } from "./vector.ts";

/** The hammer: sold to the leader if the reserve is met, else passed, and what was hidden is opened (rules K4, P8, H2). */
export function computeHammer(state: AuctionState, lot: OpenLot): Happening {
  const standing = findStanding(lot);
  if (standing === null) return computePass(lot, "unsold");
  const { leader, reserveMet, priceMinor } = standing;
  if (leader === null) return computePass(lot, "no-bids");
  if (!reserveMet) return computePass(lot, "reserve");
  const { lotId } = lot;
  const { paddle } = leader;
  return {
    facts: [{ type: "lot.sold", lotId, paddle, priceMinor }, ...computeReveal(lot, priceMinor)],
    changes: [computeSale(lot, getBidder(state, paddle), { saleNumber: 1, priceMinor })],
  };
}

/** A lot that goes unsold, queued or open. */
export function computePass(lot: QueuedLot | OpenLot, reason: PassReason): Happening {
  const passed: FactBody = { type: "lot.passed", lotId: lot.lotId, reason };
  return { facts: [passed, ...computeReveal(lot, computePriceWithoutSale(lot))], changes: [] };
}

/** Who would win an open lot, and at what; null where it is not bids that decide. */
function findStanding(lot: OpenLot): Standing | null {
  const { sale } = lot;
  if (sale.kind === "ascending") return sale;
  if (sale.kind === "sealed")
    return resolveSealed(computeContenders(sale.committed), computePriceTerms(lot.spec));
  return null;
}

/** Hidden bids as contenders, earliest first: a bidder's last one stands, in the place it was made. */
export function computeContenders(committed: Vector<CommittedBid>): readonly Leader[] {
  const bids = toItems(committed);
  const lastOf = new Map(bids.map(({ paddle, bidId }) => [paddle, bidId]));
  return bids
    .filter(({ paddle, bidId }) => lastOf.get(paddle) === bidId)
    .map(({ bidId, paddle, amountMinor }) => ({ bidId, paddle, maxMinor: amountMinor }));
}

/** The final price of a lot nobody buys: where its price stood. */
export function computePriceWithoutSale(lot: QueuedLot | OpenLot): number {
  if (lot.status === "queued") return lot.spec.rules.startingPriceMinor;
  const { sale, spec } = lot;
  const isPriced = sale.kind === "ascending" || sale.kind === "dutch";
  return isPriced ? sale.priceMinor : spec.rules.startingPriceMinor;
}

interface Secrets {
  readonly reserve: Reserve | null;
  readonly committed: readonly CommittedBid[];
}

/** What the log has commitments for. A queued lot's reserve is not on the log yet. */
function findSecrets(lot: QueuedLot | OpenLot): Secrets {
  if (lot.status === "queued") return { reserve: null, committed: toItems(lot.preBids) };
  const { sale } = lot;
  if (sale.kind !== "ascending" && sale.kind !== "sealed") return { reserve: null, committed: [] };
  return { reserve: sale.reserve, committed: toItems(sale.committed) };
}

/** Committed amounts that stay hidden after a close at `finalPriceMinor` (rule H2). */
export function computeWithheld(lot: QueuedLot | OpenLot, finalPriceMinor: number): readonly CommittedBid[] {
  return findSecrets(lot).committed.filter(({ amountMinor }) => amountMinor > finalPriceMinor);
}

/**
 * What the close opens (rule H2): the reserve, and every committed amount up to the final price. Nothing when the
 * log holds no commitment of this lot.
 */
export function computeReveal(lot: QueuedLot | OpenLot, finalPriceMinor: number): readonly LotRevealed[] {
  const { reserve, committed } = findSecrets(lot);
  if (reserve === null && committed.length === 0) return [];
  const openings = committed
    .filter(({ amountMinor }) => amountMinor <= finalPriceMinor)
    .map(({ bidId, paddle, amountMinor, salt }) => ({ bidId, paddle, amountMinor, salt }));
  const revealed: LotRevealed[] = [];
  for (let start = 0; start === 0 || start < openings.length; start += limits.openingsPerFactMax) {
    const page = openings.slice(start, start + limits.openingsPerFactMax);
    const fact: LotRevealed = { type: "lot.revealed", lotId: lot.lotId, openings: page };
    revealed.push(start === 0 && reserve !== null ? { ...fact, reserve } : fact);
  }
  return revealed;
}
