import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import type { Actor, RoomRole } from "./command.ts";
import { findBidder } from "./find.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import type { AuctionState } from "./state.ts";

/** The highest role someone has in this room. A blocked bidder keeps their paddle, as it is on the log, and watches. */
export function computeRole(state: AuctionState, actor: Actor): RoomRole {
  if (actor.userId === null) return "viewer";
  if (actor.isAdmin) return "admin";
  if (actor.userId === state.spec.sellerId) return "host";
  if (state.spec.moderatorIds.includes(actor.userId)) return "moderator";
  const bidder = findBidder(state, actor.userId);
  return bidder === undefined || bidder.blocked ? "viewer" : "bidder";
}

/** The seller and the accounts linked to theirs: they may not bid here (rule B2). */
export function isSellersOwn(state: AuctionState, userId: string): boolean {
  return userId === state.spec.sellerId || state.spec.linkedUserIds.includes(userId);
}

/** What the host does; an admin may do it for them. */
export function requireHost(state: AuctionState, actor: Actor): Result<null, Refusal> {
  const role = computeRole(state, actor);
  if (role === "host" || role === "admin") return accept(null);
  return refuseWith("forbidden", "Only the host of this auction can do that.");
}

/** What keeps a room civil: the host, a moderator or an admin. */
export function requireModerator(state: AuctionState, actor: Actor): Result<null, Refusal> {
  const role = computeRole(state, actor);
  if (role === "moderator" || role === "host" || role === "admin") return accept(null);
  return refuseWith("forbidden", "Only the host or a moderator can do that.");
}

export function requireAdmin(actor: Actor): Result<null, Refusal> {
  if (actor.userId !== null && actor.isAdmin) return accept(null);
  return refuseWith("forbidden", "Only an administrator can do that.");
}
