import type { LotView } from "../../../domain/room/views.ts";
import type { Look } from "../transcript.ts";
import type { Report } from "./report.ts";
import { canonical } from "./seals.ts";
import { leaderOf, nextMinimumOf, shippingOf, spentElsewhere } from "./truth.ts";
import type { Truth, TruthLot } from "./truth.ts";

/** What someone was shown, against what there is to see; and that nobody is shown what is hidden. */
export function auditLook(truth: Truth, { actor, auction, lots, you }: Look, report: Report): void {
  const who = actor.userId ?? "a passer-by";
  if (auction.status !== truth.status)
    report("view", `${who} sees the auction ${auction.status}; it is ${truth.status}`);
  if ((auction.held === null) !== (truth.held === null)) report("view", `${who} sees the clock otherwise`);
  for (const view of lots) {
    const lot = truth.lots.find(({ lotId }) => lotId === view.id);
    if (lot === undefined) report("view", `${who} sees lot ${view.id}, which there is not`);
    else auditLotView(truth, lot, view, report);
  }
  const queue = lots
    .filter(({ status }) => status === "queued")
    .toSorted((left, right) => left.position - right.position);
  const expected = truth.lots.filter(({ status }) => status === "queued").map(({ lotId }) => lotId);
  const shown = queue.map(({ id }) => id);
  if (canonical(shown) !== canonical(expected))
    report("L8", `${who} sees the queue as ${canonical(shown)}, not ${canonical(expected)}`);
  auditYou(truth, actor, you, report);
}

/** B5, H2: own maxima and own sums, nobody else's. */
function auditYou(truth: Truth, actor: Look["actor"], you: Look["you"], report: Report): void {
  const who = actor.userId ?? "a passer-by";
  const bidder = truth.bidders.get(actor.userId ?? "");
  if (you.paddle !== (bidder?.paddle ?? null)) report("view", `${who} is told paddle ${you.paddle}`);
  if (bidder === undefined) {
    if (canonical([you.maxima, you.spentMinor]) !== "[{},0]")
      report("view", `${who} is told of bids nobody made`);
    return;
  }
  const spentMinor = spentElsewhere(truth, bidder, null);
  if (you.spentMinor !== spentMinor)
    report("B5", `${who} is told to have spent ${you.spentMinor}, not ${spentMinor}`);
  if (you.shippingMinor !== shippingOf(bidder))
    report("P9", `${who} is told shipping of ${you.shippingMinor}, not ${shippingOf(bidder)}`);
  if (you.limitMinor !== bidder.limitMinor) report("B5", `${who} is told a limit of ${you.limitMinor}`);
  for (const lot of truth.lots) {
    const own = lot.standings.get(bidder.paddle)?.amountMinor;
    const told = you.maxima[lot.lotId];
    const mustBeTold = lot.status === "open" && leaderOf(lot)?.paddle === bidder.paddle;
    if (told !== own && (told !== undefined || mustBeTold)) {
      report("view", `${who} is told a maximum of ${told} on lot ${lot.lotId}; theirs is ${own}`);
    }
  }
}

function auditLotView(truth: Truth, lot: TruthLot, view: LotView, report: Report): void {
  const is = (what: keyof LotView, value: unknown): void => {
    if (view[what] !== value)
      report(
        "view",
        `lot ${lot.lotId}: ${what} is shown as ${canonical(view[what])}, not ${canonical(value)}`,
      );
  };
  is("status", lot.status);
  is("hasReserve", lot.spec.reserveMinor !== null);
  if (lot.status === "queued") return;
  if (lot.openedAtMs === 0) return;
  is("position", lot.position);
  is("reserveMet", lot.reserveMet);
  is("extensions", lot.extensions);
  const { format } = lot.spec.rules;
  is("bidCount", format === "sealed" ? lot.hidden.length : lot.bidCount);
  if (lot.status === "open") {
    is("leaderPaddle", format === "sealed" ? null : (leaderOf(lot)?.paddle ?? null));
    is("priceMinor", lot.priceMinor);
    is("nextMinimumMinor", nextMinimumOf(lot));
    if (truth.held === null) is("closesAtMs", lot.closesAtMs);
  }
  if (lot.status === "sold" && lot.spec.rules.quantity === 1) {
    is("winnerPaddle", lot.winner?.paddle ?? null);
    is("soldPriceMinor", lot.winner?.priceMinor ?? null);
  }
}
