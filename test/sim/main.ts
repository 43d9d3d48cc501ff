/**
 * `npm run sim -- --seeds 5000 --ops 400 --from 1` plays that many rooms and stops the first time one is wrong, keeping
 * its seed in failing-seeds.json, which `npm test` plays again for good.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { judge } from "./judge.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    ops: { type: "string", default: "200" },
    from: { type: "string", default: "1" },
  },
});
const seeds = toWhole(values.seeds);
const operations = toWhole(values.ops);
const from = toWhole(values.from);

const startedMs = performance.now();
for (let seed = from; seed < from + seeds; seed += 1) {
  const wrong = judge(seed, operations);
  if (wrong.length > 0) {
    console.error(`seed ${seed}, ${operations} operations:\n${wrong.map((line) => `  ${line}`).join("\n")}`);
    keep(seed);
    process.exit(1);
  }
  if (seed % 500 === 0) console.log(`seed ${seed}: all well so far`);
}
console.log(
  `${seeds} rooms of ${operations} operations kept the rules (${Math.round(performance.now() - startedMs)} ms)`,
);

function keep(seed: number): void {
  const path = new URL("./failing-seeds.json", import.meta.url);
  // Written by the line below, and by hand.
  const kept = JSON.parse(readFileSync(path, "utf8")) as { seed: number; operations: number }[];
  if (kept.some((entry) => entry.seed === seed && entry.operations === operations)) return;
  writeFileSync(path, `${JSON.stringify([...kept, { seed, operations }], undefined, 2)}\n`);
}

function toWhole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a whole number: ${text}`);
  return value;
}
