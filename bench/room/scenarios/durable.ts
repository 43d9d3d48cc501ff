import { findFiller } from "../calibrate.ts";
import { measurePairs, pairUp } from "../measure.ts";
import type { Bench, Finding, FindingRow, Storage } from "../measure.ts";
import type { Contest } from "../targets.ts";
import type { Trial } from "../trial.ts";

const inFlight = 64;
const contests: readonly { readonly name: string; readonly contest: Contest }[] = [
  { name: "duel", contest: { kind: "duel", lots: inFlight } },
  { name: "proxy", contest: { kind: "proxy" } },
];
const aims: Readonly<Record<Storage, number>> = { tmpfs: 0.8, disk: 2 };

/** Warm-up and all: the same in both, and the clock ticks of a process are coarse. */
const computeCpuPerBid = (trial: Trial): number => (trial.cpuMs * 1e3) / trial.bids;

/** Accepted bids a second with nobody watching: what rules, journal and answers cost. */
export async function measureDurable(bench: Bench): Promise<Finding> {
  const rows: FindingRow[] = [];
  const refused = { raw: 0, room: 0 };
  for (const { name, contest } of contests) {
    const filler = await findFiller(bench, contest);
    for (const storage of ["tmpfs", "disk"] as const) {
      const measured = await bench.withServer(storage, (server) =>
        measurePairs(
          { repetitions: bench.effort.repetitions, server, contest, watchers: 0, filler },
          async (sitting, target) => {
            const many = await sitting.bid({ kind: "closed", inFlight }, bench.effort);
            for (const count of Object.values(many.refusals)) refused[target] += count;
            return many;
          },
        ),
      );
      const where = `${name}, ${inFlight} in flight, ${storage}`;
      rows.push(
        pairUp(
          {
            measure: `bids accepted, ${where}`,
            unit: "bids/s",
            raw: measured.raw.map((trial) => trial.acceptedPerSecond),
            room: measured.room.map((trial) => trial.acceptedPerSecond),
            aim: aims[storage],
          },
          "more",
        ),
        pairUp(
          {
            measure: `CPU of the server, ${where}`,
            unit: "µs/bid",
            raw: measured.raw.map(computeCpuPerBid),
            room: measured.room.map(computeCpuPerBid),
          },
          "less",
        ),
      );
      bench.log(`durable ${where} done`);
    }
  }
  return { scenario: "Durable bids", rows, notes: [`bids refused by the room: ${refused.room}`] };
}
