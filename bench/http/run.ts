import { cpus, loadavg } from "node:os";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { computeSpread } from "../room/stats.ts";
import { workerdVersion } from "../room/workerd.ts";
import type { RunningWorkerd } from "../room/workerd.ts";
import { ask, askWhole, measureLatency, measureRate } from "./load.ts";
import type { Ask } from "./load.ts";
import type { Market } from "./market.ts";
import { withStage } from "./stage.ts";

/** `npm run bench:http` measures the HTTP interface beside a route that only gives the same bytes; see docs/bench.md. */
const { values: flags } = parseArgs({
  options: { quick: { type: "boolean" }, port: { type: "string", default: "19400" } },
});
const isQuick = flags.quick === true;
const port = Number(flags.port);
const [repetitions, measureMs] = isQuick ? [1, 700] : [5, 3_000];
const loadBefore = loadavg()[0] ?? Number.NaN;

/** The server writes the length and the connection's headers itself. */
const serversOwn = new Set(["content-length", "transfer-encoding", "connection", "date", "keep-alive"]);

await withStage(port, async (server, market) => {
  const text = `${(await measureAll(server, market)).join("\n")}\n`;
  writeFileSync(join(import.meta.dirname, `../results/${isQuick ? "http-quick" : "http"}.md`), text);
  console.log(text);
});

/** What is asked, and how many a second are sent where latency is what counts. */
interface Scene {
  readonly name: string;
  readonly makeAsk: () => Ask;
  readonly perSecond: number;
  readonly inFlight: number;
  readonly isBesideRaw: boolean;
}

async function measureAll(running: RunningWorkerd, market: Market): Promise<string[]> {
  const lines = [
    `# The HTTP interface beside raw workerd${isQuick ? " (quick)" : ""}`,
    "",
    `${new Date().toISOString()} · workerd ${workerdVersion()} · node ${process.version} · ${cpus()[0]?.model ?? "unknown"} × ${cpus().length} · load before ${loadBefore.toFixed(1)}`,
    "",
    "Median (min – max) of the repetitions. CPU is workerd's own; the ratio is raw's by ours, pair by pair.",
    "",
    "| what | requests/s | CPU µs | raw CPU µs | ratio | p50 ms | p99 ms |",
    "| --- | --- | --- | --- | --- | --- | --- |",
  ];
  for (const scene of describeScenes(market)) lines.push(await measureScene(running, scene));
  return lines;
}

function describeScenes({ productId, credentials, token }: Market): Scene[] {
  const read = (path: string, headers = {}) => ({ port, path: `/api/v1${path}`, headers });
  let price = 1_000_000;
  return [
    { name: "list, hit", makeAsk: () => read("/products"), perSecond: 500, inFlight: 32, isBesideRaw: true },
    {
      name: "detail, hit",
      makeAsk: () => read(`/products/${productId}`),
      perSecond: 500,
      inFlight: 32,
      isBesideRaw: true,
    },
    {
      name: "list, miss",
      makeAsk: () => read(`/products?maxPriceMinor=${price++}`),
      perSecond: 50,
      inFlight: 8,
      isBesideRaw: false,
    },
    {
      name: "profile, signed in",
      makeAsk: () => read("/users/me/profile", { Authorization: `Bearer ${token}` }),
      perSecond: 50,
      inFlight: 8,
      isBesideRaw: false,
    },
    {
      name: "sign-in",
      makeAsk: () => ({
        port,
        method: "POST",
        path: "/api/v1/auth/login",
        headers: { "Content-Type": "application/json" },
        body: credentials,
      }),
      perSecond: 4,
      inFlight: 2,
      isBesideRaw: false,
    },
    {
      name: "Worker → object",
      makeAsk: () => ({ port, path: "/rpc" }),
      perSecond: 200,
      inFlight: 16,
      isBesideRaw: false,
    },
  ];
}

async function measureScene(running: RunningWorkerd, scene: Scene): Promise<string> {
  const raw = { port, path: `/raw/${encodeURIComponent(scene.name)}` };
  if (scene.isBesideRaw) await copyToRaw(raw, scene.makeAsk());
  const measured = { rates: [] as number[], cpu: [] as number[], rawCpu: [] as number[] };
  await measureRate(scene.makeAsk, scene.inFlight, measureMs);
  if (scene.isBesideRaw) await measureRate(() => raw, scene.inFlight, measureMs);
  const latencies = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const ours = async (): Promise<void> => {
      const { rate, cpuUs } = await measureCpu(running, scene.makeAsk, scene.inFlight);
      measured.rates.push(rate);
      measured.cpu.push(cpuUs);
    };
    const theirs = async (): Promise<void> => {
      if (scene.isBesideRaw)
        measured.rawCpu.push((await measureCpu(running, () => raw, scene.inFlight)).cpuUs);
    };
    for (const measure of repetition % 2 === 0 ? [theirs, ours] : [ours, theirs]) await measure();
    latencies.push(await measureLatency(scene.makeAsk, scene.perSecond, measureMs));
  }
  const ratios = measured.rawCpu.map((rawUs, index) => rawUs / (measured.cpu[index] ?? Number.NaN));
  const cells = [measured.rates, measured.cpu, measured.rawCpu, ratios];
  const waits = [latencies.map(({ p50Ms }) => p50Ms), latencies.map(({ p99Ms }) => p99Ms)];
  return `| ${[scene.name, ...[...cells, ...waits].map(describeSpread)].join(" | ")} |`;
}

async function copyToRaw(raw: Ask, question: Ask): Promise<void> {
  const { body, headers } = await askWhole(question);
  const kept = Object.entries(headers).filter(([name]) => !serversOwn.has(name));
  await ask({ ...raw, method: "PUT", body: JSON.stringify({ body, headers: Object.fromEntries(kept) }) });
}

async function measureCpu(running: RunningWorkerd, makeAsk: () => Ask, inFlight: number) {
  const [startedAtMs, before] = [performance.now(), running.readCpuMs()];
  const rate = await measureRate(makeAsk, inFlight, measureMs);
  const answered = rate * ((performance.now() - startedAtMs) / 1_000);
  return { rate, cpuUs: ((running.readCpuMs() - before) * 1_000) / answered };
}

function describeSpread(values: readonly number[]): string {
  if (values.length === 0) return "–";
  const { min, median, max } = computeSpread(values);
  const format = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3));
  return values.length === 1 ? format(median) : `${format(median)} (${format(min)} – ${format(max)})`;
}
