import type { Fact } from "../../../domain/room/fact.ts";
import type { LotRules } from "../../../domain/room/lot-rules.ts";
import { takeOpeningBids } from "./bids.ts";
import type { Report } from "./report.ts";
import { canonical, commitmentOf, sha256 } from "./seals.ts";
import { leaderOf, shippingOf } from "./truth.ts";
import type { Truth, TruthLot } from "./truth.ts";

type FactOf<Type extends Fact["type"]> = Extract<Fact, { type: Type }>;

/** Takes `lot.opened` and the pre-bids behind it; returns how many facts that took. `closesAtMs` is what it must say. */
export function takeOpening(
  truth: Truth,
  lot: TruthLot,
  { facts, closesAtMs, nowMs }: { facts: readonly Fact[]; closesAtMs: number; nowMs: number },
  report: Report,
): number {
  const fact = facts[0];
  if (fact?.type !== "lot.opened" || fact.lotId !== lot.lotId) {
    report("L2", `expected lot ${lot.lotId} to open, found ${fact?.type ?? "nothing"}`);
    return 0;
  }
  const { rules, reserveMinor, title } = lot.spec;
  if (lot.status !== "queued") report("L1", `lot ${lot.lotId} opened while ${lot.status}`);
  if (canonical(fact.rules) !== canonical(rules))
    report("L4", `lot ${lot.lotId} opened by other rules than it was set up with`);
  if (fact.rulesHash !== sha256(canonical(fact.rules satisfies LotRules)))
    report("L4", `fact ${fact.seq}: rules and their hash differ`);
  if ((fact.reserveCommitment === null) !== (reserveMinor === null))
    report("H2", `fact ${fact.seq}: reserve and commitment differ`);
  if (fact.title !== title) report("L4", `fact ${fact.seq}: another title`);
  if (truth.lots.some(({ position }) => position === fact.position)) {
    report("L8", `fact ${fact.seq}: position ${fact.position} is taken`);
  }
  lot.position = fact.position;
  if (fact.priceMinor !== rules.startingPriceMinor)
    report("P2", `fact ${fact.seq}: opens at ${fact.priceMinor}`);
  if (fact.nextMinimumMinor !== rules.startingPriceMinor)
    report("P2", `fact ${fact.seq}: first minimum ${fact.nextMinimumMinor}`);
  if (fact.reserveMet !== (reserveMinor === null))
    report("P8", `fact ${fact.seq}: reserveMet before any bid`);
  if (fact.closesAtMs !== closesAtMs)
    report("K1", `fact ${fact.seq}: closes at ${fact.closesAtMs}, not ${closesAtMs}`);
  lot.status = "open";
  lot.openedAtMs = nowMs;
  lot.closesAtMs = fact.closesAtMs;
  // The stagger of a timed auction moves both closes.
  const staggeredMs = closesAtMs - nowMs - rules.durationMs;
  lot.hardCloseAtMs = rules.hardCloseAfterMs === null ? null : nowMs + rules.hardCloseAfterMs + staggeredMs;
  lot.repricesAtMs = rules.format === "dutch" ? nowMs + (rules.stepEveryMs ?? 0) : null;
  lot.reserveCommitment = fact.reserveCommitment;
  return 1 + takeOpeningBids(truth, lot, facts.slice(1), nowMs, report);
}

