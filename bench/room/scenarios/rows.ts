import { findFiller } from "../calibrate.ts";
import { pairUp } from "../measure.ts";
import type { Bench, Finding } from "../measure.ts";
import type { Pace } from "../load/orders.ts";
import type { Contest } from "../targets.ts";
import { openSitting } from "../trial.ts";

const paces: readonly { readonly name: string; readonly pace: Pace }[] = [
  { name: "10 bids/s", pace: { kind: "open", perSecond: 10 } },
  { name: "64 in flight", pace: { kind: "closed", inFlight: 64 } },
];

/**
 * Rows written by accepted bid, as they are billed: the bid's own, alarms, the cursor of the way out and snapshots.
 * Raw writes one by construction.
 */
export async function measureRows(bench: Bench): Promise<Finding> {
  const contest: Contest = { kind: "proxy" };
  const filler = await findFiller(bench, contest);
  const rows = await bench.withServer("tmpfs", async (server) => {
    const sitting = await openSitting(server, { target: "room", contest, watchers: 0, filler });
    const readRows = async (): Promise<number> => {
      const answer = await fetch(`http://127.0.0.1:${server.port}${sitting.scene.path}/rows`);
      return Number(await answer.text());
    };
    const found = [];
    for (const { name, pace } of paces) {
      const before = await readRows();
      const trial = await sitting.bid(pace, { warmupMs: 0, measureMs: bench.effort.measureMs * 2 });
      const perBid = ((await readRows()) - before) / trial.bids;
      found.push(
        pairUp({ measure: `rows written, ${name}`, unit: "rows/bid", raw: [1], room: [perBid] }, "less"),
      );
    }
    await sitting.close();
    return found;
  });
  return {
    scenario: "Rows",
    rows,
    notes: ["The aim is at most 2.0 rows in a bid's own turn; a test asserts it."],
  };
}
