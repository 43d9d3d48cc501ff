import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import { canonicalise } from "./canonical.ts";
import type { RoomCommand } from "./command.ts";
import type { Context } from "./context.ts";
import type { Answer, JournalEntry } from "./entry.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";

/** Where a room remembers an accepted command, for its whole life (rule B3): ids are each person's own. */
export function computeRememberKey(userId: string, commandId: string): string {
  return `${userId} ${commandId}`;
}

/** The key an entry is remembered by, or null: acts of the clock have no sender. */
export function findRememberKey({ private: { userId, commandId } }: JournalEntry): string | null {
  return userId === null || commandId === null ? null : computeRememberKey(userId, commandId);
}

/**
 * What tells a replay from a reused id: the command and its sender, `confirm` apart (rule B3). Null for a bid, which its
 * entry holds word for word: one more hash would be a tenth of its turn.
 */
export function computeCommandHash(
  userId: string,
  command: RoomCommand,
  sha256: Context["sha256"],
): string | null {
  return command.type === "bid.place" ? null : sha256(canonicalise([userId, command]));
}

/** The first answer if `command` is the one that `entry` answered, null if there is no entry, else `id_reused`. */
export function recall(
  entry: JournalEntry | undefined,
  { userId, command }: { readonly userId: string; readonly command: RoomCommand },
  sha256: Context["sha256"],
): Result<Answer | null, Refusal> {
  if (entry === undefined) return accept(null);
  const { commandHash, answer } = entry.private;
  const isReplay =
    computeRememberKey(userId, command.id) === findRememberKey(entry) &&
    computeCommandHash(userId, command, sha256) === commandHash &&
    (command.type !== "bid.place" || isSameBid(entry, command));
  if (isReplay) return accept(answer);
  return refuseWith("id_reused", "This id was used for another command; send a new one.");
}

function isSameBid(entry: JournalEntry, bid: Extract<RoomCommand, { type: "bid.place" }>): boolean {
  return entry.private.changes.some(
    (change) =>
      change.type === "bid.accepted" &&
      change.lotId === bid.lotId &&
      change.amountMinor === bid.amountMinor &&
      change.mode === bid.mode,
  );
}
