import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { computeQuantile, computeSpread } from "../room/stats.ts";
import { workerdVersion } from "../room/workerd.ts";
import { holdSale } from "./hold-sale.ts";
import type { Settlement } from "./hold-sale.ts";
import { withStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

/** `npm run bench:settle` measures how soon a hammer is an order in Postgres, beside the room's own commit; see docs/bench.md. */
const { values: flags } = parseArgs({
  options: { quick: { type: "boolean" }, port: { type: "string", default: "19500" } },
});
const isQuick = flags.quick === true;
const repetitions = isQuick ? 1 : 5;
const loadBefore = loadavg()[0] ?? Number.NaN;

/** One live show hammers once in half a minute; a timed sale's last minute is the worst that one room does. */
const paces = [
  { hammersPerSecond: 2, lots: isQuick ? 20 : 60 },
  { hammersPerSecond: 20, lots: isQuick ? 100 : 400 },
  { hammersPerSecond: 100, lots: isQuick ? 200 : 500 },
] as const;

await withStage(Number(flags.port), async (stage) => {
  // What runs first compiles everything; it is not measured.
  await holdSale(stage, 50, 10);
  const lines = [
    `# From the hammer to the order${isQuick ? " (quick)" : ""}`,
    "",
    `${new Date().toISOString()} · workerd ${workerdVersion()} · node ${process.version} · ${cpus()[0]?.model ?? "unknown"} × ${cpus().length} · load before ${loadBefore.toFixed(1)}`,
    "",
    "Milliseconds from the hammer, median (min – max) of the repetitions. Commit: the room has it on the disk and a watcher has heard. Order: the row is committed in Postgres.",
    "",
    "| hammers/s | hammers | commit p50 | commit p95 | order p50 | order p95 | order p99 | order p95 ÷ commit p95 |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
  ];
  for (const pace of paces) lines.push(await measurePace(stage, pace));
  const text = `${lines.join("\n")}\n`;
  writeFileSync(join(import.meta.dirname, `../results/${isQuick ? "settle-quick" : "settle"}.md`), text);
  console.log(text);
});

async function measurePace(stage: Stage, pace: (typeof paces)[number]): Promise<string> {
  const { hammersPerSecond, lots } = pace;
  const sales: Settlement[][] = [];
  for (let repetition = 0; repetition < repetitions; repetition++)
    sales.push(await holdSale(stage, lots, 1_000 / hammersPerSecond));
  const read = (share: number, until: "seenAtMs" | "orderAtMs"): number[] =>
    sales.map((sale) => {
      const waits = sale.map((settlement) => settlement[until] - settlement.hammerAtMs);
      return computeQuantile(
        waits.toSorted((one, other) => one - other),
        share,
      );
    });
  const [commitP95, orderP95] = [read(0.95, "seenAtMs"), read(0.95, "orderAtMs")];
  const ratios = orderP95.map((orderMs, index) => orderMs / (commitP95[index] ?? Number.NaN));
  const columns = [
    read(0.5, "seenAtMs"),
    commitP95,
    read(0.5, "orderAtMs"),
    orderP95,
    read(0.99, "orderAtMs"),
  ];
  return `| ${[hammersPerSecond, lots * repetitions, ...[...columns, ratios].map(describeSpread)].join(" | ")} |`;
}

function describeSpread(values: readonly number[]): string {
  const { min, median, max } = computeSpread(values);
  const format = (value: number): string => value.toPrecision(3);
  return values.length === 1 ? format(median) : `${format(median)} (${format(min)} – ${format(max)})`;
}
