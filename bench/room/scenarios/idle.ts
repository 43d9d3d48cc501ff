import { findFiller } from "../calibrate.ts";
import { pairUp } from "../measure.ts";
import type { Bench, Finding } from "../measure.ts";
import { targetNames } from "../targets.ts";
import type { Contest, TargetName } from "../targets.ts";
import { openSitting } from "../trial.ts";

/** What a socket costs that only watches: resident memory of workerd after as before, by the number of sockets. */
export async function measureIdleSockets(bench: Bench): Promise<Finding> {
  const contest: Contest = { kind: "duel", lots: 1 };
  const filler = await findFiller(bench, contest);
  const watchers = bench.effort.idleSockets;
  const bytes: Record<TargetName, number[]> = { raw: [], room: [] };
  for (const target of targetNames) {
    await bench.withServer("tmpfs", async (server) => {
      // The first object pays for the code and the heap; only the second's sockets are counted.
      const first = await openSitting(server, { target, contest, watchers: 50, filler });
      await first.close();
      const before = server.readMemoryBytes();
      const sitting = await openSitting(server, { target, contest, watchers, filler });
      bytes[target].push((server.readMemoryBytes() - before) / watchers / 1_024);
      await sitting.close();
    });
  }
  const row = { measure: `memory per idle socket, of ${watchers}`, unit: "KiB", ...bytes };
  return { scenario: "Idle sockets", rows: [pairUp(row, "less")], notes: [] };
}
