import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createWebSocketStream, WebSocketServer } from "ws";
import { connectToDatabase } from "./database-socket.ts";
import { createStatementRunner, getHostAndPort } from "./neon-statements.ts";

/** A running bridge. `address` is its `host:port`, the Worker's DATABASE_BRIDGE. */
export interface NeonBridge {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * The Worker keeps its connections and takes one again after it has been busy, with a few passwords for instance. One that
 * was closed meanwhile would fail its statement, so it is ours to wait longer than anybody is busy.
 */
const keepAliveMs = 300_000;
const bodyLengthMax = 64 * 1024 * 1024;

/**
 * Speaks Neon's two protocols before an ordinary PostgreSQL, so that the Worker uses Neon's driver unchanged on a
 * laptop: `POST /sql` runs statements, and a WebSocket on `/v2` carries the bytes of a Postgres connection.
 * It listens on loopback only and reaches the one server it was started for, or it would be an open relay for
 * every page in this machine's browser.
 */
export async function startNeonBridge(options: {
  readonly databaseUrl: string;
  readonly port?: number;
}): Promise<NeonBridge> {
  const target = new URL(options.databaseUrl);
  const statements = createStatementRunner(target);
  const server = createServer((request, response) => {
    void answer(request, response, statements.run);
  });
  server.keepAliveTimeout = keepAliveMs;
  const sockets = acceptSockets(server, target);

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  // A TCP server's address is always an object; the other forms belong to pipes.
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await statements.stop();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  run: ReturnType<typeof createStatementRunner>["run"],
): Promise<void> {
  const reply = (status: number, body: unknown): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  try {
    // A browser page names its origin; the Worker does not.
    if (request.method !== "POST" || request.url !== "/sql" || request.headers.origin !== undefined) {
      reply(404, { message: "POST /sql" });
      return;
    }
    const { status, body } = await run(request.headers, await readBody(request));
    reply(status, body);
  } catch (error) {
    reply(502, { message: error instanceof Error ? error.message : String(error) });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  request.setEncoding("utf8");
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > bodyLengthMax) throw new Error("the statement is too large");
  }
  return body;
}

function acceptSockets(server: Server, target: URL): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://bridge");
    const reachable =
      url.pathname === "/v2" &&
      url.searchParams.get("address") === getHostAndPort(target) &&
      request.headers.origin === undefined;
    if (!reachable) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      void forward(createWebSocketStream(client), target);
    });
  });
  return sockets;
}

/** Carries bytes both ways. Either end going away ends the other; which of them it was is of no interest here. */
async function forward(client: Duplex, target: URL): Promise<void> {
  try {
    const database = await connectToDatabase(target);
    await pipeline(client, database, client);
  } catch {
    client.destroy();
  }
}
