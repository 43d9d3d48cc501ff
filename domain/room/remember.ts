import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import { canonicalise } from "./canonical.ts";
import type { RoomCommand } from "./command.ts";
import type { Context } from "./context.ts";
import type { Answer, JournalEntry } from "./entry.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";

/** What a room keeps of an accepted command, for its whole life (rule B3). */
export interface Remembered {
  readonly commandHash: string;
  readonly answer: Answer;
}

/** Where it is kept: ids are each person's own. */
export function computeRememberKey(userId: string, commandId: string): string {
  return `${userId} ${commandId}`;
}

/** What tells a replay from a reused id: the command and its sender, `confirm` apart (rule B3). */
export function computeCommandHash(userId: string, command: RoomCommand, sha256: Context["sha256"]): string {
  const meant = command.type === "bid.place" ? { ...command, confirm: undefined } : command;
  return sha256(canonicalise([userId, meant]));
}

/** The first answer if this is a replay, null if the id is free, else `id_reused`. */
export function recall(
  remembered: Remembered | undefined,
  commandHash: string,
): Result<Answer | null, Refusal> {
  if (remembered === undefined) return accept(null);
  if (remembered.commandHash === commandHash) return accept(remembered.answer);
  return refuseWith("id_reused", "This id was used for another command; send a new one.");
}

/** What an entry adds to the id map, or null: acts of the clock have no sender. Rebuilds the map by a scan (rule J1). */
export function findRemembered(
  entry: JournalEntry,
): { readonly key: string; readonly remembered: Remembered } | null {
  const { userId, commandId, commandHash, answer } = entry.private;
  if (userId === null || commandId === null || commandHash === null || answer === null) return null;
  return { key: computeRememberKey(userId, commandId), remembered: { commandHash, answer } };
}
