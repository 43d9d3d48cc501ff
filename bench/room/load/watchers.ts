import { setTimeout as sleep } from "node:timers/promises";
import { monotonicMs } from "./clock.ts";
import { readLastSeq } from "./frames.ts";
import { openLightSocket } from "./light-socket.ts";
import type { LightSocket } from "./light-socket.ts";
import type { Door, WatchRecord } from "./orders.ts";
import { serveLoad } from "./serve.ts";

/** Facts one repetition can carry; a run that makes more ends with an error instead of a wrong number. */
const seqsMax = 400_000;
const opensAtOnce = 32;
/** As often as the real client pings; the room hears of a reader's progress only this way. */
const heartbeatMs = 5_000;

const sockets: LightSocket[] = [];
let heard = new Float64Array(0);
let lastSeenAtMs = new Float64Array(seqsMax);
let seenBy = new Uint32Array(seqsMax);
let chatLines = 0;
let frames = 0;
let bytes = 0;
let closed: string[] = [];
let sample = "";

async function openWatchers(port: number, doors: readonly Door[]): Promise<void> {
  heard = new Float64Array(doors.length);
  const waiting = [...doors.entries()];
  const openNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [watcher, door] = next;
      const onFrame = (buffer: Buffer, start: number, end: number): void => hear(watcher, buffer, start, end);
      sockets.push(
        await openLightSocket({ port, ...door, onFrame, onClose: (reason) => closed.push(reason) }),
      );
    }
  };
  await Promise.all(Array.from({ length: opensAtOnce }, openNext));
  setInterval(acknowledge, heartbeatMs).unref();
}

function hear(watcher: number, buffer: Buffer, start: number, end: number): void {
  const nowMs = monotonicMs();
  frames++;
  bytes += end - start;
  const seq = readLastSeq(buffer, start, end);
  if (seq === null) return;
  if (seq >= seqsMax) throw new Error(`fact ${seq} is beyond the ${seqsMax} this bench keeps`);
  const heardBefore = heard[watcher] ?? 0;
  for (let unheard = heardBefore + 1; unheard <= seq; unheard++) {
    // Frames are handled in the order they come, so this one is the latest so far.
    lastSeenAtMs[unheard] = nowMs;
    seenBy[unheard] = (seenBy[unheard] ?? 0) + 1;
  }
  heard[watcher] = Math.max(seq, heardBefore);
  if (watcher === 0) sample = buffer.toString("utf8", start, end);
}

function acknowledge(): void {
  for (const [watcher, socket] of sockets.entries()) {
    socket.send(`{"type":"clock.ping","t0":${Math.round(monotonicMs())},"seq":${heard[watcher] ?? 0}}`);
  }
}

/** Lines at fixed times, each watcher in turn: many people, each of them within what one person may say. */
async function chat(perSecond: number, forMs: number): Promise<void> {
  const startedAtMs = monotonicMs();
  for (let sent = 0; monotonicMs() - startedAtMs < forMs;) {
    await sleep(2);
    for (; sent < ((monotonicMs() - startedAtMs) / 1_000) * perSecond; sent++) {
      sockets[sent % sockets.length]?.send(
        `{"type":"chat.post","id":"c${chatLines++}","text":"what a card, look at that corner"}`,
      );
    }
  }
}

async function waitForEveryone(seq: number, withinMs: number): Promise<void> {
  const untilMs = monotonicMs() + withinMs;
  while (heard.some((heardSeq) => heardSeq < seq) && monotonicMs() < untilMs) await sleep(5);
}

function collect(): WatchRecord {
  const record = { lastSeenAtMs, seenBy, frames, bytes, closed, sample };
  lastSeenAtMs = new Float64Array(seqsMax);
  seenBy = new Uint32Array(seqsMax);
  frames = 0;
  bytes = 0;
  closed = [];
  return record;
}

serveLoad(async (request) => {
  if (request.type === "open") return openWatchers(request.port, request.doors);
  if (request.type === "collect") {
    await waitForEveryone(request.seq, request.withinMs);
    return collect();
  }
  if (request.type === "chat") return chat(request.perSecond, request.forMs);
  throw new Error(`watchers cannot ${request.type}`);
});
