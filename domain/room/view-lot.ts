import { computeBidCount } from "./closed-lot.ts";
import { computeNextMinimum } from "./increments.ts";
import type { LotState, OpenLot } from "./state.ts";
import type { LotView } from "./views.ts";

type LiveFields = Pick<
  LotView,
  | "priceMinor"
  | "nextMinimumMinor"
  | "reserveMet"
  | "bidCount"
  | "extensions"
  | "closesAtMs"
  | "openedAtMs"
  | "closedAtMs"
  | "remaining"
  | "leaderPaddle"
  | "winnerPaddle"
  | "soldPriceMinor"
  | "passReason"
>;

/** A lot as anyone may see it: that there is a reserve, never which; the leader's paddle, never the maximum. */
export function viewLot(lot: LotState): LotView {
  const { lotId, position, status, spec } = lot;
  const { rules, reserveMinor, title, description, imageUrls, productId, rerunOf } = spec;
  const { format, startingPriceMinor, buyNowMinor, increments, quantity } = rules;
  const { durationMs, windowMs, extensionMs, extensionsMax, graceMs } = rules;
  return {
    id: lotId,
    position,
    status,
    format,
    title,
    description,
    imageUrls,
    productId,
    rerunOf,
    startingPriceMinor,
    buyNowMinor,
    hasReserve: reserveMinor !== null,
    increments,
    quantity,
    durationMs,
    windowMs,
    extensionMs,
    extensionsMax,
    graceMs,
    ...viewProgress(lot),
  };
}

const untouched = {
  bidCount: 0,
  extensions: 0,
  closesAtMs: null,
  openedAtMs: null,
  closedAtMs: null,
  leaderPaddle: null,
  winnerPaddle: null,
  soldPriceMinor: null,
  passReason: null,
} as const;

function viewProgress(lot: LotState): LiveFields {
  const { rules, reserveMinor } = lot.spec;
  const { startingPriceMinor, quantity } = rules;
  if (lot.status === "open") return viewOpen(lot);
  const unopened: LiveFields = {
    ...untouched,
    priceMinor: startingPriceMinor,
    nextMinimumMinor: startingPriceMinor,
    reserveMet: reserveMinor === null,
    remaining: quantity,
  };
  if (lot.status === "queued") return unopened;
  const closed = { ...unopened, ...viewOutcome(lot), closedAtMs: lot.closedAtMs };
  switch (lot.status) {
    case "sold": {
      const soldPriceMinor = lot.outcome.priceMinor;
      return { ...closed, winnerPaddle: lot.winnerPaddle, soldPriceMinor };
    }
    case "passed":
      return { ...closed, passReason: lot.reason };
    case "voided":
      return closed;
  }
}

function viewOpen(lot: OpenLot): LiveFields {
  const { sale, spec, closesAtMs, openedAtMs, extensions } = lot;
  const { startingPriceMinor, increments, quantity } = spec.rules;
  const leader = sale.kind === "ascending" ? sale.leader : null;
  const priceMinor =
    sale.kind === "ascending" || sale.kind === "dutch" ? sale.priceMinor : startingPriceMinor;
  return {
    ...untouched,
    priceMinor,
    nextMinimumMinor: leader === null ? priceMinor : computeNextMinimum(increments, priceMinor),
    reserveMet: sale.kind === "ascending" ? sale.reserveMet : spec.reserveMinor === null,
    bidCount: computeBidCount(sale),
    extensions,
    closesAtMs,
    openedAtMs,
    remaining: sale.kind === "fixed" ? quantity - sale.bought : quantity,
    leaderPaddle: leader?.paddle ?? null,
  };
}

function viewOutcome({
  outcome,
  spec,
}: Exclude<LotState, { status: "queued" | "open" }>): Partial<LiveFields> {
  if (outcome === null) return {};
  const { priceMinor, bidCount, reserveMet, extensions, openedAtMs, closesAtMs, remaining } = outcome;
  const nextMinimumMinor =
    bidCount === 0 ? priceMinor : computeNextMinimum(spec.rules.increments, priceMinor);
  return {
    priceMinor,
    nextMinimumMinor,
    bidCount,
    reserveMet,
    extensions,
    openedAtMs,
    closesAtMs,
    remaining,
  };
}
