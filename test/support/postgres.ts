import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";

// Given by the project's global setup, postgres-setup.ts.
declare module "vitest" {
  interface ProvidedContext {
    /** The server, without a database name. */
    postgresUrl: string;
    /** `host:port` of the bridge before it. */
    postgresBridge: string;
    /** A migrated database to clone. */
    postgresTemplate: string;
  }
}

/** A migrated database of one test file. */
export interface TestDatabase {
  /** For node-postgres, or for Neon's driver together with `bridge`. */
  readonly url: string;
  /** `host:port` of the bridge that speaks Neon's protocols: the Worker's DATABASE_BRIDGE. */
  readonly bridge: string;
  /** Plain access, to look at what the code under test did. */
  readonly pool: pg.Pool;
}

/**
 * Clones the migrated template for this file, and drops the clone after it. For `.pg.test.ts` files only:
 * `const database = await createTestDatabase();` at the top.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = `blytz_test_${randomUUID().replaceAll("-", "")}`;
  await runAsAdmin(server, `CREATE DATABASE ${name} TEMPLATE ${inject("postgresTemplate")}`);
  const url = `${server}/${name}`;
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  pool.on("error", () => undefined);
  afterAll(async () => {
    await pool.end();
    // By force: what the code under test left connected must not keep the run from ending.
    await runAsAdmin(server, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { url, bridge: inject("postgresBridge"), pool };
}

async function runAsAdmin(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
