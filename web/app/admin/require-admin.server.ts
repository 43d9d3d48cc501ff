import type { OwnProfile } from "../../../contract/http/users.ts";
import { hasPermission } from "../../../domain/access/permissions.ts";
import type { Permission } from "../../../domain/access/permissions.ts";
import type { PageApi } from "../api/api.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";

/** Somebody of the house who may do what a page is for; others are told there is nothing here. */
export async function requirePermission(
  api: PageApi,
  request: Request,
  permission: Permission,
): Promise<OwnProfile> {
  const profile = await requireOwnProfile(api, request);
  if (!hasPermission(profile.role, permission)) throw new Response(null, { status: 404 });
  return profile;
}
