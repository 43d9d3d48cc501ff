import { AuctionRoom } from "../../durable-objects/auction-room/auction-room.ts";

export { AuctionRoom };

interface Env {
  readonly AUCTION_ROOM: DurableObjectNamespace<AuctionRoom>;
}

/** What the test may ask of a room from outside its process. */
const methods = ["platform", "command", "join", "read", "log", "outbox"] as const;

/**
 * A front door for the room alone: no accounts, no pages, no Postgres. `/room/:id` is the socket, POST
 * `/room/:id/:method` with the arguments as JSON is one call.
 */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const [kind, id = "", action] = new URL(request.url).pathname.split("/").slice(1);
    if (kind === "ready") return new Response("ready");
    const room = env.AUCTION_ROOM.get(env.AUCTION_ROOM.idFromName(id));
    const method = methods.find((name) => name === action);
    if (method === undefined) return room.fetch(request);
    // Called on the stub itself: a method taken off it is another remote thing, not a function.
    const callable = room as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    return Response.json(await callable[method]?.(...(await request.json<unknown[]>())));
  },

  /** Nobody comes for the nudges; the test reads the journal itself. */
  async queue(batch: MessageBatch): Promise<void> {
    batch.ackAll();
  },
};
