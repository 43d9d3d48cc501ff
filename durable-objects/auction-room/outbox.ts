import { limits } from "../../domain/limits.ts";
import type { Schedule } from "./fan-out.ts";
import type { RoomMemory } from "./memory.ts";
import type { OutboxPage, RoomNudge } from "./rpc.ts";
import type { RoomStore } from "./store/store.ts";

/** The way out into Postgres (rule J2): says that there is something, hands it out, remembers how far it got. */
export interface Outbox {
  /** Entries were added: makes sure a nudge is on its way. */
  readonly entriesAdded: () => void;
  readonly read: (afterEntryNumber: number, limit: number) => OutboxPage;
  readonly advance: (entryNumber: number) => { readonly more: boolean };
  /** When to nudge again if nobody came; null when Postgres has everything. */
  readonly nextDeadline: () => number | null;
  /** Nudges again when that moment has come. */
  readonly act: (nowMs: number) => void;
}

interface OutboxOptions {
  readonly store: RoomStore;
  readonly memory: RoomMemory;
  readonly sendNudge: (nudge: RoomNudge) => Promise<unknown>;
  readonly readNowMs: () => number;
  readonly schedule: Schedule;
  readonly reportFailure: (error: unknown) => void;
}

/**
 * One nudge is enough until the projection has come for it, since it reads on until nothing is left. The quick nudge
 * lives in memory; what makes it certain is the alarm, which nudges again, less and less often, until the cursor
 * has caught up: a lost, doubled or dead-lettered message, or an hour without Postgres, loses nothing.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, memory, sendNudge, readNowMs, schedule, reportFailure } = options;
  let cursor = store.exists() ? store.readCursor() : 0;
  let isNudged = false;
  let isScheduled = false;
  let attempts = 0;
  let nudgedAtMs = readNowMs();

  const lastEntryNumber = (): number => memory.state?.entryNumber ?? 0;
  const nudge = (): void => {
    isScheduled = false;
    const auctionId = memory.state?.spec.auctionId;
    if (auctionId === undefined || cursor >= lastEntryNumber()) return;
    isNudged = true;
    nudgedAtMs = readNowMs();
    sendNudge({ auctionId }).catch((error: unknown) => {
      // The alarm tries again.
      isNudged = false;
      reportFailure(error);
    });
  };
  const nextDeadline = (): number | null => {
    if (cursor >= lastEntryNumber()) return null;
    return nudgedAtMs + Math.min(limits.nudgeRetryMinMs * 2 ** attempts, limits.nudgeRetryMaxMs);
  };

  return {
    entriesAdded: () => {
      if (isNudged || isScheduled) return;
      const nowMs = readNowMs();
      // The retry of a room that had been quiet counts from now, not from its last nudge long ago.
      if (attempts === 0) nudgedAtMs = Math.max(nudgedAtMs, nowMs - limits.nudgeEveryMs);
      isScheduled = true;
      const waitMs = nudgedAtMs + limits.nudgeEveryMs - nowMs;
      if (waitMs <= 0) nudge();
      else schedule(nudge, waitMs);
    },
    read: (afterEntryNumber, limit) => {
      if (!store.exists()) return { entryTexts: [], more: false };
      const count = Math.min(limit, limits.outboxPageMax);
      const entryTexts = store.journal.readTextsAfter(afterEntryNumber, count);
      // Entries have no gaps, so their number tells how far these go.
      return { entryTexts, more: afterEntryNumber + entryTexts.length < lastEntryNumber() };
    },
    advance: (entryNumber) => {
      // Two readers may finish in either order; and nobody is ahead of the journal.
      const reached = Math.min(entryNumber, lastEntryNumber());
      if (reached > cursor) {
        cursor = reached;
        attempts = 0;
        store.writeCursor(cursor);
      }
      const more = cursor < lastEntryNumber();
      // Told that there is more, whoever came reads on. While Postgres is away nobody gets here, and only the alarm nudges.
      if (!more) isNudged = false;
      return { more };
    },
    nextDeadline,
    act: (nowMs) => {
      const deadline = nextDeadline();
      if (deadline === null || deadline > nowMs) return;
      attempts += 1;
      nudge();
    },
  };
}
