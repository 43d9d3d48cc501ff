import { neon } from "@neondatabase/serverless";
import { afterAll, inject } from "vitest";
import { openDatabase } from "../../../db/client.ts";
import type { DatabaseClient } from "../../../db/database.ts";

/** A migrated database of one test file that runs in workerd, reached as the Worker reaches it. */
export interface WorkerDatabase {
  readonly url: string;
  readonly bridge: string;
  readonly client: DatabaseClient;
}

/** Clones the migrated template for this file and drops the clone after it. */
export async function createWorkerDatabase(): Promise<WorkerDatabase> {
  const server = inject("postgresUrl");
  const bridge = inject("postgresBridge");
  const name = `blytz_test_${crypto.randomUUID().replaceAll("-", "")}`;
  const url = `${server}/${name}`;
  const client = openDatabase({ connectionString: url, bridge });
  const admin = neon(`${server}/postgres`);
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${inject("postgresTemplate")}`);
  afterAll(async () => {
    await client.close();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { url, bridge, client };
}
