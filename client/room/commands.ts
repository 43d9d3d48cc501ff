import type { CommandAccepted } from "../../contract/room/session.ts";
import { refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { WireCommand } from "../../domain/room/command.ts";
import { bounds } from "./bounds.ts";

/**
 * Why a command had no effect: a code of the room's, or one of the client's own. `not_sent`: it never left.
 * `unanswered`: it was sent, the client was closed before the answer, and it may have had an effect.
 */
export interface CommandRefusal {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}
export type CommandOutcome = Result<CommandAccepted, CommandRefusal>;

interface WaitingCommand {
  readonly command: WireCommand;
  readonly sinceMs: number;
  readonly settle: (outcome: CommandOutcome) => void;
  /** True once it was handed to a socket, so that it may have arrived. */
  sent: boolean;
}

const notSent = (message: string): CommandRefusal => ({ code: "not_sent", message });

/**
 * Commands on their way. Each is sent again, with the same id, after every reconnect until it is answered; the room
 * makes the id happen once (rule B3).
 */
export interface Commands {
  /** Registers a command and sends it when the line is up. */
  add(command: WireCommand): Promise<CommandOutcome>;
  /** Sends everything unanswered again; gives up what never left and is too old to be wanted. */
  resend(): void;
  settle(id: string, outcome: CommandOutcome): void;
  /** Settles everything: the client is being closed. */
  abandon(): void;
  readonly waiting: number;
}

export interface CommandsDeps {
  readonly now: () => number;
  /** Hands a frame to the socket; false when there is none. */
  readonly send: (command: WireCommand) => boolean;
}

export function createCommands({ now, send }: CommandsDeps): Commands {
  const waiting = new Map<string, WaitingCommand>();

  const settle = (id: string, outcome: CommandOutcome): void => {
    const entry = waiting.get(id);
    if (entry === undefined) return;
    waiting.delete(id);
    entry.settle(outcome);
  };

  return {
    add(command) {
      if (waiting.has(command.id)) {
        return Promise.resolve(refuse(notSent("This command is already on its way.")));
      }
      if (waiting.size >= bounds.commandsWaitingMax) {
        return Promise.resolve(refuse(notSent("Too many commands are waiting for the room.")));
      }
      return new Promise((resolve) => {
        const entry: WaitingCommand = { command, sinceMs: now(), settle: resolve, sent: false };
        waiting.set(command.id, entry);
        entry.sent = send(command);
      });
    },
    resend() {
      for (const [id, entry] of waiting) {
        if (!entry.sent && now() - entry.sinceMs > bounds.unsentMs) {
          settle(id, refuse(notSent("The room could not be reached in time.")));
          continue;
        }
        entry.sent = send(entry.command) || entry.sent;
      }
    },
    settle,
    abandon() {
      for (const [id, entry] of waiting) {
        const refusal = entry.sent
          ? { code: "unanswered", message: "The room was left before it answered." }
          : notSent("The room was left before this was sent.");
        settle(id, refuse(refusal));
      }
    },
    get waiting() {
      return waiting.size;
    },
  };
}
