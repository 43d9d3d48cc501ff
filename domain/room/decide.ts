import type { Result } from "../result.ts";
import { decideCancel, decideEnd, decideHold, decideResume, decideStart } from "./auction.ts";
import { decideCreate, decideEdit } from "./auction-create.ts";
import { decideBid } from "./bid.ts";
import { decideBlock, decideRegister } from "./bidder.ts";
import { decideBuy } from "./buy.ts";
import { decideMute, decidePost, decideRemoveLine } from "./chat.ts";
import type { RoomCommand } from "./command.ts";
import type { Context } from "./context.ts";
import type { Decision } from "./entry.ts";
import { decideGiveawayEnter } from "./giveaway.ts";
import type { Input } from "./input.ts";
import { decideAdd, decideLotEdit, decideRemove, decideReorder } from "./lot-edit.ts";
import { decideOpen, decidePass, decideVoid } from "./lot.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import type { AuctionState } from "./state.ts";

type CommandType = Exclude<RoomCommand["type"], "auction.create">;

type Handle<Type extends CommandType> = (
  state: AuctionState,
  input: Input<Extract<RoomCommand, { readonly type: Type }>>,
  context: Context,
) => Result<Decision, Refusal>;

const handlers: { readonly [Type in CommandType]: Handle<Type> } = {
  "bid.place": decideBid,
  "lot.buy": decideBuy,
  "giveaway.enter": decideGiveawayEnter,
  "chat.post": decidePost,
  "chat.remove": decideRemoveLine,
  "chat.mute": decideMute,
  "bidder.register": decideRegister,
  "bidder.block": decideBlock,
  "bidder.unblock": decideBlock,
  "auction.edit": decideEdit,
  "auction.start": decideStart,
  "auction.hold": decideHold,
  "auction.resume": decideResume,
  "auction.end": decideEnd,
  "auction.cancel": decideCancel,
  "lot.add": decideAdd,
  "lot.edit": decideLotEdit,
  "lot.remove": decideRemove,
  "lot.reorder": decideReorder,
  "lot.open": decideOpen,
  "lot.pass": decidePass,
  "lot.void": decideVoid,
};

/**
 * What a command does, or why it does nothing. Pure. The caller has answered `malformed`, `auth_required`,
 * `id_reused`, replays and `rate_limited` already, and has done everything that was due (`decideDue` until null).
 */
export function decide(
  state: AuctionState | null,
  input: Input,
  context: Context,
): Result<Decision, Refusal> {
  const { actor, command } = input;
  if (actor.userId === null) return refuseWith("auth_required", "Sign in to do that.");
  if (command.type === "auction.create") {
    if (state !== null) return refuseWith("auction_not_scheduled", "This auction exists already.");
    return decideCreate({ actor, command });
  }
  if (state === null) return refuseWith("lot_unknown", "There is no such auction.");
  // The table pairs each type with its own handler; the compiler cannot follow that through a lookup by union.
  const handle = handlers[command.type] as Handle<CommandType>;
  return handle(state, { actor, command }, context);
}
