import { z } from "../zod.ts";
import { accountEvent } from "./activity.ts";
import { apiKey } from "./api-keys.ts";
import { address } from "./addresses.ts";
import { moment, nothing, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { identity } from "./identities.ts";
import { order } from "./orders.ts";
import { paymentMethod } from "./payment-methods.ts";
import { signIn } from "./sessions.ts";
import { ownProfile } from "./users.ts";

/** A bid with what its bidder alone is told: the amount it was good for, once the log has opened it. */
const ownBid = z.object({
  auctionId: z.string(),
  lotId: z.string(),
  bidId: z.string(),
  paddle: z.int(),
  priceMinor: z.int().nullable(),
  revealedAmountMinor: z.int().nullable(),
  auto: z.boolean(),
  at: moment,
});

const ownPaddle = z.object({
  auctionId: z.string(),
  paddle: z.int(),
  limitMinor: z.int().nullable(),
  shippingMinor: z.int(),
  taxBps: z.int(),
  registeredAt: moment,
  blockedAt: moment.nullable(),
});

const ownMessage = z.object({
  id: z.string(),
  auctionId: z.string(),
  displayName: z.string(),
  text: z.string(),
  at: moment,
  removedAt: moment.nullable(),
});

const ownAuction = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  status: z.string(),
  currency: z.string(),
  scheduledStart: moment,
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
});

const ownProduct = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  status: z.string(),
  currency: z.string(),
  startingPriceMinor: z.int(),
  reservePriceMinor: z.int().nullable(),
  buyNowPriceMinor: z.int().nullable(),
  createdAt: moment,
  deletedAt: moment.nullable(),
});

/** Everything that is kept about a person, apart from secrets, which nobody can read back. */
export const accountExport = z
  .object({
    exportedAt: moment,
    profile: ownProfile,
    secondFactors: z.object({
      hasPassword: z.boolean(),
      hasTotp: z.boolean(),
      hasPasskey: z.boolean(),
      recoveryCodesLeft: z.int(),
    }),
    signIns: z.array(signIn.omit({ isCurrent: true })),
    identities: z.array(identity),
    passkeys: z.array(z.object({ name: z.string(), createdAt: moment, lastUsedAt: moment.nullable() })),
    apiKeys: z.array(apiKey),
    spendingLimits: z.array(
      z.object({
        currency: z.string(),
        period: z.string(),
        limitMinor: z.int().nullable(),
        nextLimitMinor: z.int().nullable(),
        nextAt: moment.nullable(),
      }),
    ),
    addresses: z.array(address),
    paymentMethods: z.array(paymentMethod),
    bought: z.array(order),
    sold: z.array(order),
    paddles: z.array(ownPaddle),
    bids: z.array(ownBid),
    messages: z.array(ownMessage),
    auctions: z.array(ownAuction),
    products: z.array(ownProduct),
    activity: z.array(accountEvent),
  })
  .meta({ id: "AccountExport" });

const tag = "Users";
const params = z.object({ userId });

export const exportAccount = endpoint({
  name: "exportAccount",
  method: "get",
  path: "/users/{userId}/export",
  tag,
  summary: "Everything kept about oneself, as one file",
  description:
    "Sent as it is read, so an answer that ends early is no valid JSON: ask again. Who the other side of a sale was is in " +
    "it by display name only, and no amount that is still hidden.",
  access: "signed-in",
  stepUp: "recent",
  params,
  data: accountExport,
  refusals: ["not_found", "rate_limited"],
});

export const deleteAccount = endpoint({
  name: "deleteAccount",
  method: "delete",
  path: "/users/{userId}",
  tag,
  summary: "Delete one's account, for good",
  description:
    "Refused with `obligations_open` while anything is under way: an order that is not done, an auction of one's own that " +
    "is scheduled or live, a bid that may still win; `details` counts them. Otherwise sign-ins, keys, factors, addresses, " +
    "cards and the picture go, and what others rely on (orders, bids, what was said in a room) stays without a name. The " +
    "e-mail address is free for a new account.",
  access: "signed-in",
  stepUp: "recent",
  params,
  body: z.object({
    confirm: z.string().max(254).meta({ description: "One's own e-mail address, typed again" }),
  }),
  data: nothing,
  refusals: ["not_found", "obligations_open", "last_admin", "rate_limited"],
});
