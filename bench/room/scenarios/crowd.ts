import { findFiller } from "../calibrate.ts";
import { measurePairs, pairUp } from "../measure.ts";
import type { Bench, Finding } from "../measure.ts";
import { findHighestRate } from "../ramp.ts";
import type { Contest } from "../targets.ts";

const watchers = 1_000;
const seenWithinMs = 150;

/** How many bids a second a thousand watchers can all see in time. */
export async function measureCrowd(bench: Bench): Promise<Finding> {
  // Lots enough that bids which wait together never stand in each other's way.
  const contest: Contest = { kind: "duel", lots: 64 };
  const filler = await findFiller(bench, contest);
  const measured = await bench.withServer("disk", (server) =>
    measurePairs(
      { repetitions: bench.effort.rampRepetitions, server, contest, watchers, filler },
      (sitting, target) =>
        findHighestRate(sitting, {
          fromPerSecond: target === "raw" ? 10 : 100,
          factor: bench.effort.rampFactor,
          times: { warmupMs: bench.effort.warmupMs, measureMs: bench.effort.measureMs },
          passes: (trial) => (trial.seen?.p99Ms ?? Number.POSITIVE_INFINITY) <= seenWithinMs,
        }),
    ),
  );
  const measure = `bids seen by all ${watchers} within ${seenWithinMs} ms p99`;
  return {
    scenario: "A crowd",
    rows: [pairUp({ measure, unit: "bids/s", raw: measured.raw, room: measured.room, aim: 20 }, "more")],
    notes: [],
  };
}
