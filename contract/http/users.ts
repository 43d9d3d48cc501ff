import { z } from "../zod.ts";
import { account } from "./accounts.ts";
import { entityId, moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** Somebody as others see them. */
const publicProfile = z
  .object({
    id: z.string(),
    displayName: z.string(),
    avatarUrl: z.string().nullable(),
    isSeller: z.boolean(),
    createdAt: moment,
  })
  .meta({ id: "PublicProfile" });

/** What one's own profile has besides; `bidding` says what is still missing before one may bid (rule B1). */
export const ownProfile = publicProfile
  .extend({
    email: account.shape.email,
    role: account.shape.role,
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    phone: z.string().nullable(),
    bidding: z.object({ hasPaymentMethod: z.boolean(), hasAddress: z.boolean() }),
  })
  .meta({ id: "OwnProfile" });
export type OwnProfile = z.infer<typeof ownProfile>;

export const readProfile = endpoint({
  name: "readProfile",
  method: "get",
  path: "/users/{userId}/profile",
  tag: "Users",
  summary: "A profile",
  description:
    "`me` stands for the caller. One's own has the e-mail address and what is missing before one may bid.",
  access: "public",
  params: z.object({ userId: z.union([z.literal("me"), entityId]) }),
  data: z.union([ownProfile, publicProfile]),
  refusals: ["auth_required", "not_found"],
});
