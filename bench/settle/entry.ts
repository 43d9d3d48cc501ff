// First: it must change the limits before the room's modules read them.
import "../room/lift-limits.ts";
import type { RoomNudge } from "../../durable-objects/auction-room/rpc.ts";
import { handleNudges } from "../../workers/jobs/queue.ts";
import { describeCaller } from "../room/stage.ts";
import { openSale } from "./open-sale.ts";
import type { SettledSale } from "./sale.ts";

export { AuctionRoom } from "../../durable-objects/auction-room/auction-room.ts";

/** Neither accounts nor payments: a room, its socket, and the product's own way from its journal into Postgres. */
export default {
  async fetch(request: Request, env: Cloudflare.Env, context: ExecutionContext): Promise<Response> {
    const [kind, id, action] = new URL(request.url).pathname.split("/").slice(1);
    if (kind === "ready") return new Response("ready");
    // Bare workerd posts a queue's message to the service it is bound to.
    if (kind === "message") {
      context.waitUntil(handleNudges(batchOf(await request.json<RoomNudge>()), completeEnvironment(env)));
      return Response.json({ metadata: { metrics: noBacklog } });
    }
    if (kind !== "room" || id === undefined) return new Response(null, { status: 404 });
    const room = env.AUCTION_ROOM.get(env.AUCTION_ROOM.idFromName(id));
    if (action === "open") {
      await openSale(room, await request.json<SettledSale>());
      return new Response(null, { status: 204 });
    }
    if (action === "ticket") {
      const watcher = describeCaller("watcher");
      return new Response((await room.join({ caller: watcher, origin: null, terms: null }))?.ticket);
    }
    return room.fetch(request);
  },
};

/** What a queue says of itself to a sender. */
const noBacklog = { backlogCount: 0, backlogBytes: 0, oldestMessageTimestamp: 0 };

/** Charging begins where this ends, so what the projection says of new orders goes nowhere. */
const deafQueue = { send: async () => undefined, sendBatch: async () => undefined } as unknown as Queue;

let environment: Cloudflare.Env | undefined;
/** One object for the isolate's life, as the platform hands out one: the product keeps what it parsed by it. */
const completeEnvironment = (env: Cloudflare.Env): Cloudflare.Env =>
  (environment ??= { ...env, MONEY_WORK: deafQueue });

/** A batch of one. A message that is given back is dropped: the room's alarm nudges again. */
function batchOf(body: RoomNudge): MessageBatch {
  const message = {
    id: crypto.randomUUID(),
    timestamp: new Date(),
    body,
    attempts: 1,
    ack: () => undefined,
    retry: () => console.error("projection: given back"),
  };
  return {
    queue: "room-nudges",
    messages: [message],
    metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
    ackAll: () => undefined,
    retryAll: () => undefined,
  };
}
