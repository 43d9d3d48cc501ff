import { assert } from "../result.ts";
import { emptyChain, sealFacts } from "./chain.ts";
import type { Context } from "./context.ts";
import type { Decision, JournalEntry } from "./entry.ts";
import type { AuctionState } from "./state.ts";

/** Who gets the answer of a command, and how it is known again (rule B3). */
export interface Sender {
  readonly userId: string;
  readonly commandId: string;
  /** Of {@link computeCommandHash}. */
  readonly commandHash: string | null;
}

/**
 * The journal entry of a decision, ready to be stored and evolved: facts numbered and chained, the answer completed.
 * `sender` is null for acts of the clock.
 */
export function composeEntry(
  state: AuctionState | null,
  decision: Decision,
  sender: Sender | null,
  context: Pick<Context, "nowMs" | "sha256">,
): JournalEntry {
  const { nowMs: atMs, sha256 } = context;
  const head = state?.head ?? emptyChain;
  assert(state === null || atMs >= state.lastAtMs, "the room's clock never runs backwards");
  assert(state !== null || decision.facts.length === 0, "a creation has no facts");
  const facts =
    state === null ? [] : sealFacts(head, decision.facts, { auctionId: state.spec.auctionId, atMs, sha256 });
  const seq = head.seq + facts.length;
  return {
    entryNumber: (state?.entryNumber ?? 0) + 1,
    atMs,
    facts,
    private: {
      userId: sender?.userId ?? null,
      commandId: sender?.commandId ?? null,
      commandHash: sender?.commandHash ?? null,
      answer:
        sender === null || decision.answer === null
          ? null
          : { id: sender.commandId, seq, ...decision.answer },
      changes: decision.changes,
    },
  };
}

/** The room's clock: what the platform's says, but never behind the last entry, should that one be set back. */
export function computeRoomNow(state: AuctionState | null, clockMs: number): number {
  return Math.max(clockMs, state?.lastAtMs ?? 0);
}
