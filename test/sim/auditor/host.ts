import type { Actor, RoomCommand } from "../../../domain/room/command.ts";
import type { Fact } from "../../../domain/room/fact.ts";
import { takeReveals, takeStart } from "./clock.ts";
import { takeEnd, takeOpening } from "./closing.ts";
import type { Report } from "./report.ts";
import { isPastClose } from "./truth.ts";
import type { Truth, TruthLot } from "./truth.ts";

/**
 * What speaks against a command of the host's side. The contract fixes no order among these, so any code that applies
 * will do. `open`: the rules do not say whether this is allowed, so both answers pass.
 */
export interface HostVerdict {
  readonly codes: ReadonlySet<string>;
  readonly open: boolean;
}

export type HostCommand = Extract<
  RoomCommand,
  {
    type:
      | `auction.${"start" | "hold" | "resume" | "end" | "cancel"}`
      | "lot.open"
      | "lot.pass"
      | "lot.void"
      | "lot.reorder";
  }
>;

const notLive = ["auction_not_live", "auction_over"];

export function judgeHost(truth: Truth, actor: Actor, command: HostCommand, nowMs: number): HostVerdict {
  const codes = new Set<string>();
  let open = false;
  const object = (applies: boolean, ...some: string[]): void => {
    if (applies) for (const code of some) codes.add(code);
  };
  const isHost = actor.userId === truth.auction.sellerId || actor.isAdmin;
  object(actor.userId === null, "auth_required");
  object(command.type === "lot.void" ? !actor.isAdmin : !isHost, "forbidden");
  const over = truth.status === "ended" || truth.status === "cancelled";
  const openLots = truth.lots.filter(({ status }) => status === "open");
  const pastClose = openLots.some((lot) => isPastClose(truth, lot, nowMs));
  const contested = openLots.some((lot) => lot.bids > 0 || lot.saleNumber > 0);

  switch (command.type) {
    case "auction.start":
      object(truth.status !== "scheduled", "auction_not_scheduled", "auction_over");
      open = truth.lots.length === 0;
      break;
    case "auction.hold":
      object(truth.status !== "live", ...notLive);
      object(truth.held !== null, "auction_held");
      object(pastClose, "lot_closing", "lot_closed");
      break;
    case "auction.resume":
      object(truth.held === null, "auction_not_held", ...notLive);
      break;
    case "auction.end":
      object(truth.status !== "live", ...notLive);
      object(contested, "lot_has_bids");
      open = pastClose || truth.held !== null;
      object(open, "lot_closing", "auction_held");
      break;
    case "auction.cancel":
      object(over, "auction_over", ...notLive);
      object(contested, "lot_has_bids");
      open = pastClose || truth.held !== null || truth.lots.some(({ status }) => status === "sold");
      object(open, "lot_closing", "auction_held", "lot_has_bids");
      break;
    default: {
      const lot = truth.lots.find(({ lotId }) => lotId === command.lotId);
      if (lot === undefined) object(true, "lot_unknown");
      else open = judgeLot(truth, lot, { command, nowMs, object });
    }
  }
  return { codes, open };
}

function judgeLot(
  truth: Truth,
  lot: TruthLot,
  {
    command,
    nowMs,
    object,
  }: { command: HostCommand; nowMs: number; object: (applies: boolean, ...codes: string[]) => void },
): boolean {
  const ended = lot.status !== "queued" && lot.status !== "open";
  const elsewhere = truth.lots.some(({ status }) => status === "open");
  switch (command.type) {
    case "lot.open":
      object(truth.status !== "live", ...notLive);
      object(lot.status !== "queued", "lot_not_queued", "lot_already_open", "lot_closed");
      object(elsewhere && truth.auction.pacing === "live", "lot_already_open");
      object(truth.held !== null, "auction_held");
      object(truth.auction.pacing === "timed", "lot_already_open", "forbidden");
      return truth.held !== null || truth.auction.pacing === "timed";
    case "lot.pass":
      object(ended, "lot_closed", "lot_not_open", "lot_not_queued");
      object(lot.status === "open" && (lot.bids > 0 || lot.saleNumber > 0), "lot_has_bids");
      object(isPastClose(truth, lot, nowMs), "lot_closing", "lot_closed");
      // The rules say nothing of passing a queued lot, held clocks or pre-bids.
      object(
        lot.status === "queued" || truth.held !== null,
        "lot_not_open",
        "lot_has_bids",
        "auction_held",
        ...notLive,
      );
      return lot.status === "queued" || truth.held !== null;
    case "lot.void":
      object(ended, "lot_closed", "lot_not_open", "lot_not_queued");
      object(isPastClose(truth, lot, nowMs), "lot_closing", "lot_closed");
      object(truth.status === "scheduled" || truth.held !== null, "auction_held", ...notLive);
      return isPastClose(truth, lot, nowMs) || truth.status === "scheduled" || truth.held !== null;
    default:
      object(lot.status !== "queued", "lot_not_queued", "lot_closed");
      object(
        command.type === "lot.reorder" && command.beforeLotId !== null,
        "lot_unknown",
        "lot_not_queued",
        "lot_invalid",
      );
      return true;
  }
}

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
    if (named.get(lot.lotId) !== nowMs + remainingMs) {
      report(
        "K5",
        `fact ${fact.seq}: lot ${lot.lotId} closes at ${named.get(lot.lotId)}, not ${nowMs + remainingMs}`,
      );
    }
    lot.closesAtMs = named.get(lot.lotId) ?? lot.closesAtMs;
    lot.awakeAfterClose = false;
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
