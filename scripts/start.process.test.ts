import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { listDescendants, listProcesses } from "./local/processes.ts";
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

/** [SEC-39] A page runs its own scripts only, and nobody frames, sniffs or keeps it; what it loads is kept for good. */
async function expectPageSecured(origin: string): Promise<void> {
  const page = await fetch(`${origin}/login`, { headers: { "X-Request-Id": "start-test" } });
  const html = await page.text();
  expect(page.status).toBe(200);
  const policy = page.headers.get("Content-Security-Policy") ?? "";
  const nonce = /'nonce-([^']+)'/u.exec(policy)?.[1] ?? "none";
  expect(policy).toContain(`script-src 'self' 'nonce-${nonce}';`);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(html.match(/<script(?![^>]*nonce=)/gu)).toBeNull();
  expect(html).toContain(`nonce="${nonce}"`);
  expect(Object.fromEntries(page.headers)).toMatchObject({
    "cache-control": "private, no-cache",
    "x-content-type-options": "nosniff",
    "x-request-id": "start-test",
  });
  const asset = await fetch(`${origin}${/\/assets\/[^"]+\.css/u.exec(html)?.[0] ?? "/none"}`);
  expect(asset.status).toBe(200);
  expect(Object.fromEntries(asset.headers)).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  });
}

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
  test("[SEC-39] comes up, keeps its secrets to itself, and stops in order", async () => {
    const dataDir = makeFolder();
    const run = await startProduct(dataDir);
    expect(await isLive(run)).toBe(true);
    expect(statSync(join(dataDir, "development-keys.json")).mode & 0o077).toBe(0);
    await expectPageSecured(run.origin);

    run.child.kill("SIGTERM");
    await waitForEnd(run.child);
    expect(await isLive(run)).toBe(false);
    expect(listProcesses().filter(({ command }) => command.includes(dataDir))).toEqual([]);
    expect(existsSync(join(dataDir, "running.json"))).toBe(false);
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
