import type { CommandAccepted, CommandRefused } from "../../contract/room/session.ts";
import { must } from "../../domain/result.ts";
import type { Actor, RoomCommand } from "../../domain/room/command.ts";
import type { JournalEntry } from "../../domain/room/entry.ts";
import type { Input } from "../../domain/room/input.ts";
import type { Refusal } from "../../domain/room/refusal.ts";
import { recall } from "../../domain/room/remember.ts";
import { sha256 } from "./commit.ts";
import type { Committer } from "./commit.ts";
import type { Due } from "./due.ts";
import type { RoomMemory } from "./memory.ts";
import type { Rates } from "./rates.ts";
import type { Journal } from "./store/journal.ts";

export type Answered = CommandAccepted | CommandRefused;

/** Where a command came in. Those of the platform's own routes are not rationed: people were, before they got there. */
export interface Arrival {
  readonly input: Input;
  readonly arrivedAtMs: number;
  readonly isRationed: boolean;
}

/**
 * Answers one command: first what the clock owes, whatever the command; then in the contract's order of precedence
 * whether its sender is signed in, was answered before, is too fast; then the rules. A refusal leaves the disk alone.
 */
export type HandleCommand = (arrival: Arrival, nowMs: number) => Answered;

interface CommandsOptions {
  readonly memory: RoomMemory;
  readonly journal: Journal;
  readonly committer: Committer;
  readonly due: Due;
  readonly rates: Rates;
}

export function createCommandHandler({
  memory,
  journal,
  committer,
  due,
  rates,
}: CommandsOptions): HandleCommand {
  const findAnswer = ({ userId }: Actor, command: RoomCommand): Answered | null => {
    const entryNumber = userId === null ? undefined : memory.commandPlaces.find(userId, command.id);
    if (userId === null || entryNumber === undefined) return null;
    const entry = must(journal.read(entryNumber), "a remembered command's entry");
    const recalled = recall(entry, { userId, command }, sha256);
    if (!recalled.ok) return toRefused(command.id, recalled.refusal);
    return recalled.value === null ? null : { type: "command.accepted", ...recalled.value };
  };

  return ({ input, arrivedAtMs, isRationed }, nowMs) => {
    const { actor, command } = input;
    due.run(nowMs);
    if (isRationed && actor.userId === null) {
      return toRefused(command.id, { code: "auth_required", message: "Sign in to do that." });
    }
    const answered = findAnswer(actor, command);
    if (answered !== null) return answered;
    if (isRationed && actor.userId !== null) {
      const taken = rates.take(actor.userId, command.type, arrivedAtMs);
      if (!taken.ok) {
        const message = "That was too fast; try again in a moment.";
        return toRefused(command.id, { code: "rate_limited", message, details: taken.refusal });
      }
    }
    const committed = committer.commit(input, nowMs);
    return committed.ok ? toAccepted(committed.value) : toRefused(command.id, committed.refusal);
  };
}

function toAccepted(entry: JournalEntry): CommandAccepted {
  const answer = must(entry.private.answer, "a person's command has an answer");
  return { type: "command.accepted", ...answer };
}

export function toRefused(id: string | null, refusal: Refusal): CommandRefused {
  const { code, message, details } = refusal;
  return { type: "command.refused", id, code, message, ...(details === undefined ? {} : { details }) };
}
