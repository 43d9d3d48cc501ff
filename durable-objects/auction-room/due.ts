import { nextDeadline } from "../../domain/room/deadline.ts";
import type { Committer } from "./commit.ts";
import type { RoomMemory } from "./memory.ts";

/** What the clock owes. */
export interface Due {
  readonly run: (nowMs: number) => void;
  /** When the room must act next on its own. */
  readonly nextDeadline: () => number | null;
}

/** After a bug in an act of the clock; the room goes on meanwhile, and no rule depends on the act having been on time. */
const RETRY_AFTER_MS = 30_000;

interface DueOptions {
  readonly memory: RoomMemory;
  readonly committer: Committer;
  readonly reportFailure: (error: unknown) => void;
}

/**
 * Runs before every command and on every alarm, so that what a command finds does not depend on when the alarm rings.
 * A late or doubled alarm finds nothing due.
 */
export function createDue({ memory, committer, reportFailure }: DueOptions): Due {
  let retryAtMs = 0;
  return {
    run: (nowMs) => {
      if (nowMs < retryAtMs) return;
      try {
        committer.commitDue(nowMs);
      } catch (error) {
        reportFailure(error);
        retryAtMs = nowMs + RETRY_AFTER_MS;
      }
    },
    nextDeadline: () => {
      const deadline = memory.state === null ? null : nextDeadline(memory.state);
      return deadline === null ? null : Math.max(deadline, retryAtMs);
    },
  };
}
