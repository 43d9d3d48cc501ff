import type { Permission } from "../../domain/access/permissions.ts";
import type { AppContext, SignedIn } from "../environment.ts";
import { isPermitted, requireSignedIn } from "./authenticate.ts";
import { Problem, notFound } from "./problem.ts";

/*
 * How a route knows that something is the caller's. What Postgres holds is asked for by its owner in the statement itself
 * (`… where id = $1 and user_id = $2`), so no check can be forgotten between reading and writing: nothing found is
 * `requireFound`'s 404, which tells a stranger nothing. What a room holds was read by somebody who may see it, so there
 * it is `requireOwner`'s 403.
 */

/** The person a path or a query names; `me` is whoever calls. */
export function resolveUserId(context: AppContext, userId: string): string {
  return userId === "me" ? requireSignedIn(context).userId : userId;
}

/** Whether something of this owner is the caller's. */
export const isOwner = (context: AppContext, ownerId: string | undefined): boolean =>
  ownerId !== undefined && context.get("caller")?.userId === ownerId;

/**
 * The caller, where a path names them: what is under `/users/{userId}` and not public is its owner's alone. Anybody
 * else's is answered like one that does not exist, an admin's question too: theirs goes through `/admin`.
 */
export function requireOwnUser(context: AppContext, userId: string): SignedIn {
  const caller = requireSignedIn(context);
  if (isOwner(context, resolveUserId(context, userId))) return caller;
  throw notFound("user");
}

/** What a query found for its owner; another's is answered like one that does not exist. */
export function requireFound<Row>(row: Row | null | undefined, what: string): Row {
  if (row === null || row === undefined) throw notFound(what);
  return row;
}

/** Refuses whoever can see something but neither owns it nor may manage everybody's; what they change is written down. */
export function requireOwner(
  context: AppContext,
  thing: {
    readonly id: string;
    readonly ownerId: string;
    readonly what: string;
    readonly orPermission: Permission;
  },
): void {
  if (isOwner(context, thing.ownerId)) return;
  if (isPermitted(context, thing.orPermission)) {
    context.set("overseen", { subjectType: thing.what, subjectId: thing.id });
    return;
  }
  throw new Problem("forbidden", `This is not your ${thing.what}.`);
}
