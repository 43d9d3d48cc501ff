import type { Fact } from "../../../domain/room/fact.ts";
import { takeReveals, takeStart } from "./clock.ts";
import { takeEnd, takeOpening } from "./closing.ts";
import type { Report } from "./report.ts";
import type { HostCommand } from "./host-judge.ts";
import type { Truth } from "./truth.ts";

/** Takes what an accepted command of the host's side did; returns how many facts that took. */
export function takeHost(
  truth: Truth,
  command: HostCommand,
  facts: readonly Fact[],
  nowMs: number,
  report: Report,
): number {
  const fact = facts[0];
  const expect = (type: Fact["type"]): boolean => {
    if (fact?.type === type) return true;
    report("L5", `${command.type} made ${fact?.type ?? "nothing"}, not ${type}`);
    return false;
  };
  switch (command.type) {
    case "auction.start":
      return takeStart(truth, facts, nowMs, report);
    case "auction.hold":
      if (!expect("auction.held")) return 0;
      if (fact?.type === "auction.held" && fact.reason !== "host")
        report("K5", `fact ${fact.seq}: the host held, not ${fact.reason}`);
      truth.held = { sinceMs: nowMs };
      return 1;
    case "auction.resume":
      return expect("auction.resumed") ? takeResumed(truth, fact, nowMs, report) : 0;
    case "auction.end":
    case "auction.cancel":
      return takeAuctionEnd(truth, command.type, facts, report);
    case "lot.open": {
      const lot = truth.lots.find(({ lotId }) => lotId === command.lotId);
      if (lot === undefined) return 0;
      return takeOpening(truth, lot, { facts, closesAtMs: nowMs + lot.spec.rules.durationMs, nowMs }, report);
    }
    case "lot.pass":
    case "lot.void":
      return takeLotEnd(truth, command, facts, report);
    case "lot.reorder":
      reorder(truth, command);
      return 0;
  }
}

/** K5: every open lot gets back what it had left when the clock stopped, at least its window; the hard close moves along. */
function takeResumed(truth: Truth, fact: Fact | undefined, nowMs: number, report: Report): number {
  if (fact?.type !== "auction.resumed" || truth.held === null) return 0;
  const { sinceMs } = truth.held;
  truth.held = null;
  const open = truth.lots.filter(({ status }) => status === "open");
  const named = new Map(fact.lots.map(({ lotId, closesAtMs }) => [lotId, closesAtMs]));
  if (named.size !== open.length)
    report("K5", `fact ${fact.seq} resumes ${named.size} lots of ${open.length}`);
  for (const lot of open) {
    const remainingMs = Math.max(lot.closesAtMs - sinceMs, lot.spec.rules.windowMs);
    if (lot.hardCloseAtMs !== null) lot.hardCloseAtMs += nowMs - sinceMs;
    if (lot.repricesAtMs !== null) lot.repricesAtMs += nowMs - sinceMs;
    if (named.get(lot.lotId) !== nowMs + remainingMs) {
      report(
        "K5",
        `fact ${fact.seq}: lot ${lot.lotId} closes at ${named.get(lot.lotId)}, not ${nowMs + remainingMs}`,
      );
    }
    lot.closesAtMs = named.get(lot.lotId) ?? lot.closesAtMs;
  }
  return 1;
}

/** L1: what has not been sold passes, then the auction is over. */
function takeAuctionEnd(
  truth: Truth,
  type: "auction.end" | "auction.cancel",
  facts: readonly Fact[],
  report: Report,
): number {
  const reason = type === "auction.end" ? "auction-ended" : "auction-cancelled";
  const last = type === "auction.end" ? "auction.ended" : "auction.cancelled";
  let index = 0;
  let over = false;
  for (;;) {
    const fact = facts[index];
    if (fact?.type === last && !over) over = true;
    else if (fact?.type === "lot.passed" && fact.reason === reason) {
      const lot = truth.lots.find(({ lotId }) => lotId === fact.lotId);
      if (lot !== undefined) {
        takeEnd(truth, lot, fact, report);
        index += takeReveals(truth, lot, facts.slice(index + 1), report);
      }
    } else break;
    index += 1;
  }
  if (!over) report("L1", `${type} left the auction standing`);
  for (const lot of truth.lots) {
    if (lot.status === "queued" || lot.status === "open")
      report("L1", `${type} left lot ${lot.lotId} ${lot.status}`);
  }
  truth.status = type === "auction.end" ? "ended" : "cancelled";
  truth.held = null;
  return index;
}

function takeLotEnd(
  truth: Truth,
  command: Extract<HostCommand, { type: "lot.pass" | "lot.void" }>,
  facts: readonly Fact[],
  report: Report,
): number {
  const fact = facts[0];
  const lot = truth.lots.find(({ lotId }) => lotId === command.lotId);
  const isVoid = command.type === "lot.void";
  const fits = isVoid
    ? fact?.type === "lot.voided" && fact.reason === command.reason
    : fact?.type === "lot.passed" && fact.reason === "host";
  if (
    lot === undefined ||
    (fact?.type !== "lot.voided" && fact?.type !== "lot.passed") ||
    !fits ||
    fact.lotId !== lot.lotId
  ) {
    report("L5", `${command.type} made ${fact?.type ?? "nothing"}`);
    return 0;
  }
  takeEnd(truth, lot, fact, report);
  return 1 + takeReveals(truth, lot, facts.slice(1), report);
}

/**
 * The lot will stand right before the named queued one, or last of them. Lots that were opened keep their positions,
 * so the queued ones share out the places they already have.
 */
function reorder(
  truth: Truth,
  command: { readonly lotId: string; readonly beforeLotId: string | null },
): void {
  const queue = truth.lots.filter(({ status }) => status === "queued");
  const lot = queue.find(({ lotId }) => lotId === command.lotId);
  if (lot === undefined || command.lotId === command.beforeLotId) return;
  const others = queue.filter((candidate) => candidate !== lot);
  const place = others.findIndex(({ lotId }) => lotId === command.beforeLotId);
  const ordered = place < 0 ? [...others, lot] : others.toSpliced(place, 0, lot);
  truth.lots = truth.lots.map((candidate) =>
    candidate.status === "queued" ? (ordered.shift() ?? candidate) : candidate,
  );
}
