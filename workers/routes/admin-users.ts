import { disableUser, enableUser } from "../../contract/http/admin-users.ts";
import { revokeAllApiKeys } from "../../db/queries/api-keys.ts";
import { setUserDisabled } from "../../db/queries/users.ts";
import { forgetCached } from "../cache/isolate.ts";
import { tagsOfPersonChange } from "../cache/tags.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { auditAccount } from "./account-audit.ts";
import { endAllSignIns, endApiKeys } from "./live-sockets.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountAdminUsers(parts: Interface): void {
  mount(parts, disableUser, async (context, { params, body }) => {
    const { userId: actorId } = requireSignedIn(context);
    // The last admin must not be able to shut everybody out, themselves included.
    if (params.id === actorId) throw new Problem("conflict", "Nobody disables their own account.");
    const { database } = context.get("postgres");
    if (!(await setUserDisabled(database, params.id, new Date()))) throw notFound("user");
    await forgetCached(context, tagsOfPersonChange(params.id));
    await endAllSignIns(context, { userId: params.id, reason: "disabled" });
    await endApiKeys(context, params.id, await revokeAllApiKeys(database, params.id, new Date()));
    const { reason } = body;
    await auditAccount(context, { actorId, action: "user.disabled", userId: params.id, details: { reason } });
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
