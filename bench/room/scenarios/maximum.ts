import { findFiller } from "../calibrate.ts";
import { measurePairs, pairUp } from "../measure.ts";
import type { Bench, Finding, FindingRow } from "../measure.ts";
import { findHighestRate } from "../ramp.ts";
import type { Contest } from "../targets.ts";

const answeredWithinMs = 100;

/** The highest rate of bids that all come at their own times and are still answered soon. */
export async function measureMaximum(bench: Bench): Promise<Finding> {
  const contest: Contest = { kind: "proxy" };
  const filler = await findFiller(bench, contest);
  const rows: FindingRow[] = [];
  for (const storage of ["tmpfs", "disk"] as const) {
    const measured = await bench.withServer(storage, (server) =>
      measurePairs(
        { repetitions: bench.effort.rampRepetitions, server, contest, watchers: 1, filler },
        (sitting) =>
          findHighestRate(sitting, {
            fromPerSecond: 1_000,
            factor: bench.effort.rampFactor,
            times: { warmupMs: bench.effort.warmupMs, measureMs: bench.effort.measureMs },
            passes: (trial) => trial.answered.p99Ms <= answeredWithinMs,
          }),
      ),
    );
    const measure = `open-loop maximum, answered within ${answeredWithinMs} ms p99, ${storage}`;
    rows.push(pairUp({ measure, unit: "bids/s", raw: measured.raw, room: measured.room }, "more"));
    bench.log(`maximum on ${storage} done`);
  }
  return { scenario: "Maximum by ramp", rows, notes: [] };
}