/** Closes a lot by one of the facts that do, by whoever's doing, and checks that fact. */
export function takeEnd(
  truth: Truth,
  lot: TruthLot,
  fact: FactOf<"lot.sold"> | FactOf<"lot.passed"> | FactOf<"lot.voided">,
  report: Report,
): void {
  if (lot.status !== "open" && lot.status !== "queued") {
    report("L1", `fact ${fact.seq} ends lot ${lot.lotId}, which is ${lot.status}`);
  }
  const leader = lot.status === "open" ? leaderOf(lot) : undefined;
  if (fact.type === "lot.voided") {
    lot.status = "voided";
    return;
  }
  lot.revealed = new Set();
  if (fact.type === "lot.passed") {
    lot.status = lot.saleNumber > 0 ? "sold" : "passed";
    return;
  }
  lot.status = "sold";
  if (leader === undefined) report("P4", `lot ${lot.lotId} is sold without a bid`);
  if (!lot.reserveMet && lot.spec.rules.format !== "sealed")
    report("P8", `lot ${lot.lotId} is sold below its reserve`);
  if (leader !== undefined && fact.paddle !== leader.paddle) {
    report("P4", `lot ${lot.lotId} goes to paddle ${fact.paddle}; ${leader.paddle} leads`);
  }
  if (fact.priceMinor !== lot.priceMinor)
    report("P4", `lot ${lot.lotId} goes for ${fact.priceMinor}, not ${lot.priceMinor}`);
  takeSale(truth, lot, fact.paddle, fact.priceMinor);
}

export function takeSale(truth: Truth, lot: TruthLot, paddle: number, priceMinor: number): void {
  lot.saleNumber += 1;
  lot.winner = { paddle, priceMinor };
  const bidder = truth.paddles.get(paddle);
  if (bidder === undefined) return;
  bidder.wonMinor += priceMinor;
  bidder.shippedForMinor.push(shippingOf(bidder));
}

/** H2: what is opened was hidden, is what was hidden, and is no more than the final price. */
export function takeRevealed(
  truth: Truth,
  lot: TruthLot,
  fact: FactOf<"lot.revealed">,
  report: Report,
): void {
  const { auctionId } = truth;
  if (lot.revealed === null) {
    report("H2", `fact ${fact.seq} opens amounts of lot ${lot.lotId}, which is ${lot.status}`);
    return;
  }
  if (fact.openings.length > 100) report("H2", `fact ${fact.seq} opens ${fact.openings.length} amounts`);
  for (const { bidId, paddle, amountMinor, salt } of fact.openings) {
    const hidden = lot.hidden.find((candidate) => candidate.bidId === bidId);
    if (hidden === undefined || lot.revealed.has(bidId))
      report("H2", `fact ${fact.seq} opens ${bidId}, which is not hidden`);
    lot.revealed.add(bidId);
    if (hidden === undefined) continue;
    if (hidden.paddle !== paddle || hidden.amountMinor !== amountMinor)
      report("H2", `fact ${fact.seq} opens another amount for ${bidId}`);
    if (commitmentOf(auctionId, lot.lotId, bidId, amountMinor, salt) !== hidden.commitment) {
      report("H2", `fact ${fact.seq}: the opening of ${bidId} does not fit its commitment`);
    }
    if (amountMinor > lot.priceMinor) report("H2", `fact ${fact.seq} opens a maximum above the final price`);
  }
  if (fact.reserve === undefined) return;
  lot.reserveRevealed = true;
  const { amountMinor, salt } = fact.reserve;
  if (amountMinor !== lot.spec.reserveMinor) report("H2", `fact ${fact.seq} opens another reserve`);
  if (commitmentOf(auctionId, lot.lotId, "reserve", amountMinor, salt) !== lot.reserveCommitment) {
    report("H2", `fact ${fact.seq}: the reserve does not fit its commitment`);
  }
}

/** What must have been opened by now. */
export function auditRevealed(lot: TruthLot, report: Report): void {
  if (lot.revealed === null || lot.openedAtMs === 0) return;
  for (const { bidId, amountMinor } of lot.hidden) {
    if (amountMinor <= lot.priceMinor && !lot.revealed.has(bidId))
      report("H2", `lot ${lot.lotId} never opened ${bidId}`);
  }
  const { reserveMinor } = lot.spec;
  if (
    reserveMinor !== null &&
    lot.winner !== null &&
    !lot.reserveRevealed &&
    lot.reserveCommitment !== null
  ) {
    report("H2", `lot ${lot.lotId} was sold and its reserve never opened`);
  }
}
