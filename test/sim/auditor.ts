import type { SaleRecord, Transcript } from "./transcript.ts";
import { takeClock } from "./auditor/clock.ts";
import { auditRevealed } from "./auditor/closing.ts";
import { takeCommand } from "./auditor/commands.ts";
import { auditLook } from "./auditor/looks.ts";
import type { Finding, Report } from "./auditor/report.ts";
import { auditChain, canonical } from "./auditor/seals.ts";
import { createTruth } from "./auditor/truth.ts";
import type { Truth } from "./auditor/truth.ts";

/**
 * Judges a whole room by what an onlooker knows: every command as it arrived, every answer, every fact, every sale.
 * Written from the auction rules alone and sharing no code with the domain, so that one mistake is not made twice.
 * Returns what does not hold; where the rules leave an answer open, every reading passes.
 */
export function audit(transcript: Transcript): readonly Finding[] {
  const { auctionId, heard, log } = transcript;
  const findings: Finding[] = [];
  const created = heard[0]?.what;
  if (created?.type !== "command" || created.command.type !== "auction.create") {
    return [{ rule: "L8", text: "the first thing a room hears is its creation" }];
  }
  const truth = createTruth({ ...created.command.auction });
  let headSeq = 0;
  let place = "";
  const report: Report = (rule, text) => findings.push({ rule, text: `${text} (${place})` });
  for (const { atMs, headSeq: nextSeq, what, chat } of heard) {
    place = `at ${atMs}, facts ${headSeq + 1} to ${nextSeq}`;
    if (what.type === "evicted") {
      // Refused commands write nothing (rule B4), so what people had spent of their rate is forgotten.
      truth.buckets.clear();
      truth.lastEventAtMs = null;
      continue;
    }
    const facts = log.slice(headSeq, nextSeq);
    for (const fact of facts)
      if (fact.atMs !== atMs) report("H1", `fact ${fact.seq} says it happened at ${fact.atMs}`);
    let taken = takeClock(truth, facts, atMs, report);
    if (what.type === "command") {
      taken += takeCommand(
        truth,
        { ...what, nowMs: atMs, headSeq: nextSeq, chat },
        facts.slice(taken),
        report,
      );
    } else if (chat.length > 0) report("chat", `${what.type} put ${chat.length} lines in the chat`);
    if (what.type === "look") auditLook(truth, what.look, report);
    for (const fact of facts.slice(taken)) report("J1", `fact ${fact.seq} (${fact.type}) has no cause`);
    headSeq = nextSeq;
    truth.lastEventAtMs = atMs;
    // One mistake makes every later state a mistake; the first ones are what helps.
    if (findings.length > 0) break;
  }
  place = "in the end";
  auditChain(auctionId, log, report);
  if (findings.length === 0) {
    if (headSeq !== log.length)
      report("J1", `the log has ${log.length} facts, ${headSeq} of them with a cause`);
    for (const lot of truth.lots) auditRevealed(lot, report);
    auditSales(truth, transcript, report);
  }
  return findings;
}

/** S1, B3, P9: every sale of the log came out once, to the person behind the paddle and with their shipping. */
function auditSales(truth: Truth, { log, sales }: Transcript, report: Report): void {
  const expected: SaleRecord[] = [];
  const places = new Map<number, number>();
  for (const fact of log) {
    if (fact.type !== "lot.sold" && fact.type !== "lot.bought") continue;
    const { lotId, paddle, priceMinor } = fact;
    const bidder = truth.paddles.get(paddle);
    const userId = bidder?.userId ?? "nobody";
    const place = places.get(paddle) ?? 0;
    places.set(paddle, place + 1);
    expected.push({
      lotId,
      saleNumber: fact.type === "lot.bought" ? fact.saleNumber : 1,
      userId,
      paddle,
      priceMinor,
      shippingMinor: bidder?.shippedForMinor[place] ?? 0,
    });
  }
  const toText = ({ lotId, saleNumber, userId, paddle, priceMinor, shippingMinor }: SaleRecord): string =>
    canonical([lotId, saleNumber, userId, paddle, priceMinor, shippingMinor]);
  const missing = new Set(expected.map(toText));
  for (const sale of sales.map(toText)) {
    if (!missing.delete(sale)) report("S1", `sale ${sale} is not of the log, or came out twice`);
  }
  for (const sale of missing) report("S1", `sale ${sale} never came out`);
}
