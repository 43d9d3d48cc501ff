import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { ensureDatabase, startCluster, stopCluster } from "../../scripts/postgres/cluster.ts";
import { applyMigrations } from "../../scripts/postgres/migrate.ts";
import { startNeonBridge } from "../../scripts/postgres/neon-bridge.ts";

const directoryPrefix = "blytz-test-postgres-";

/**
 * One server for each project of a run: the one of TEST_DATABASE_URL, else a disposable one made from the embedded programs
 * or from those in TEST_POSTGRES_BINARIES. Its template database gets the migrations once; files clone it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  // A run has this setup once per project that needs it.
  const run = `${process.pid}_${project.name}`;
  const server = await startServer(run);
  const template = `blytz_template_${run}`;
  await applyMigrations(await ensureDatabase(server, template));
  const bridge = await startNeonBridge({ databaseUrl: server.url });
  project.provide("postgresUrl", server.url);
  project.provide("postgresBridge", bridge.address);
  project.provide("postgresTemplate", template);
  return async () => {
    await bridge.stop();
    const client = new pg.Client({ connectionString: `${server.url}/postgres` });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${template}`);
    await client.end();
    await server.stop();
  };
}

async function startServer(
  run: string,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const outside = process.env.TEST_DATABASE_URL;
  if (outside !== undefined) return { url: outside.replace(/\/[^/]*$/u, ""), stop: () => Promise.resolve() };
  const directory = join(tmpdir(), `${directoryPrefix}${run}`);
  mkdirSync(directory, { recursive: true });
  const binaries = process.env.TEST_POSTGRES_BINARIES;
  const cluster = await startCluster({
    directory,
    disposable: true,
    ...(binaries === undefined ? {} : { binaries }),
  });
  return {
    url: cluster.url,
    stop: async () => {
      await cluster.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A run that was killed leaves its server behind; the next one clears it away. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(directoryPrefix))) {
    if (isAlive(Number.parseInt(name.slice(directoryPrefix.length), 10))) continue;
    const directory = join(tmpdir(), name);
    if (existsSync(join(directory, "cluster", "postmaster.pid")))
      await stopCluster(directory).catch(() => undefined);
    rmSync(directory, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
