import { DurableObject } from "cloudflare:workers";

/**
 * What the platform itself can do: the same bytes as the room in and out, one row per bid, written and answered in one
 * turn, one send per bid and watcher. No rules, no checks, no batching. The measure everything else is held against.
 */
export class RawRoom extends DurableObject<object> {
  #seq = 0;
  #filler = { row: "", accepted: "", facts: "" };

  constructor(state: DurableObjectState, env: object) {
    super(state, env);
    state.storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL)",
    );
  }

  override async fetch(request: Request): Promise<Response> {
    if (request.method === "POST") {
      this.#filler = await request.json();
      return new Response(null, { status: 204 });
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, frame: string): void {
    const { type, id } = JSON.parse(frame) as { type: string; id: string };
    if (type !== "bid.place") {
      socket.send(`{"type":"clock.pong","t0":0,"nowMs":${Date.now()}}`);
      return;
    }
    const seq = ++this.#seq;
    this.ctx.storage.sql.exec("INSERT INTO journal VALUES (?, ?)", seq, this.#filler.row);
    socket.send(`{"type":"command.accepted","id":"${id}","seq":${seq}${this.#filler.accepted}}`);
    const facts = `{"type":"room.facts","facts":[{"seq":${seq}${this.#filler.facts}}]}`;
    for (const watcher of this.ctx.getWebSockets()) watcher.send(facts);
  }
}
