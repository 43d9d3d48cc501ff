/** A run that stops in order: what was started last is stopped first. */
export interface StoppableRun {
  /** Aborted as soon as the run is to stop. */
  readonly signal: AbortSignal;
  readonly onStop: (stop: () => void | Promise<void>) => void;
  /** Waits for a part to come up and has it stopped at the end, also when the end comes before the part is up. */
  readonly hold: <Part>(starting: Promise<Part>, stop: (part: Part) => void | Promise<void>) => Promise<Part>;
  /** Stops everything and ends the process. */
  readonly stop: (exitCode: number) => Promise<void>;
}

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A second signal within this time is the same one, come by another way: the terminal's and a forwarded one. */
const sameSignalMs = 1_000;
/** Longer than any part needs; after it the process ends whatever hangs. */
const stopWithinMs = 20_000;

/** Stops the run on SIGINT, SIGTERM and SIGHUP, and when the process that started this one is gone. */
export function stopOnSignals(): StoppableRun {
  const abort = new AbortController();
  const stops: (() => void | Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  let stoppedAtMs = 0;

  const stopAll = async (exitCode: number): Promise<void> => {
    abort.abort();
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    for (const stop of stops.toReversed()) {
      try {
        await stop();
      } catch (error) {
        console.error(`while stopping: ${String(error)}`);
      }
    }
    process.exit(exitCode);
  };
  const stop = (exitCode: number): Promise<void> => {
    stoppedAtMs ||= Date.now();
    stopping ??= stopAll(exitCode);
    return stopping;
  };
  const handleSignal = (): void => {
    if (stopping !== undefined && Date.now() - stoppedAtMs > sameSignalMs) process.exit(1);
    void stop(0);
  };
  for (const name of stopSignals) process.on(name, handleSignal);
  // Vite and Miniflare end the whole process on a signal once their own part is down, with the database still
  // running: only this module has the say.
  const dropOtherListeners = (): void => {
    for (const name of stopSignals) {
      for (const listener of process.listeners(name)) {
        if (listener !== handleSignal) process.removeListener(name, listener);
      }
    }
  };
  process.on("disconnect", () => void stop(0));

  return {
    signal: abort.signal,
    onStop: (part) => {
      stops.push(part);
    },
    hold: async (starting, stopPart) => {
      stops.push(async () => {
        const part = await starting.catch(() => undefined);
        if (part !== undefined) await stopPart(part);
      });
      const part = await starting;
      dropOtherListeners();
      return part;
    },
    stop,
  };
}
