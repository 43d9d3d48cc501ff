import { findFiller } from "../calibrate.ts";
import type { Bench, Finding, FindingRow } from "../measure.ts";
import type { Contest } from "../targets.ts";
import { openSitting } from "../trial.ts";
import type { Trial } from "../trial.ts";

const watchers = 500;
const linesPerSecond = 1_000;
const bidsPerSecond = 50;

/** Bid latency with and without everybody talking at once; here the quiet room is what the flooded one is held to. */
export async function measureFlood(bench: Bench): Promise<Finding> {
  const contest: Contest = { kind: "duel", lots: 1 };
  const filler = await findFiller(bench, contest);
  const { warmupMs, measureMs } = bench.effort;
  const times = { warmupMs, measureMs: measureMs * 2 };
  const quiet: Trial[] = [];
  const flooded: Trial[] = [];
  await bench.withServer("disk", async (server) => {
    for (let repetition = 0; repetition < bench.effort.repetitions; repetition++) {
      const sitting = await openSitting(server, { target: "room", contest, watchers, filler });
      try {
        const pace = { kind: "open", perSecond: bidsPerSecond } as const;
        quiet.push(await sitting.bid(pace, times));
        const talk = sitting.chat(linesPerSecond, warmupMs + times.measureMs);
        flooded.push(await sitting.bid(pace, times));
        await talk;
      } finally {
        await sitting.close();
      }
    }
  });
  const row = (measure: string, read: (trial: Trial) => number): FindingRow => {
    const before = quiet.map(read);
    const during = flooded.map(read);
    return {
      measure,
      unit: "ms",
      raw: before,
      room: during,
      ratios: during.map((value, index) => (before[index] ?? Number.NaN) / value),
    };
  };
  return {
    scenario: `Chat flood: ${linesPerSecond} lines/s from ${watchers} people, ${bidsPerSecond} bids/s (first column: the same room, quiet)`,
    rows: [
      row("bid → answer p50", (trial) => trial.answered.p50Ms),
      row("bid → answer p99", (trial) => trial.answered.p99Ms),
      row("bid → every watcher p99", (trial) => trial.seen?.p99Ms ?? Number.NaN),
    ],
    notes: [],
  };
}
