/** What a caller's way to Postgres was used for. */
export interface DatabaseUsage {
  /** Statements over HTTP, and transactions as one each. */
  readonly statements: number;
  /** How long there was at least one to wait for: two at once count their time once. */
  readonly waitedMs: number;
}

export interface Meter {
  measure<Value>(work: () => PromiseLike<Value>): Promise<Value>;
  read(): DatabaseUsage;
}

export function createMeter(): Meter {
  let statements = 0;
  let waitedMs = 0;
  let running = 0;
  let sinceMs = 0;
  return {
    async measure(work) {
      statements += 1;
      if (running === 0) sinceMs = performance.now();
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        if (running === 0) waitedMs += performance.now() - sinceMs;
      }
    },
    read: () => ({ statements, waitedMs }),
  };
}
