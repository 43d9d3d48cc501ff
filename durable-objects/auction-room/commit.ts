import { hash, randomBytes } from "node:crypto";
import { v7 as uuidV7 } from "uuid";
import { limits } from "../../domain/limits.ts";
import { accept, assert, must, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Context } from "../../domain/room/context.ts";
import { decideDue } from "../../domain/room/deadline.ts";
import { decide } from "../../domain/room/decide.ts";
import type { Decision, JournalEntry } from "../../domain/room/entry.ts";
import { evolve } from "../../domain/room/evolve.ts";
import type { Input } from "../../domain/room/input.ts";
import { composeEntry } from "../../domain/room/journal.ts";
import type { Sender } from "../../domain/room/journal.ts";
import type { Refusal } from "../../domain/room/refusal.ts";
import { computeCommandHash } from "../../domain/room/remember.ts";
import type { AuctionState } from "../../domain/room/state.ts";
import type { RoomMemory } from "./memory.ts";
import { writeEntry } from "./store/entry-text.ts";
import type { RoomStore } from "./store/store.ts";

/** One entry, on its way to the disk, and what it made of the room. */
export interface Committed {
  readonly entry: JournalEntry;
  readonly before: AuctionState | null;
  readonly after: AuctionState;
  readonly input: Input | null;
}

export interface Committer {
  /** Decides a command and writes it, or says why not. */
  readonly commit: (input: Input, nowMs: number) => Result<JournalEntry, Refusal>;
  /** Writes what the clock owes, an entry for each act, until nothing is due. */
  readonly commitDue: (nowMs: number) => void;
}

interface CommitterOptions {
  readonly store: RoomStore;
  readonly memory: RoomMemory;
  /** Told of every entry in the turn that writes it. */
  readonly onCommitted: (committed: Committed) => void;
}

export const sha256 = (text: string): string => hash("sha256", text);
const makeSalt = (): string => randomBytes(16).toString("hex");

/** Acts of the clock at one moment; a hundred lots may close together, but never without end. */
const DUE_ACTS_MAX = limits.lotsPerAuctionMax * 4;

/**
 * From decision to row, without an `await`: nothing can come between what was read and what is written. The one write
 * is the last step that can fail; a bug before it leaves the room as it was, memory and disk alike.
 */
export function createCommitter({ store, memory, onCommitted }: CommitterOptions): Committer {
  // A room that was up and handled something is not one that was away (rule K5).
  let lastEventAtMs: number | undefined;
  const makeContext = (nowMs: number): Context => ({
    nowMs,
    makeId: () => uuidV7(),
    makeSalt,
    sha256,
    ...(lastEventAtMs === undefined ? {} : { lastEventAtMs }),
  });

  const write = (
    decision: Decision,
    input: Input | null,
    context: Context,
  ): Result<JournalEntry, Refusal> => {
    const before = memory.state;
    const entry = composeEntry(before, decision, findSender(input), context);
    const after = evolve(before, entry);
    const factTexts = entry.facts.map((fact) => JSON.stringify(fact));
    const text = writeEntry(entry, factTexts);
    if (input !== null && text.length > limits.entryLengthMax) {
      return refuse({
        code: "malformed",
        message: "This is too much at once; add the lots in several steps.",
      });
    }
    store.create();
    store.journal.append({ entry, text, firstSeq: (before?.head.seq ?? 0) + 1 });
    memory.apply(entry, after, factTexts);
    onCommitted({ entry, before, after, input });
    return accept(entry);
  };

  const actUntilNothingIsDue = (nowMs: number): void => {
    for (let acts = 0; memory.state !== null; acts += 1) {
      const context = makeContext(nowMs);
      const decision = decideDue(memory.state, context);
      if (decision === null) return;
      assert(acts < DUE_ACTS_MAX, "the clock's acts come to an end");
      write(decision, null, context);
    }
  };

  return {
    commit: (input, nowMs) => {
      const context = makeContext(nowMs);
      const decided = decide(memory.state, input, context);
      return decided.ok ? write(decided.value, input, context) : decided;
    },
    commitDue: (nowMs) => {
      try {
        actUntilNothingIsDue(nowMs);
      } finally {
        lastEventAtMs = nowMs;
      }
    },
  };
}

function findSender(input: Input | null): Sender | null {
  if (input === null) return null;
  const { actor, command } = input;
  const userId = must(actor.userId, "only people who are signed in send commands");
  return { userId, commandId: command.id, commandHash: computeCommandHash(userId, command, sha256) };
}
