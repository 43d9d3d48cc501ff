import { startLoad } from "./load/process.ts";
import type { LoadProcess } from "./load/process.ts";
import type { BidRecord, Pace, WatchRecord } from "./load/orders.ts";
import { computeLatency } from "./stats.ts";
import type { Latency } from "./stats.ts";
import { setScene } from "./targets.ts";
import type { Scene, SceneOrder } from "./targets.ts";
import type { RunningWorkerd } from "./workerd.ts";

export interface Sitting {
  readonly scene: Scene;
  bid(pace: Pace, times: TrialTimes): Promise<Trial>;
  /** Lets the watchers talk; resolves when they are done. */
  chat(perSecond: number, forMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface TrialTimes {
  readonly warmupMs: number;
  readonly measureMs: number;
}

/** What one stretch of bidding came to. */
export interface Trial {
  readonly acceptedPerSecond: number;
  /** Bid to its answer. */
  readonly answered: Latency;
  /** Bid to the last of the watchers; absent without watchers. */
  readonly seen: Latency | null;
  readonly refusals: Readonly<Record<string, number>>;
  readonly framesToWatchers: number;
  /** Answered bids of the whole stretch. */
  readonly bids: number;
  /** CPU time of workerd over the whole stretch, warm-up and drain included. */
  readonly cpuMs: number;
  readonly samples: { readonly accepted: string; readonly facts: string };
}

const drainMs = 2_000;

/** Seats bidders and watchers in a fresh room. Load runs in processes of its own; close it to end them. */
export async function openSitting(server: RunningWorkerd, order: Omit<SceneOrder, "port">): Promise<Sitting> {
  const { port } = server;
  const scene = await setScene({ ...order, port });
  const bidders = startLoad("bidders");
  const watchers = order.watchers > 0 ? startLoad("watchers") : null;
  await watchers?.ask({ type: "open", port, doors: scene.watchers });
  await bidders.ask({ type: "open", port, doors: scene.bidders });
  return {
    scene,
    bid: (pace, times) =>
      runTrial({ server, scene, bidders, watchers, pace, times, audience: order.watchers }),
    chat: async (perSecond, forMs) => watchers?.ask({ type: "chat", perSecond, forMs }),
    close: async () => {
      await Promise.all([bidders.stop(), watchers?.stop()]);
    },
  };
}

interface TrialOrder {
  readonly server: RunningWorkerd;
  readonly scene: Scene;
  readonly bidders: LoadProcess;
  readonly watchers: LoadProcess | null;
  readonly audience: number;
  readonly pace: Pace;
  readonly times: TrialTimes;
}

async function runTrial(order: TrialOrder): Promise<Trial> {
  const { server, scene, bidders, watchers, pace, times } = order;
  const { lots, startMinor, stepMinor } = scene;
  const cpuBeforeMs = server.readCpuMs();
  const record = await bidders.ask<BidRecord>({
    type: "bid",
    order: { lots, startMinor, stepMinor, pace, ...times, drainMs },
  });
  const watched = await watchers?.ask<WatchRecord>({
    type: "collect",
    seq: record.lastSeq,
    withinMs: drainMs,
  });
  const ended = [...record.closed, ...(watched?.closed ?? [])];
  if (ended.length > 0) throw new Error(`${scene.path}: ${ended.length} sockets ended: ${ended[0]}`);
  return {
    acceptedPerSecond: record.acceptedPerSecond,
    answered: computeLatency(record.intendedAtMs, record.answeredAtMs),
    seen: watched === undefined ? null : computeSeen(record, watched, order.audience),
    refusals: record.refusals,
    framesToWatchers: watched?.frames ?? 0,
    bids: record.answeredCount,
    cpuMs: server.readCpuMs() - cpuBeforeMs,
    samples: { accepted: record.sample, facts: watched?.sample ?? "" },
  };
}

/** Until the last of the watchers had it; refused bids are nothing to see. */
function computeSeen(record: BidRecord, watched: WatchRecord, audience: number): Latency {
  const accepted = [...record.seqs.keys()].filter((bid) => record.seqs[bid] !== 0);
  const intended = Float64Array.from(accepted, (bid) => record.intendedAtMs[bid] ?? Number.NaN);
  const seen = accepted.map((bid) => {
    const seq = record.seqs[bid] ?? 0;
    return watched.seenBy[seq] === audience ? (watched.lastSeenAtMs[seq] ?? Number.NaN) : Number.NaN;
  });
  return computeLatency(intended, seen);
}
