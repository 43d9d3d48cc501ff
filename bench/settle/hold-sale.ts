import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { openLightSocket } from "../room/load/light-socket.ts";
import type { LightSocket } from "../room/load/light-socket.ts";
import type { SettledSale } from "./sale.ts";
import type { Stage } from "./stage.ts";

/** What became of one hammer, on the machine's wall clock. */
export interface Settlement {
  /** When the room decided, as its fact says. */
  readonly hammerAtMs: number;
  /** When a watcher had the fact: decided, committed to the disk, and sent. */
  readonly seenAtMs: number;
  /** When Postgres had committed the order. */
  readonly orderAtMs: number;
}

/** How long after the last hammer an order may still come; one that does not is an error, not a number. */
const drainMs = 20_000;

/** Holds one timed sale to its end and follows each of its hammers. */
export async function holdSale(stage: Stage, lots: number, staggerMs: number): Promise<Settlement[]> {
  const sale = await describeSale(stage.line, lots, staggerMs);
  const hammers = new Map<string, Pick<Settlement, "hammerAtMs" | "seenAtMs">>();
  const orders = new Map<string, number>();
  const hear = ({ payload = "" }: pg.Notification): void => void orders.set(payload, now());
  stage.line.on("notification", hear);
  await post(stage.port, `/room/${sale.auctionId}/open`, sale);
  const watcher = await watch(stage.port, sale.auctionId, (lotId, hammerAtMs) =>
    hammers.set(lotId, { hammerAtMs, seenAtMs: now() }),
  );
  try {
    const untilMs = now() + sale.leadMs + lots * staggerMs + drainMs;
    while (now() < untilMs && (hammers.size < lots || orders.size < lots)) await sleep(20);
  } finally {
    watcher.close();
    stage.line.off("notification", hear);
  }
  return sale.lotIds.map((lotId) => {
    const [hammer, orderAtMs] = [hammers.get(lotId), orders.get(lotId)];
    if (hammer === undefined || orderAtMs === undefined)
      throw new Error(
        `lot ${lotId}: ${hammer === undefined ? "no hammer" : "no order"} within ${drainMs} ms`,
      );
    return { ...hammer, orderAtMs };
  });
}

/** Wall-clock milliseconds with fractions; comparable with a room's `atMs`. */
const now = (): number => performance.timeOrigin + performance.now();

async function describeSale(line: pg.Client, lots: number, staggerMs: number): Promise<SettledSale> {
  const people = Array.from({ length: 21 }, () => randomUUID());
  await line.query(
    `insert into users (id, email, display_name) select id, id::text || '@example.test', 'Bench' from unnest($1::uuid[]) id`,
    [people],
  );
  const [sellerId = "", ...buyerIds] = people;
  const lotIds = Array.from({ length: lots }, () => randomUUID());
  return { auctionId: randomUUID(), sellerId, buyerIds, lotIds, staggerMs, leadMs: 8_000 };
}

async function watch(
  port: number,
  auctionId: string,
  onSold: (lotId: string, atMs: number) => void,
): Promise<LightSocket> {
  const ticket = await post(port, `/room/${auctionId}/ticket`);
  return openLightSocket({
    port,
    path: `/room/${auctionId}`,
    protocol: `blytz.v1, ticket.${ticket}`,
    onFrame: (bytes, start, end) => {
      const frame = JSON.parse(bytes.toString("utf8", start, end)) as DownFrame;
      for (const fact of frame.facts ?? []) if (fact.type === "lot.sold") onSold(fact.lotId, fact.atMs);
    },
    // A sale that nobody watches to its end has lots without a hammer, which is an error there.
    onClose: () => undefined,
  });
}

/** As much of a frame as is read here. */
interface DownFrame {
  readonly facts?: readonly { readonly type: string; readonly lotId: string; readonly atMs: number }[];
}

async function post(port: number, path: string, body?: unknown): Promise<string> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", ...sent });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return text;
}
