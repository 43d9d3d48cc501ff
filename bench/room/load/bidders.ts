import { setTimeout as sleep } from "node:timers/promises";
import { must } from "../../../domain/result.ts";
import { monotonicMs } from "./clock.ts";
import { readAnswer } from "./frames.ts";
import { openLightSocket } from "./light-socket.ts";
import type { LightSocket } from "./light-socket.ts";
import type { BidOrder, BidRecord, Door } from "./orders.ts";
import { serveLoad } from "./serve.ts";

const bidsMax = 400_000;

let sockets: LightSocket[] = [];
let closed: string[] = [];
/** By lot. They go on from order to order, as the price in the room does. */
const bidsOnLot = new Map<string, number>();
let ordersTaken = 0;
let onAnswer: (buffer: Buffer, start: number, end: number) => void = () => {};

async function openBidders(port: number, doors: readonly Door[]): Promise<void> {
  sockets = [];
  for (const door of doors) {
    const onFrame = (buffer: Buffer, start: number, end: number): void => onAnswer(buffer, start, end);
    sockets.push(await openLightSocket({ port, ...door, onFrame, onClose: (reason) => closed.push(reason) }));
  }
}

/** Sends the order's bids and resolves with what came of those in the measured time. */
async function bid(order: BidOrder): Promise<BidRecord> {
  const intendedAtMs = new Float64Array(bidsMax);
  const answeredAtMs = new Float64Array(bidsMax).fill(Number.NaN);
  const seqs = new Float64Array(bidsMax);
  const refusals: Record<string, number> = {};
  const idPrefix = `b${ordersTaken++}-`;
  const startedAtMs = monotonicMs() + 20;
  const measureFromMs = startedAtMs + order.warmupMs;
  const endsAtMs = measureFromMs + order.measureMs;
  let sent = 0;
  let accepted = 0;
  let sample = "";
  let lastSeq = 0;
  let answeredCount = 0;
  closed = [];

  // Bidders take turns on each lot, so nobody bids against themselves; every bid is one step above the one before.
  const send = (atMs: number, lot: number): void => {
    if (sent === bidsMax) throw new Error(`more than ${bidsMax} bids`);
    const lotId = must(order.lots[lot], "a lot to bid on");
    const turn = bidsOnLot.get(lotId) ?? 0;
    bidsOnLot.set(lotId, turn + 1);
    intendedAtMs[sent] = atMs;
    const amountMinor = order.startMinor + turn * order.stepMinor;
    sockets[(turn + lot) % sockets.length]?.send(
      `{"type":"bid.place","id":"${idPrefix}${sent}","lotId":"${lotId}","amountMinor":${amountMinor},"mode":"max"}`,
    );
    sent++;
  };

  onAnswer = (buffer, start, end) => {
    const answer = readAnswer(buffer, start, end);
    if (answer === null || !answer.id.startsWith(idPrefix)) return;
    const nowMs = monotonicMs();
    const number = Number(answer.id.slice(idPrefix.length));
    answeredAtMs[number] = nowMs;
    answeredCount++;
    seqs[number] = answer.seq;
    lastSeq = Math.max(lastSeq, answer.seq);
    if (answer.code !== null) refusals[answer.code] = (refusals[answer.code] ?? 0) + 1;
    else if (nowMs >= measureFromMs && nowMs < endsAtMs) accepted++;
    if (sample === "" && answer.code === null) sample = buffer.toString("utf8", start, end);
    if (order.pace.kind === "closed" && nowMs < endsAtMs) send(nowMs, number % order.lots.length);
  };

  await sleep(startedAtMs - monotonicMs());
  if (order.pace.kind === "closed") {
    for (let first = 0; first < order.pace.inFlight; first++) send(monotonicMs(), first % order.lots.length);
    await sleep(endsAtMs - monotonicMs());
  } else {
    const everyMs = 1_000 / order.pace.perSecond;
    for (let dueAtMs = startedAtMs; dueAtMs < endsAtMs;) {
      // A late wake-up sends everything that has become due, each with its own intended time.
      for (const nowMs = monotonicMs(); dueAtMs <= nowMs && dueAtMs < endsAtMs; dueAtMs += everyMs) {
        send(dueAtMs, sent % order.lots.length);
      }
      await sleep(Math.max(0, Math.min(1, dueAtMs - monotonicMs())));
    }
  }
  await drain(answeredAtMs, () => sent, order.drainMs);
  onAnswer = () => {};

  const first = findFirst(intendedAtMs, sent, measureFromMs);
  const last = findFirst(intendedAtMs, sent, endsAtMs);
  return {
    intendedAtMs: intendedAtMs.slice(first, last),
    answeredAtMs: answeredAtMs.slice(first, last),
    seqs: seqs.slice(first, last),
    answeredCount,
    lastSeq,
    refusals,
    acceptedPerSecond: (accepted / order.measureMs) * 1_000,
    closed,
    sample,
  };
}

/** Waits until every bid is answered or the time is up. */
async function drain(answeredAtMs: Float64Array, countSent: () => number, drainMs: number): Promise<void> {
  const untilMs = monotonicMs() + drainMs;
  for (let answered = 0; monotonicMs() < untilMs;) {
    while (answered < countSent() && !Number.isNaN(answeredAtMs[answered])) answered++;
    if (answered === countSent()) return;
    await sleep(5);
  }
}

/** Intended times only grow. */
function findFirst(times: Float64Array, length: number, fromMs: number): number {
  let index = 0;
  while (index < length && (times[index] ?? 0) < fromMs) index++;
  return index;
}

serveLoad(async (request) => {
  if (request.type === "open") return openBidders(request.port, request.doors);
  if (request.type === "bid") return bid(request.order);
  throw new Error(`bidders cannot ${request.type}`);
});
