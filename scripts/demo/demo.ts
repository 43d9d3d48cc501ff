/** What the demo needs to know of the run it belongs to. */
export interface DemoOptions {
  readonly origin: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly signal: AbortSignal;
}

/** Loads the demo once and keeps its host and bidders going until the signal. */
export async function runDemo(_options: DemoOptions): Promise<{ ready: true }> {
  return { ready: true };
}
