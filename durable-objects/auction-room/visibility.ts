import type { Actor } from "../../domain/room/command.ts";
import { computeRole } from "../../domain/room/roles.ts";
import type { AuctionState } from "../../domain/room/state.ts";

/** Whether someone may know that this room exists at all: a private one shows itself to those with a part in it. */
export function isVisibleTo(state: AuctionState, actor: Actor): boolean {
  return state.spec.visibility === "public" || computeRole(state, actor) !== "viewer";
}
