import { computePriceWithoutSale, computeWithheld } from "./closing.ts";
import type { FactSeal, LotPassed, LotVoided } from "./fact.ts";
import type { LotOutcome, OpenLot, PassedLot, QueuedLot, Sale, SoldLot, VoidedLot } from "./state.ts";

interface SaleFact {
  readonly atMs: number;
  readonly paddle: number;
  readonly priceMinor: number;
}

/** What stays of a lot that found its buyer. */
export function sellLot(lot: OpenLot, { atMs, paddle, priceMinor }: SaleFact): SoldLot {
  const { lotId, position, spec } = lot;
  return {
    status: "sold",
    lotId,
    position,
    spec,
    closedAtMs: atMs,
    outcome: computeOutcome(lot, priceMinor, true),
    withheld: computeWithheld(lot, priceMinor),
    winnerPaddle: paddle,
  };
}

/** What stays of a lot that passed; a fixed one that sold some of its units was sold, even if the rest was not. */
export function passLot(
  lot: QueuedLot | OpenLot,
  { atMs, reason }: LotPassed & FactSeal,
): PassedLot | SoldLot {
  const { lotId, position, spec } = lot;
  const priceMinor = computePriceWithoutSale(lot);
  const withheld = computeWithheld(lot, priceMinor);
  const closed = { lotId, position, spec, closedAtMs: atMs, withheld };
  if (lot.status === "queued") return { ...closed, status: "passed", outcome: null, reason };
  const outcome = computeOutcome(lot, priceMinor, false);
  const soldSome = lot.sale.kind === "fixed" && lot.sale.bought > 0;
  return soldSome
    ? { ...closed, status: "sold", outcome, winnerPaddle: null }
    : { ...closed, status: "passed", outcome, reason };
}

/** What stays of a voided lot: nothing of what its bids hid. */
export function voidLot(lot: QueuedLot | OpenLot, { atMs, reason }: LotVoided & FactSeal): VoidedLot {
  const { lotId, position, spec } = lot;
  const outcome = lot.status === "queued" ? null : computeOutcome(lot, computePriceWithoutSale(lot), false);
  return { status: "voided", lotId, position, spec, closedAtMs: atMs, outcome, reason };
}

function computeOutcome(lot: OpenLot, priceMinor: number, isSold: boolean): LotOutcome {
  const { openedAtMs, closesAtMs, extensions, sale, spec } = lot;
  const reserveMet = isSold || (sale.kind === "ascending" ? sale.reserveMet : spec.reserveMinor === null);
  const unsold = isSold ? 0 : 1;
  return {
    openedAtMs,
    closesAtMs,
    extensions,
    priceMinor,
    bidCount: computeBidCount(sale),
    reserveMet,
    remaining: sale.kind === "fixed" ? spec.rules.quantity - sale.bought : unsold,
  };
}

/** Different bids the log shows of an open lot. */
export function computeBidCount(sale: Sale): number {
  if (sale.kind === "ascending") return sale.bidCount;
  return sale.kind === "sealed" ? sale.committed.size : 0;
}
