import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import {
  expectEntriesClosed,
  expectPageSecured,
  expectPersonalNotKept,
  expectSecretsNotServed,
} from "../test/support/served-product.ts";
import { generateKeys } from "./development-keys.ts";
import { buildProduct } from "./local/build.ts";
import { listDescendants, listProcesses } from "./local/processes.ts";
import { computeVariables } from "./local/variables.ts";
import { startWorker } from "./local/worker.ts";
import { rootDir } from "./places.ts";
import { ensureDatabase, findFreePort, startCluster, stopCluster } from "./postgres/cluster.ts";

interface Run {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly output: () => string;
}

const runs: Run[] = [];
const folders: string[] = [];

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "blytz-start-"));
  folders.push(folder);
  return folder;
}

/** Starts the product as `npm start` does, with an empty house, and waits until it says that it is ready. */
async function startProduct(dataDir: string, variables: Record<string, string> = {}): Promise<Run> {
  const port = await findFreePort();
  const child = spawn(process.execPath, ["scripts/bootstrap.mjs", "scripts/start.ts"], {
    cwd: rootDir,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PORT: String(port), BLYTZ_DATA_DIR: dataDir, DEMO: "off", ...variables },
  });
  let output = "";
  const run = { child, origin: `http://localhost:${port}`, output: () => output };
  runs.push(run);
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (output.includes("is ready at")) resolve();
      });
    }
    child.once("exit", () => reject(new Error(`it ended before it was ready:\n${output}`)));
  });
  return run;
}

const isLive = async (run: Run): Promise<boolean> => {
  const answer = await fetch(`${run.origin}/health/live`).catch(() => undefined);
  return answer?.status === 200;
};

const waitForEnd = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });

afterEach(async () => {
  for (const { child } of runs.splice(0)) {
    child.kill();
    await waitForEnd(child);
  }
  for (const folder of folders.splice(0)) {
    if (existsSync(join(folder, "postgres/cluster/postmaster.pid"))) {
      await stopCluster(join(folder, "postgres")).catch(() => undefined);
    }
    rmSync(folder, { recursive: true, force: true });
  }
});

describe("npm start", () => {
  test("[SEC-39] [SEC-40] [SEC-41] [SEC-43] comes up, keeps its secrets to itself, and stops in order", async () => {
    const dataDir = makeFolder();
    const run = await startProduct(dataDir);
    expect(await isLive(run)).toBe(true);
    expect(statSync(join(dataDir, "development-keys.json")).mode & 0o077).toBe(0);
    await expectPageSecured(run.origin);
    await expectPersonalNotKept(run.origin);
    await expectEntriesClosed(run.origin);
    expectSecretsNotServed(dataDir);

    run.child.kill("SIGTERM");
    await waitForEnd(run.child);
    expect(await isLive(run)).toBe(false);
    expect(listProcesses().filter(({ command }) => command.includes(dataDir))).toEqual([]);
    expect(existsSync(join(dataDir, "running.json"))).toBe(false);
  });

  test("[SEC-43] its Worker comes up with all of its secrets, and without any one of them not at all", async () => {
    const product = await buildProduct(() => undefined);
    const comesUp = async (variables: Readonly<Record<string, string>>): Promise<boolean> => {
      const port = await findFreePort();
      const starting = startWorker({ product, port, stateDir: makeFolder(), variables });
      const worker = await starting.catch(() => undefined);
      await worker?.stop();
      return worker !== undefined;
    };
    const databaseUrl = "postgres://nobody:nobody@127.0.0.1:1/none";
    const whole = computeVariables({ dataDir: makeFolder(), port: 8_787, databaseUrl, bridge: undefined });
    expect(await comesUp(whole)).toBe(true);
    for (const name of ["DATABASE_URL", ...Object.keys(generateKeys(""))]) {
      const { [name]: _missing, ...rest } = whole;
      expect([name, await comesUp(rest)]).toEqual([name, false]);
    }
    // With secrets of development it comes up nowhere else.
    expect(await comesUp({ ...whole, ENVIRONMENT: "production" })).toBe(false);
  });

  test("comes up again after a kill -9 that left workerd and the database behind", async () => {
    const dataDir = makeFolder();
    const killed = await startProduct(dataDir);
    const left = listDescendants(killed.child.pid ?? 0);
    const main = left.find(({ command }) => command.includes("start.ts"));
    const workerd = left.find(({ command }) => command.includes("workerd serve"));
    process.kill(main?.pid ?? 0, "SIGKILL");
    await waitForEnd(killed.child);
    expect(listProcesses().map(({ pid }) => pid)).toContain(workerd?.pid);

    const next = await startProduct(dataDir);
    expect(next.output()).toContain("Ended what an earlier run left behind");
    expect(await isLive(next)).toBe(true);
    expect(listProcesses().map(({ pid }) => pid)).not.toContain(workerd?.pid);
  });

  test("a second start on the same data takes over", async () => {
    const dataDir = makeFolder();
    const first = await startProduct(dataDir);
    const second = await startProduct(dataDir);
    await waitForEnd(first.child);
    expect(await isLive(second)).toBe(true);
  });

  test("DATABASE_URL takes another server", async () => {
    const elsewhere = makeFolder();
    const cluster = await startCluster({ directory: join(elsewhere, "postgres"), disposable: true });
    try {
      const dataDir = makeFolder();
      const run = await startProduct(dataDir, { DATABASE_URL: await ensureDatabase(cluster, "elsewhere") });
      expect(await isLive(run)).toBe(true);
      expect(existsSync(join(dataDir, "postgres"))).toBe(false);
      run.child.kill("SIGTERM");
      await waitForEnd(run.child);
    } finally {
      await cluster.stop();
    }
  });
});
