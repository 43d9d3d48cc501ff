import { cpus, loadavg, release, totalmem } from "node:os";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateKeys } from "../../scripts/development-keys.ts";
import { dataDir } from "../../scripts/places.ts";
import type { Bench, Effort, Finding, Storage } from "./measure.ts";
import { writeReport } from "./report.ts";
import { measureCrowd } from "./scenarios/crowd.ts";
import { measureDurable } from "./scenarios/durable.ts";
import { measureFlood } from "./scenarios/flood.ts";
import { measureIdleSockets } from "./scenarios/idle.ts";
import { measureLatency } from "./scenarios/latency.ts";
import { measureMaximum } from "./scenarios/maximum.ts";
import { measureRows } from "./scenarios/rows.ts";
import { bundleWorker, startWorkerd, workerdVersion } from "./workerd.ts";

/**
 * `npm run bench:room` measures a live room beside a raw object on bare workerd; see docs/bench.md.
 * `--quick` takes about a minute; `--only durable,crowd` picks scenarios; `--port` moves the server.
 */
const scenarios: Readonly<Record<string, (bench: Bench) => Promise<Finding>>> = {
  durable: measureDurable,
  maximum: measureMaximum,
  latency: measureLatency,
  crowd: measureCrowd,
  flood: measureFlood,
  idle: measureIdleSockets,
  rows: measureRows,
};
const quickly: Effort = {
  repetitions: 1,
  rampRepetitions: 1,
  warmupMs: 300,
  measureMs: 700,
  rampFactor: 2,
  idleSockets: 1_000,
};
const fully: Effort = {
  repetitions: 5,
  rampRepetitions: 3,
  warmupMs: 500,
  measureMs: 1_500,
  rampFactor: 1.4,
  idleSockets: 4_000,
};

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean" },
    only: { type: "string" },
    port: { type: "string", default: "19300" },
  },
});
const isQuick = flags.quick === true;
const names = flags.only === undefined ? Object.keys(scenarios) : flags.only.split(",");

const startedAt = new Date();
const loadBefore = loadavg()[0] ?? Number.NaN;
mkdirSync(dataDir, { recursive: true });
const onDisk = mkdtempSync(join(dataDir, "bench-"));
const inMemory = mkdtempSync("/dev/shm/blytz-bench-");
const folders: Readonly<Record<Storage, string>> = {
  disk: join(onDisk, "objects"),
  tmpfs: join(inMemory, "objects"),
};

try {
  const bundle = await bundleWorker(onDisk);
  const variables = {
    ENVIRONMENT: "test",
    ORIGIN: "http://localhost:8787",
    LOG_LEVEL: "error",
    ...generateKeys("dev-"),
  };
  const bench: Bench = {
    effort: isQuick ? quickly : fully,
    log: (line) => console.error(`${elapsed()} ${line}`),
    withServer: async (storage, work) => {
      const server = await startWorkerd({
        bundle,
        storage: folders[storage],
        port: Number(flags.port),
        variables,
      });
      try {
        return await work(server);
      } finally {
        await server.stop();
      }
    },
  };
  const findings: Finding[] = [];
  for (const name of names) {
    const measure = scenarios[name];
    if (measure === undefined)
      throw new Error(`no scenario ${name}; there are ${Object.keys(scenarios).join(", ")}`);
    findings.push(await measure(bench));
    bench.log(`${name} done`);
  }
  const machine = {
    workerd: workerdVersion(),
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    // Another's work falls on both sides of a ratio, but unevenly.
    loadBefore: loadBefore.toFixed(1),
  };
  console.log(writeReport({ startedAt: startedAt.toISOString(), isQuick, machine, findings }));
} finally {
  rmSync(onDisk, { recursive: true, force: true });
  rmSync(inMemory, { recursive: true, force: true });
}

function elapsed(): string {
  return `${Math.round((Date.now() - startedAt.getTime()) / 1_000)} s`.padStart(6);
}
