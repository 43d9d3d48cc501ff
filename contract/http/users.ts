import { locales } from "../../domain/locale.ts";
import { z } from "../zod.ts";
import { account } from "./accounts.ts";
import { displayName, moment, optionalText, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { order, orderFilter } from "./orders.ts";

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
    emailVerified: account.shape.emailVerified,
    role: account.shape.role,
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    phone: z.string().nullable(),
    locale: z.enum(locales).nullable(),
    bidding: z.object({ hasPaymentMethod: z.boolean(), hasAddress: z.boolean() }),
  })
  .meta({ id: "OwnProfile" });
export type OwnProfile = z.infer<typeof ownProfile>;

const tag = "Users";
const userParams = z.object({ userId });

export const readProfile = endpoint({
  name: "readProfile",
  method: "get",
  path: "/users/{userId}/profile",
  tag,
  summary: "A profile",
  description:
    "`me` stands for the caller. One's own has the e-mail address and what is missing before one may bid.",
  access: "public",
  scope: "account:read",
  params: userParams,
  data: z.union([ownProfile, publicProfile]),
  refusals: ["auth_required", "not_found"],
});

export const editProfile = endpoint({
  name: "editProfile",
  method: "put",
  path: "/users/{userId}/profile",
  tag,
  summary: "Change one's own profile",
  description: "What is left out becomes empty; the name others see is always there.",
  access: "signed-in",
  scope: "account:write",
  params: userParams,
  body: z.object({
    displayName,
    firstName: optionalText(60).nullable().default(null),
    lastName: optionalText(60).nullable().default(null),
    phone: optionalText(40).nullable().default(null),
    /** Whose habits numbers, amounts and dates follow; null: what the browser asks for. */
    locale: z.enum(locales).nullable().default(null),
  }),
  data: ownProfile,
  refusals: ["not_found"],
});

export const listUserOrders = endpoint({
  name: "listUserOrders",
  method: "get",
  path: "/users/{userId}/orders",
  tag,
  summary: "One's own orders, latest first",
  description: "The same list as `/orders`.",
  access: "signed-in",
  scope: "orders:read",
  params: userParams,
  query: orderFilter,
  data: z.array(order),
  paged: true,
  refusals: ["not_found"],
});
