import type { Actor, RoomCommand } from "../../../domain/room/command.ts";
import type { Fact } from "../../../domain/room/fact.ts";
import type { Heard } from "../transcript.ts";
import { takeToken } from "./bucket.ts";
import { buyPriceOf, fits, objectionsToBid, objectionsToBuying } from "./admission.ts";
import type { Objection } from "./admission.ts";
import { takeBid } from "./bids.ts";
import { takeReveals } from "./clock.ts";
import { takeSale } from "./closing.ts";
import { objectionsToHost } from "./host-judge.ts";
import type { HostCommand } from "./host-judge.ts";
import { takeHost } from "./host.ts";
import { isSetup, takeSetup } from "./setup.ts";
import { isTalk, takeTalk } from "./talk.ts";
import { canonical } from "./seals.ts";
import type { Report } from "./report.ts";
import type { Truth, TruthLot } from "./truth.ts";

export interface CommandHeard {
  readonly actor: Actor;
  readonly command: RoomCommand;
  readonly answered: Extract<Heard["what"], { type: "command" }>["answered"];
  readonly nowMs: number;
  readonly headSeq: number;
  readonly chat: Heard["chat"];
}

/** Takes one command and what it was answered; `facts` are what the log gained since the clock was served. */
export function takeCommand(
  truth: Truth,
  heard: CommandHeard,
  facts: readonly Fact[],
  report: Report,
): number {
  const { actor, command, answered } = heard;
  const settled = takeEarlyAnswer(truth, heard, report);
  if (settled) return 0;
  const taken = takeByType(truth, heard, facts, report);
  if (!answered.ok) return 0;
  if (answered.seq !== heard.headSeq) {
    report(
      "J1",
      `${command.type} ${command.id} names fact ${answered.seq}; the last one was ${heard.headSeq}`,
    );
  }
  truth.accepted.set(keyOf(actor, command), { body: bodyOf(command), answered });
  return taken;
}

const keyOf = (actor: Actor, command: RoomCommand): string => canonical([actor.userId, command.id]);

/** What must be the same for an id to be a replay: everything but `confirm` (rule B3). */
function bodyOf(command: RoomCommand): string {
  return canonical({ ...command, confirm: undefined });
}

/** Replays, reused ids and the rate come before anything else. True when they are the whole answer. */
function takeEarlyAnswer(
  truth: Truth,
  { actor, command, answered, nowMs }: CommandHeard,
  report: Report,
): boolean {
  const about = `${command.type} ${command.id}`;
  if (actor.userId === null) {
    if (answered.ok || answered.code !== "auth_required")
      report("B1", `${about} of nobody was answered otherwise`);
    return true;
  }
  const first = truth.accepted.get(keyOf(actor, command));
  if (first !== undefined) {
    const isReplay = first.body === bodyOf(command);
    const expected = isReplay ? first.answered : { ok: false, code: "id_reused" };
    const found = isReplay || answered.ok ? answered : { ok: false, code: answered.code };
    if (canonical(found) !== canonical(expected)) {
      report("B3", `${about} was answered ${canonical(found)}, not ${canonical(expected)}`);
    }
    return true;
  }
  if (!answered.ok && answered.code === "id_reused") {
    report("B3", `${about} is told to be used, and was never accepted`);
    return true;
  }
  // The platform's own routes are limited elsewhere.
  if (isSetup(command)) return false;
  const allowed = takeToken(truth, `command ${actor.userId}`, { capacity: 20, everyMs: 100 }, nowMs);
  const limited = !answered.ok && answered.code === "rate_limited";
  // Chat has tighter limits of its own, answered by the same code.
  if (limited && allowed && command.type !== "chat.post")
    report("B4", `${about} was limited with room in the bucket`);
  if (!limited && !allowed) report("B4", `${about} came through an empty bucket`);
  return !allowed || (limited && command.type !== "chat.post");
}

function takeByType(truth: Truth, heard: CommandHeard, facts: readonly Fact[], report: Report): number {
  const { command } = heard;
  if (isTalk(command)) {
    takeTalk(truth, { ...heard, command }, report);
    return 0;
  }
  if (isSetup(command)) {
    takeSetup(truth, { ...heard, command }, report);
    return 0;
  }
  if (command.type === "bid.place") return takeBidCommand(truth, { ...heard, command }, facts, report);
  if (command.type === "lot.buy") return takeBuyCommand(truth, { ...heard, command }, facts, report);
  // No lot of the simulation is a giveaway yet, so every entry is refused.
  if (command.type === "giveaway.enter") return 0;
  return takeHostCommand(truth, { ...heard, command }, facts, report);
}

