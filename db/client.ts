import { Pool, neon, neonConfig } from "@neondatabase/serverless";
import type { Client } from "@neondatabase/serverless";
import { drizzle as drizzleHttp } from "drizzle-orm/neon-http";
import { drizzle as drizzlePool } from "drizzle-orm/neon-serverless";
import type { Database, DatabaseClient } from "./database.ts";
import { createMeter } from "./meter.ts";

export interface DatabaseConfig {
  /** `postgres://…` of Neon, or of the server behind the bridge. */
  readonly connectionString: string;
  /** `host:port` of the local bridge that speaks Neon's protocols. Never set in production. */
  readonly bridge?: string | undefined;
  /** Ends the statement that is under way when it is aborted, and every one after it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens the way to Postgres for one request. Statements go over HTTP: one round trip, nothing to open or close.
 * Transactions go over a WebSocket connection, opened at the first one and ended by `close`: a Worker's sockets belong
 * to the request that made them, so a pool kept for the next request would hang there.
 */
export function openDatabase(config: DatabaseConfig): DatabaseClient {
  if (config.bridge !== undefined) useBridge(config.bridge);
  const meter = createMeter();
  let database: Database | undefined;
  const open = (): Database => {
    const fetchOptions = config.signal === undefined ? {} : { signal: config.signal };
    const statements = neon(config.connectionString, { fetchOptions });
    const query = statements.query.bind(statements);
    statements.query = ((...statement: Parameters<typeof query>) =>
      meter.measure(() => query(...statement))) as typeof statements.query;
    return drizzleHttp(statements);
  };
  let pool: Pool | undefined;
  const openPool = (): Pool => {
    if (pool !== undefined) return pool;
    // One request has no use for many connections; two let a transaction run beside another without a deadlock of waits.
    pool = new Pool({ connectionString: config.connectionString, max: 2 });
    // An idle connection that breaks is reported here and would end the isolate unheard; the next query gets a new one.
    pool.on("error", () => undefined);
    pool.on("connect", (client: Client) => {
      config.signal?.addEventListener("abort", () => breakOff(client));
    });
    return pool;
  };
  return {
    // With the first statement: many a request needs none.
    get database() {
      database ??= open();
      return database;
    },
    transact: (work) =>
      meter.measure(() => drizzlePool(openPool()).transaction((transaction) => work(transaction))),
    readUsage: () => meter.read(),
    close: async () => {
      await pool?.end();
      pool = undefined;
    },
  };
}

/** Ends a connection with a statement under way; Postgres rolls its transaction back. */
function breakOff(client: Client): void {
  void client.end().catch(() => undefined);
  // The pool ends it once more when it is given back, and would write to a socket that is closed.
  Object.assign(client, { end: () => Promise.resolve() });
}

/** The driver's configuration is global to the isolate, as is the bridge. */
function useBridge(bridge: string): void {
  neonConfig.fetchEndpoint = () => `http://${bridge}/sql`;
  neonConfig.wsProxy = (host, port) => `${bridge}/v2?address=${host}:${port}`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineTLS = false;
  neonConfig.pipelineConnect = false;
  neonConfig.forceDisablePgSSL = true;
}
