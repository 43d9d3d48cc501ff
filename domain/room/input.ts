import type { Actor, RoomCommand } from "./command.ts";

/** A command and who sends it. */
export interface Input<Command extends RoomCommand = RoomCommand> {
  readonly actor: Actor;
  readonly command: Command;
}