function takeHostCommand(
  truth: Truth,
  { actor, command, answered, nowMs }: Omit<CommandHeard, "command"> & { readonly command: HostCommand },
  facts: readonly Fact[],
  report: Report,
): number {
  auditRefusal(objectionsToHost(truth, actor, command, nowMs), { command, answered }, report);
  return answered.ok ? takeHost(truth, command, facts, nowMs, report) : 0;
}

type Of<Type extends RoomCommand["type"]> = Omit<CommandHeard, "command"> & {
  readonly command: Extract<RoomCommand, { type: Type }>;
};

/** The first objection is the answer, with its details (the contract's precedence). */
function auditRefusal(
  objections: readonly Objection[],
  { command, answered }: Pick<CommandHeard, "command" | "answered">,
  report: Report,
): void {
  const code = answered.ok ? null : answered.code;
  const about = `${command.type} ${command.id}`;
  if (!fits(objections, code)) {
    const expected = objections
      .map((objection) => `${objection.code}${objection.maybe === true ? "?" : ""}`)
      .join(", ");
    report(
      "precedence",
      `${about} was ${code ?? "accepted"}; what speaks against it: ${expected || "nothing"}`,
    );
  }
  if (answered.ok) return;
  const details = objections.find((objection) => objection.code === code)?.details ?? {};
  for (const [name, value] of Object.entries(details)) {
    if (canonical(answered.details?.[name] ?? null) !== canonical(value)) {
      report(
        "P3",
        `${about}: ${name} is ${canonical(answered.details?.[name] ?? null)}, not ${canonical(value)}`,
      );
    }
  }
}

function takeBidCommand(
  truth: Truth,
  heard: Of<"bid.place">,
  facts: readonly Fact[],
  report: Report,
): number {
  const { actor, command, answered, nowMs } = heard;
  auditRefusal(objectionsToBid(truth, actor, command, nowMs), heard, report);
  if (!answered.ok) return 0;
  const bidder = truth.bidders.get(actor.userId ?? "");
  const lot = truth.lots.find(({ lotId }) => lotId === command.lotId);
  if (bidder === undefined || lot === undefined) return 0;
  const taken = takeBid(truth, { bidder, lot, command, nowMs }, facts, report);
  const about = `bid ${command.id}`;
  if (answered.outcome !== taken.outcome)
    report("P4", `${about} was told ${answered.outcome} and is ${taken.outcome}`);
  if (answered.priceMinor !== taken.priceMinor)
    report("P4", `${about} was told ${answered.priceMinor}; it stands at ${taken.priceMinor}`);
  const toldMax = answered.yourMaxMinor ?? (taken.outcome === "done" ? command.amountMinor : undefined);
  if (toldMax !== command.amountMinor)
    report("P6", `${about} was told a maximum of ${answered.yourMaxMinor}`);
  return taken.factCount;
}

function takeBuyCommand(truth: Truth, heard: Of<"lot.buy">, facts: readonly Fact[], report: Report): number {
  const { actor, command, answered, nowMs } = heard;
  auditRefusal(objectionsToBuying(truth, actor, command, nowMs), heard, report);
  if (!answered.ok) return 0;
  const bidder = truth.bidders.get(actor.userId ?? "");
  const lot = truth.lots.find(({ lotId }) => lotId === command.lotId);
  if (bidder === undefined || lot === undefined) return 0;
  const priceMinor = buyPriceOf(lot) ?? 0;
  const fact = facts[0];
  const isSale = fact?.type === "lot.bought" || fact?.type === "lot.sold";
  if (
    !isSale ||
    fact.lotId !== lot.lotId ||
    fact.paddle !== bidder.paddle ||
    fact.priceMinor !== priceMinor
  ) {
    report("L3", `buying lot ${lot.lotId} made ${fact?.type ?? "nothing"}`);
    return 0;
  }
  return 1 + takeBought(truth, lot, { fact, priceMinor, paddle: bidder.paddle }, facts.slice(1), report);
}

function takeBought(
  truth: Truth,
  lot: TruthLot,
  {
    fact,
    priceMinor,
    paddle,
  }: { fact: Extract<Fact, { type: "lot.bought" | "lot.sold" }>; priceMinor: number; paddle: number },
  rest: readonly Fact[],
  report: Report,
): number {
  takeSale(truth, lot, paddle, priceMinor);
  lot.remaining -= 1;
  if (
    fact.type === "lot.bought" &&
    (fact.saleNumber !== lot.saleNumber || fact.remaining !== lot.remaining)
  ) {
    report(
      "S1",
      `fact ${fact.seq}: sale ${fact.saleNumber} leaves ${fact.remaining}, not ${lot.saleNumber} and ${lot.remaining}`,
    );
  }
  if (lot.remaining > 0) return 0;
  lot.status = "sold";
  lot.priceMinor = priceMinor;
  lot.reserveMet = true;
  lot.revealed = new Set();
  return takeReveals(truth, lot, rest, report);
}
