import { AuctionRoom } from "../../durable-objects/auction-room/auction-room.ts";
import { RawRoom } from "./raw-object.ts";

export { AuctionRoom, RawRoom };

interface Env {
  readonly RAW_ROOM: DurableObjectNamespace<RawRoom>;
}

/** The bench's own front door: no accounts, no pages, no Postgres, only the objects. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const [kind, id] = new URL(request.url).pathname.split("/").slice(1);
    if (kind === "ready") return new Response("ready");
    if (id === undefined) return new Response(null, { status: 404 });
    if (kind === "raw") return env.RAW_ROOM.get(env.RAW_ROOM.idFromName(id)).fetch(request);
    return new Response(null, { status: 404 });
  },
};
