import { redirect } from "@remix-run/cloudflare";

import type { OwnProfile } from "../../../contract/http/users.ts";
import { readProfile } from "../../../contract/http/users.ts";
import { hasPermission } from "../../../domain/access/permissions.ts";
import type { PageApi } from "./api.server.ts";
import { attempt } from "./attempt.ts";

/** The reader's own profile; undefined when they are not signed in. */
export async function findOwnProfile(api: PageApi): Promise<OwnProfile | undefined> {
  if (!api.mayBeSignedIn) return undefined;
  const result = await attempt(api.call(readProfile, { params: { userId: "me" } }));
  return result.ok && "email" in result.value ? result.value : undefined;
}

/** The reader's own profile, or a redirect to where they sign in and come back from. */
export async function requireOwnProfile(api: PageApi, request: Request): Promise<OwnProfile> {
  const profile = await findOwnProfile(api);
  if (profile) return profile;
  throw redirectToLogin(request);
}

/** A seller's profile; others are told there is nothing here. */
export async function requireSeller(api: PageApi, request: Request): Promise<OwnProfile> {
  const profile = await requireOwnProfile(api, request);
  if (!hasPermission(profile.role, "auctions.manage-own")) throw new Response(null, { status: 404 });
  return profile;
}

function redirectToLogin(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  return redirect(`/login?to=${encodeURIComponent(pathname + search)}`);
}
