import { disableUser, enableUser } from "../../contract/http/admin-users.ts";
import { revokeAllApiKeys } from "../../db/queries/api-keys.ts";
import { setUserDisabled } from "../../db/queries/users.ts";
import { forgetCached } from "../cache/isolate.ts";
import { tagsOfPersonChange } from "../cache/tags.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { auditAccount } from "./account-audit.ts";
import { endAllSignIns, endApiKeys } from "./live-sockets.ts";
import type { AppContext } from "../environment.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountAdminUsers(parts: Interface): void {
  mount(parts, disableUser, async (context, { params, body }) => {
    const { userId: actorId } = requireSignedIn(context);
    // The last admin must not be able to shut everybody out, themselves included.
    if (params.id === actorId) throw new Problem("conflict", "Nobody disables their own account.");
    await disableAccount(context, { userId: params.id, reason: body.reason });
    return { data: null };
  });
  mount(parts, enableUser, async (context, { params }) => {
    const { userId: actorId } = requireSignedIn(context);
    if (!(await setUserDisabled(context.get("postgres").database, params.id, null))) throw notFound("user");
    await forgetCached(context, tagsOfPersonChange(params.id));
    await auditAccount(context, { actorId, action: "user.enabled", userId: params.id });
    return { data: null };
  });
}

/** Keeps an account out: no sign-in, key or socket of it is left. What it bid, bought and sold stands. */
export async function disableAccount(
  context: AppContext,
  { userId, reason }: { readonly userId: string; readonly reason: string },
): Promise<void> {
  const { userId: actorId } = requireSignedIn(context);
  const { database } = context.get("postgres");
  if (!(await setUserDisabled(database, userId, new Date()))) throw notFound("user");
  await forgetCached(context, tagsOfPersonChange(userId));
  await endAllSignIns(context, { userId, reason: "disabled" });
  await endApiKeys(context, userId, await revokeAllApiKeys(database, userId, new Date()));
  await auditAccount(context, { actorId, action: "user.disabled", userId, details: { reason } });
}
