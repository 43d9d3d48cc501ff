import { amountMinor } from "../room/common.ts";
import { z } from "../zod.ts";
import { moment, sellingCurrency } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

const tag = "Wallet";

const balance = z
  .object({
    currency: z.string(),
    heldMinor: z.int().meta({ description: "Of paid orders, not released yet" }),
    availableMinor: z.int().meta({
      description: "May be paid out; below zero it is owed, from a refund after the payout",
    }),
    inTransitMinor: z.int().meta({ description: "Taken out for payouts that have not left yet" }),
    creditMinor: z.int().meta({ description: "Of a buyer: a refund that could not be sent" }),
    payoutMinimumMinor: z.int().meta({ description: "The least that is paid out at once" }),
  })
  .meta({ id: "WalletBalance" });

const release = z
  .object({
    orderId: z.string(),
    title: z.string(),
    currency: z.string(),
    amountMinor: z.int(),
    releasesAt: moment,
    reason: z.enum(["handed-over", "delivered", "not-scanned", "disputed", "lost", "not-shipped"]),
  })
  .meta({ id: "NextRelease", description: "Money of an order that will become its seller's by itself" });

export const payoutAccount = z
  .object({
    provider: z.string(),
    country: z.string(),
    canBePaid: z.boolean().meta({ description: "False until the provider knows who its owner is" }),
    createdAt: moment,
  })
  .meta({ id: "PayoutAccount" });
export type PayoutAccount = z.infer<typeof payoutAccount>;

const wallet = z
  .object({
    balances: z.array(balance),
    nextReleases: z.array(release).meta({ description: "The soonest first, twenty at most" }),
    payoutAccount: payoutAccount.nullable(),
  })
  .meta({ id: "Wallet" });
export type Wallet = z.infer<typeof wallet>;

export const readWallet = endpoint({
  name: "readWallet",
  method: "get",
  path: "/wallet",
  tag,
  summary: "What one has with us, in each currency, and when more of it can be paid out",
  access: "signed-in",
  scope: "wallet:read",
  data: wallet,
});

const payoutStatus = z.enum(["pending", "in_transit", "paid", "failed"]);

export const payout = z
  .object({
    id: z.string(),
    status: payoutStatus,
    currency: z.string(),
    amountMinor: z.int(),
    provider: z.string(),
    createdAt: moment,
    paidAt: moment.nullable(),
    failedAt: moment.nullable(),
    failureCode: z.string().nullable(),
    waitingFor: z.enum(["provider-balance"]).nullable().meta({
      description:
        "Why a pending one was not sent yet: the provider does not hold as much that is free to be sent",
    }),
  })
  .meta({ id: "Payout" });
export type Payout = z.infer<typeof payout>;

export const requestPayout = endpoint({
  name: "requestPayout",
  method: "post",
  path: "/wallet/payouts",
  tag,
  summary: "Have what is available paid out, all of it or a part",
  description: "Asks for a second factor in any case. What is on its way cannot be asked for again.",
  access: "payouts.manage-own",
  stepUp: "second-factor",
  body: z.strictObject({
    currency: sellingCurrency,
    amountMinor: amountMinor.optional().meta({ description: "Left out: all there is" }),
  }),
  data: payout,
  status: 201,
  idempotent: true,
  rate: "money",
  refusals: [
    "balance_too_low",
    "payout_too_small",
    "payout_account_missing",
    "payout_account_unfinished",
    "mfa_required",
  ],
});

export const listPayouts = endpoint({
  name: "listPayouts",
  method: "get",
  path: "/wallet/payouts",
  tag,
  summary: "Own payouts, latest first",
  access: "signed-in",
  scope: "wallet:read",
  query: z.strictObject(pageQuery),
  data: z.array(payout),
  paged: true,
});

export const readPayoutAccount = endpoint({
  name: "readPayoutAccount",
  method: "get",
  path: "/wallet/account",
  tag,
  summary: "Where one is paid; null before there is an account",
  access: "signed-in",
  scope: "wallet:read",
  data: payoutAccount.nullable(),
});

export const openPayoutAccount = endpoint({
  name: "openPayoutAccount",
  method: "post",
  path: "/wallet/account",
  tag,
  summary: "Open an account to be paid to, or go on with one that is unfinished",
  description:
    "Answers where the provider asks who one is and where the money goes; the address is good for minutes. Asks for a second factor in any case, as whoever gets there decides who is paid.",
  access: "payouts.manage-own",
  stepUp: "second-factor",
  body: z.strictObject({
    country: z.string().regex(/^[A-Z]{2}$/u, "is not an ISO 3166 code of two letters"),
  }),
  data: z.object({ url: z.url(), account: payoutAccount }),
  rate: "money",
  refusals: ["mfa_required"],
});
