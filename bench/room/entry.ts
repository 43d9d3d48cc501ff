// First: it must change the limits before the room's modules read them.
import "./lift-limits.ts";
import { AuctionRoom } from "../../durable-objects/auction-room/auction-room.ts";
import type { RoomNudge } from "../../durable-objects/auction-room/rpc.ts";
import { RawRoom } from "./raw-object.ts";
import { describeCaller, stageRoom } from "./stage.ts";
import type { StageOrder } from "./stage.ts";

export { RawRoom };

/** The product's room, and how many rows it has written. */
class MeasuredRoom extends AuctionRoom {
  async readRows(): Promise<number> {
    return this["room"].store.meter.readRows();
  }
}
export { MeasuredRoom as AuctionRoom };

interface Env {
  readonly RAW_ROOM: DurableObjectNamespace<RawRoom>;
  readonly AUCTION_ROOM: DurableObjectNamespace<MeasuredRoom>;
}

/**
 * The bench's own front door: no accounts, no pages, no Postgres, only the objects.
 * `/raw/:id` and `/room/:id` are sockets; what prepares a room is under `/room/:id/…`.
 */
export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const url = new URL(request.url);
    const [kind, id, action] = url.pathname.split("/").slice(1);
    if (kind === "ready") return new Response("ready");
    // Bare workerd posts a queue's messages to the service it is bound to.
    if (kind === "message") {
      context.waitUntil(drain((await request.json<RoomNudge>()).auctionId, env));
      return Response.json({ metadata: { metrics: noBacklog } });
    }
    if (kind === "raw" && id !== undefined)
      return env.RAW_ROOM.get(env.RAW_ROOM.idFromName(id)).fetch(request);
    if (kind !== "room" || id === undefined) return new Response(null, { status: 404 });

    const room = env.AUCTION_ROOM.get(env.AUCTION_ROOM.idFromName(id));
    if (action === "stage") return Response.json(await stageRoom(room, id, await request.json<StageOrder>()));
    if (action === "outbox")
      return Response.json(await room.outbox(Number(url.searchParams.get("after")), 100));
    if (action === "rows") return Response.json(await room.readRows());
    if (action === "tickets") {
      const users = await request.json<string[]>();
      const joins = users.map((user) =>
        room.join({ caller: describeCaller(user), origin: null, terms: null }),
      );
      return Response.json((await Promise.all(joins)).map((joined) => joined?.ticket));
    }
    return room.fetch(request);
  },
};

/** What a queue says of itself to a sender. */
const noBacklog = { backlogCount: 0, backlogBytes: 0, oldestMessageTimestamp: 0 };

/** What the projection would remember in Postgres. */
const cursors = new Map<string, number>();

/** The way out of a room as in production, up to the transaction in Postgres that would stand in the middle. */
async function drain(auctionId: string, env: Env): Promise<void> {
  const room = env.AUCTION_ROOM.get(env.AUCTION_ROOM.idFromName(auctionId));
  for (let after = cursors.get(auctionId) ?? 0, more = true; more;) {
    const { entryTexts } = await room.outbox(after, 200);
    after += entryTexts.length;
    cursors.set(auctionId, after);
    ({ more } = await room.advance(after));
  }
}
