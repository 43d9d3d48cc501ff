import { targetNames } from "./targets.ts";
import type { Contest, Filler, TargetName } from "./targets.ts";
import { openSitting } from "./trial.ts";
import type { Sitting } from "./trial.ts";
import type { RunningWorkerd } from "./workerd.ts";

/** Where the objects' databases are: `disk` pays an fsync per commit, `tmpfs` nothing. */
export type Storage = "tmpfs" | "disk";

/** How long and how often; `quick` is a look, `full` is for numbers one quotes. */
export interface Effort {
  readonly repetitions: number;
  /** Of a whole ramp, which is long. */
  readonly rampRepetitions: number;
  readonly warmupMs: number;
  readonly measureMs: number;
  /** How much faster each step of a ramp is than the one before. */
  readonly rampFactor: number;
  readonly idleSockets: number;
}

/** What a scenario needs to measure anything. */
export interface Bench {
  readonly effort: Effort;
  /** Runs the work against a fresh workerd. */
  withServer<Value>(storage: Storage, work: (server: RunningWorkerd) => Promise<Value>): Promise<Value>;
  readonly log: (line: string) => void;
}

/** One finished scenario: rows of a table, the first cell naming the measure. */
export interface Finding {
  readonly scenario: string;
  readonly rows: readonly FindingRow[];
  /** Anything a reader should know beside the numbers. */
  readonly notes: readonly string[];
}

export interface FindingRow {
  readonly measure: string;
  readonly unit: string;
  readonly raw: readonly number[];
  readonly room: readonly number[];
  /** How many times better the room is than raw, a pair of repetitions each. */
  readonly ratios: readonly number[];
  /** The ratio that was aimed at, where there is an aim. */
  readonly aim?: number;
}

/** Turns pairs of measurements into a row. `better` says which way is good. */
export function pairUp(row: Omit<FindingRow, "ratios">, better: "more" | "less"): FindingRow {
  const ratios = row.room.map((room, index) => {
    const raw = row.raw[index] ?? Number.NaN;
    return better === "more" ? room / raw : raw / room;
  });
  return { ...row, ratios };
}

export interface PairOrder {
  readonly repetitions: number;
  readonly server: RunningWorkerd;
  readonly contest: Contest;
  readonly watchers: number;
  readonly filler: Filler;
}

/** Bids nobody counts, so that the code is compiled as it is in a room that has been up for a while. */
async function warmUp({ server, contest, filler }: PairOrder): Promise<void> {
  for (const target of targetNames) {
    const sitting = await openSitting(server, { target, contest, watchers: 0, filler });
    await sitting.bid({ kind: "closed", inFlight: 64 }, { warmupMs: 0, measureMs: warmUpMs[target] });
    await sitting.close();
  }
}

/** The room has far more code to warm. */
const warmUpMs: Readonly<Record<TargetName, number>> = { raw: 400, room: 1_500 };

/**
 * Measures both targets in turn, the order swapped each time, so that whatever else the machine does falls on both.
 */
export async function measurePairs<Value>(
  order: PairOrder,
  measure: (sitting: Sitting, target: TargetName) => Promise<Value>,
): Promise<Record<TargetName, Value[]>> {
  const values: Record<TargetName, Value[]> = { raw: [], room: [] };
  await warmUp(order);
  for (let repetition = 0; repetition < order.repetitions; repetition++) {
    const turns: TargetName[] = repetition % 2 === 0 ? ["raw", "room"] : ["room", "raw"];
    for (const target of turns) {
      const { contest, watchers, filler } = order;
      const sitting = await openSitting(order.server, { target, contest, watchers, filler });
      try {
        values[target].push(await measure(sitting, target));
      } finally {
        await sitting.close();
      }
    }
  }
  return values;
}
