import { findFiller } from "../calibrate.ts";
import { measurePairs, pairUp } from "../measure.ts";
import type { Bench, Finding, FindingRow } from "../measure.ts";
import type { Contest } from "../targets.ts";
import type { Trial } from "../trial.ts";

/** Rates that both can carry to that many watchers; beyond them raw only builds a queue. */
const audiences = [
  { watchers: 1, perSecond: 200 },
  { watchers: 100, perSecond: 100 },
  { watchers: 1_000, perSecond: 10 },
] as const;

/** Bid to answer and bid to every watcher, from the intended send time; and what a frame to a watcher costs. */
export async function measureLatency(bench: Bench): Promise<Finding> {
  const contest: Contest = { kind: "duel", lots: 1 };
  const filler = await findFiller(bench, contest);
  const rows: FindingRow[] = [];
  for (const { watchers, perSecond } of audiences) {
    const times = { warmupMs: bench.effort.warmupMs, measureMs: bench.effort.measureMs * 2 };
    const measured = await bench.withServer("disk", (server) =>
      measurePairs({ repetitions: bench.effort.repetitions, server, contest, watchers, filler }, (sitting) =>
        sitting.bid({ kind: "open", perSecond }, times),
      ),
    );
    const where = `${watchers} watchers, ${perSecond} bids/s, disk`;
    const row = (measure: string, read: (trial: Trial) => number, aim?: number): FindingRow =>
      pairUp(
        {
          measure: `${measure}, ${where}`,
          unit: "ms",
          raw: measured.raw.map(read),
          room: measured.room.map(read),
          ...(aim === undefined ? {} : { aim }),
        },
        "less",
      );
    rows.push(row("bid → answer p50", (trial) => trial.answered.p50Ms));
    rows.push(row("bid → answer p99", (trial) => trial.answered.p99Ms));
    rows.push(row("bid → every watcher p50", (trial) => trial.seen?.p50Ms ?? Number.NaN));
    rows.push(row("bid → every watcher p99", (trial) => trial.seen?.p99Ms ?? Number.NaN));
    if (watchers >= 1_000) {
      rows.push(row("CPU per frame to a watcher", (trial) => trial.cpuMs / trial.framesToWatchers, 0.9));
    }
    bench.log(`latency ${where} done`);
  }
  return { scenario: "Latency", rows, notes: [] };
}
