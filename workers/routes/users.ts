import { editProfile, readProfile } from "../../contract/http/users.ts";
import type { OwnProfile } from "../../contract/http/users.ts";
import { findBiddingMeans } from "../../db/queries/bidder-terms.ts";
import { findUser, updateProfile } from "../../db/queries/users.ts";
import type { User } from "../../db/queries/users.ts";
import { hasPermission } from "../../domain/access/permissions.ts";
import { must } from "../../domain/result.ts";
import { forgetCached } from "../cache/isolate.ts";
import { cacheTags, tagsOfPersonChange } from "../cache/tags.ts";
import type { AppContext } from "../environment.ts";
import { isPermitted } from "../middleware/authenticate.ts";
import { isOwner, requireFound, requireOwnUser, resolveUserId } from "../middleware/ownership.ts";
import { notFound } from "../middleware/problem.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

const toPublicProfile = (user: User) => ({
  id: user.id,
  displayName: user.displayName,
  avatarUrl: user.avatarUrl,
  isSeller: hasPermission(user.role, "products.manage-own"),
  createdAt: user.createdAt.toISOString(),
});

/** A profile as its owner sees it. */
export async function toOwnProfile(context: AppContext, user: User): Promise<OwnProfile> {
  const { email, role, firstName, lastName, phone, locale } = user;
  const emailVerified = user.emailVerifiedAt !== null;
  const bidding = await findBiddingMeans(context.get("postgres").database, user.id);
  const names = { firstName, lastName, phone, locale };
  return { ...toPublicProfile(user), email, emailVerified, role, ...names, bidding };
}

export function mountUsers(parts: Interface): void {
  mount(
    parts,
    readProfile,
    async (context, { params }) => {
      const userId = resolveUserId(context, params.userId);
      const user = requireFound(await findUser(context.get("postgres").database, userId), "user");
      if (isOwner(context, userId)) return { data: await toOwnProfile(context, user) };
      // Whoever was shut out is gone for all but those who did it; nobody is told of it.
      if (user.disabledAt !== null && !isPermitted(context, "accounts.manage")) throw notFound("user");
      return { data: toPublicProfile(user) };
    },
    {
      cache: {
        kindOf: ({ params }) => (params.userId === "me" ? null : "profile"),
        tagsOf: ({ id }) => [cacheTags.person(id)],
      },
    },
  );
  mount(parts, editProfile, async (context, { params, body }) => {
    const { userId } = requireOwnUser(context, params.userId);
    const changed = await updateProfile(context.get("postgres").database, userId, body);
    await forgetCached(context, tagsOfPersonChange(userId));
    return { data: await toOwnProfile(context, must(changed, "a live session has its user")) };
  });
}
