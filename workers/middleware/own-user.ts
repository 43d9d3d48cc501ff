import type { AppContext, SignedIn } from "../environment.ts";
import { requireSignedIn } from "./authenticate.ts";
import { notFound } from "./problem.ts";

/** The person a path names; `me` is whoever calls. */
export function resolveUserId(context: AppContext, userId: string): string {
  return userId === "me" ? requireSignedIn(context).userId : userId;
}

/**
 * The caller, where a path names them: what is under `/users/{userId}` and not public is its owner's alone. Anybody
 * else's is answered like one that does not exist, an admin's question too: theirs goes through `/admin`.
 */
export function requireOwnUser(context: AppContext, userId: string): SignedIn {
  const caller = requireSignedIn(context);
  if (resolveUserId(context, userId) === caller.userId) return caller;
  throw notFound("user");
}
