import { z } from "../zod.ts";
import { accountEvent } from "./activity.ts";
import { apiKey } from "./api-keys.ts";
import { address } from "./addresses.ts";
import { moment, nothing, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { identity } from "./identities.ts";
import { order } from "./orders.ts";
import { paymentMethod } from "./payment-methods.ts";
import { savedSearch } from "./saved-searches.ts";
import { sellerApplication } from "./seller-applications.ts";
import { blockedBidder } from "./seller-blocks.ts";
import { signIn } from "./sessions.ts";
import { ownProfile } from "./users.ts";
import { payout, payoutAccount } from "./wallet.ts";

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

const ownUpload = z.object({
  id: z.string(),
  purpose: z.string(),
  contentType: z.string().nullable(),
  byteSize: z.int().nullable(),
  createdAt: moment,
  completedAt: moment.nullable(),
});

const ownShop = z.object({
  shopName: z.string(),
  slug: z.string(),
  about: z.string(),
  country: z.string().nullable(),
  bannerUrl: z.string().nullable(),
  returnsPolicy: z.string(),
  shippingPolicy: z.string(),
  paymentsPolicy: z.string(),
  createdAt: moment,
});

const ownReview = z.object({
  id: z.string(),
  orderId: z.string(),
  rating: z.int(),
  text: z.string(),
  createdAt: moment,
  editedAt: moment.nullable(),
  hiddenAt: moment.nullable(),
  hiddenReason: z.string().nullable(),
});

const ownStrike = z.object({
  id: z.string(),
  orderId: z.string(),
  title: z.string(),
  createdAt: moment,
  expiresAt: moment,
  removedAt: moment.nullable(),
  appealStatus: z.string(),
  appeal: z.string().nullable(),
  decision: z.string().nullable(),
});

const ownReport = z.object({
  id: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  reason: z.string(),
  note: z.string(),
  createdAt: moment,
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
    uploads: z.array(ownUpload),
    sellerApplications: z.array(sellerApplication),
    shops: z.array(ownShop),
    payoutAccounts: z.array(payoutAccount),
    payouts: z.array(payout),
    reviews: z.array(ownReview),
    strikes: z.array(ownStrike),
    disputeMessages: z.array(
      z.object({ id: z.string(), disputeId: z.string(), text: z.string(), at: moment }),
    ),
    watches: z.array(z.object({ kind: z.string(), subjectId: z.string(), createdAt: moment })),
    savedSearches: z.array(savedSearch),
    following: z.array(z.object({ sellerId: z.string(), createdAt: moment })),
    blockedBidders: z.array(blockedBidder),
    reports: z.array(ownReport),
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
