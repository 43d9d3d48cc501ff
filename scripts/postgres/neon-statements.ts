import type { IncomingHttpHeaders } from "node:http";
import pg from "pg";
import { z } from "zod";

const statementSchema = z.object({ query: z.string(), params: z.array(z.unknown()).default([]) });
const bodySchema = z.union([z.object({ queries: z.array(statementSchema) }), statementSchema]);
type Statement = z.infer<typeof statementSchema>;

/** The parts of a Postgres error that Neon's driver copies to the error it throws. */
// prettier-ignore
const errorFields = [
  "severity", "code", "detail", "hint", "position", "internalPosition", "internalQuery", "where",
  "schema", "table", "column", "dataType", "constraint", "file", "line", "routine",
] as const;

const isolationLevels = new Map([
  ["ReadUncommitted", "READ UNCOMMITTED"],
  ["ReadCommitted", "READ COMMITTED"],
  ["RepeatableRead", "REPEATABLE READ"],
  ["Serializable", "SERIALIZABLE"],
]);

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** `host:port` of a Postgres address, by which the bridge tells its own server from any other. */
export function getHostAndPort(url: URL): string {
  return `${url.hostname}:${url.port === "" ? "5432" : url.port}`;
}

/** Runs the bodies of Neon's `POST /sql` on one PostgreSQL server, with a pool for each connection string. */
export function createStatementRunner(target: URL): {
  readonly run: (headers: IncomingHttpHeaders, body: string) => Promise<Answer>;
  readonly stop: () => Promise<void>;
} {
  const pools = new Map<string, pg.Pool>();

  const getPool = (connectionString: string): pg.Pool => {
    const known = pools.get(connectionString);
    if (known !== undefined) return known;
    const pool = new pg.Pool({ connectionString, max: 20, idleTimeoutMillis: 5_000, allowExitOnIdle: true });
    // An idle connection may be ended by the server at any time; the pool replaces it, and nobody waits for it.
    pool.on("error", () => undefined);
    pools.set(connectionString, pool);
    return pool;
  };

  return {
    run: async (headers, body) => {
      const connectionString = String(headers["neon-connection-string"] ?? "");
      if (
        !URL.canParse(connectionString) ||
        getHostAndPort(new URL(connectionString)) !== getHostAndPort(target)
      ) {
        return { status: 400, body: { message: "the bridge does not serve this connection string" } };
      }
      const parsed = bodySchema.safeParse(JSON.parse(body));
      if (!parsed.success) return { status: 400, body: { message: z.prettifyError(parsed.error) } };
      return runBody(getPool(connectionString), parsed.data, headers);
    },
    stop: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

async function runBody(
  pool: pg.Pool,
  body: z.infer<typeof bodySchema>,
  headers: IncomingHttpHeaders,
): Promise<Answer> {
  let client: pg.PoolClient | undefined;
  try {
    client = await pool.connect();
    if (!("queries" in body)) return { status: 200, body: await runStatement(client, body) };
    return { status: 200, body: { results: await runBatch(client, body.queries, headers) } };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const fields = Object.fromEntries(errorFields.map((field) => [field, error[field]]));
    return { status: 400, body: { message: error.message, ...fields } };
  } finally {
    if (client !== undefined) void forgetSession(client);
  }
}

/** Neon gives every request a clean session; a setting or a temporary table must not reach the next one. */
async function forgetSession(client: pg.PoolClient): Promise<void> {
  try {
    await client.query("DISCARD ALL");
    client.release();
  } catch {
    client.release(true);
  }
}

async function runBatch(
  client: pg.PoolClient,
  statements: readonly Statement[],
  headers: IncomingHttpHeaders,
): Promise<unknown[]> {
  const modes = [isolationLevels.get(String(headers["neon-batch-isolation-level"]))].flatMap((level) =>
    level === undefined ? [] : [`ISOLATION LEVEL ${level}`],
  );
  if (headers["neon-batch-read-only"] === "true") modes.push("READ ONLY");
  if (headers["neon-batch-deferrable"] === "true") modes.push("DEFERRABLE");
  await client.query(`BEGIN ${modes.join(", ")}`);
  try {
    const results: unknown[] = [];
    for (const statement of statements) results.push(await runStatement(client, statement));
    await client.query("COMMIT");
    return results;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

/** Values stay the text that Postgres sent: Neon's driver parses them itself by the type numbers in `fields`. */
const asText = { getTypeParser: () => (value: unknown) => value };

async function runStatement(client: pg.PoolClient, statement: Statement): Promise<unknown> {
  const result = await client.query({
    text: statement.query,
    values: statement.params,
    rowMode: "array",
    types: asText,
  });
  const { command, rowCount, rows, fields } = result;
  return { command, rowCount, rows, fields, rowAsArray: true };
}
