/** Where one socket connects. */
export interface Door {
  /** Path and query of the upgrade. */
  readonly path: string;
  readonly protocol?: string;
}

/** How fast bids are sent: at fixed times whatever the answers (open), or one for every answer (closed). */
export type Pace =
  | { readonly kind: "open"; readonly perSecond: number }
  | { readonly kind: "closed"; readonly inFlight: number };

/** What the bidding process is told to do. */
export interface BidOrder {
  readonly lots: readonly string[];
  /** The first bid on each lot; every later one is a step above the one before, also across orders. */
  readonly startMinor: number;
  readonly stepMinor: number;
  readonly pace: Pace;
  readonly warmupMs: number;
  readonly measureMs: number;
  /** How long after the last bid late answers still count. */
  readonly drainMs: number;
}

/** One element per bid whose intended send time lies in the measured time, in order of that time. */
export interface BidRecord {
  /** When the bid was to be sent, on the shared monotonic clock. */
  readonly intendedAtMs: Float64Array;
  /** When its answer came; NaN without one. */
  readonly answeredAtMs: Float64Array;
  /** The last fact of an accepted bid; 0 for any other. */
  readonly seqs: Float64Array;
  /** How many bids were answered, measured or not. */
  readonly answeredCount: number;
  /** The last fact of any bid, measured or not. */
  readonly lastSeq: number;
  readonly refusals: Readonly<Record<string, number>>;
  /** Accepted answers that arrived within the measured time, by its length. */
  readonly acceptedPerSecond: number;
  /** Why sockets ended before they should have. */
  readonly closed: readonly string[];
  /** The first accepted answer as it came. */
  readonly sample: string;
}

/** What the watching process saw since it was last asked. */
export interface WatchRecord {
  /** By seq: when the last of the watchers had heard of it, on the shared monotonic clock. */
  readonly lastSeenAtMs: Float64Array;
  /** By seq: how many watchers had heard of it. */
  readonly seenBy: Uint32Array;
  readonly frames: number;
  readonly bytes: number;
  readonly closed: readonly string[];
  /** The last frame of facts as it came. */
  readonly sample: string;
}

/** What a load process can be asked; each request is answered once. */
export type LoadRequest =
  | {
      readonly type: "open";
      readonly port: number;
      readonly doors: readonly Door[];
    }
  | { readonly type: "bid"; readonly order: BidOrder }
  /** Answered once everyone has heard of `seq`, or at the latest after that long. */
  | { readonly type: "collect"; readonly seq: number; readonly withinMs: number }
  /** Every watcher talks, this many lines a second all together, until the time is over. */
  | { readonly type: "chat"; readonly perSecond: number; readonly forMs: number };

export type LoadAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string };
