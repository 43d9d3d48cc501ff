import { humanText } from "../room/common.ts";
import { sellerLimits } from "../../domain/trust/seller.ts";
import { z } from "../zod.ts";
import { auctionSummary } from "./auctions.ts";
import { countryCode, entityId, idParams, moment, optionalText, pictureUrl } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { product } from "./products.ts";
import { slug } from "./seller-applications.ts";

const tag = "Sellers";

/** Whose shop: by its address or the seller's id, `me` for one's own. */
export const sellerParams = z.object({ seller: z.union([z.literal("me"), entityId, slug]) });

/** What a shop says of itself. */
const shopWords = z.object({
  shopName: z.string(),
  slug: z.string().nullable().meta({ description: "Null until its seller has chosen one" }),
  about: z.string(),
  country: z.string().nullable(),
  bannerUrl: z.string().nullable(),
  policies: z.object({ returns: z.string(), shipping: z.string(), payments: z.string() }),
});

const marks = z
  .object({
    isVerified: z.boolean().meta({ description: "The house has looked at who they are" }),
    isTrusted: z.boolean().meta({ description: "The house releases their money at hand-over" }),
  })
  .meta({ id: "SellerMarks" });

/** Exact, so that whoever shows an average makes it themselves. */
const ratingTally = z
  .object({ count: z.int(), sum: z.int() })
  .meta({ id: "RatingTally", description: "Stars of all reviews: their average is `sum / count`" });

/** A seller in a list. */
const sellerCard = z
  .object({
    id: z.string(),
    slug: z.string().nullable(),
    shopName: z.string(),
    avatarUrl: z.string().nullable(),
    marks,
    followerCount: z.int(),
    rating: ratingTally,
  })
  .meta({ id: "SellerCard" });

export const sellerProfile = shopWords
  .extend({
    id: z.string(),
    avatarUrl: z.string().nullable(),
    marks,
    memberSince: moment,
    rating: ratingTally,
    followerCount: z.int(),
  })
  .meta({ id: "SellerProfile" });
export type SellerProfile = z.infer<typeof sellerProfile>;

export const storefront = sellerProfile
  .extend({
    isFollowing: z.boolean().meta({ description: "Whether the caller follows them" }),
    products: z
      .array(product)
      .meta({ description: "The newest that are for sale; the rest at `/products?sellerId=`" }),
    auctions: z
      .object({
        live: z.array(auctionSummary),
        upcoming: z.array(auctionSummary),
        past: z.array(auctionSummary),
      })
      .meta({ description: "The first of each; the rest at `/auctions?sellerId=`" }),
  })
  .meta({ id: "Storefront" });
export type Storefront = z.infer<typeof storefront>;

export const readStorefront = endpoint({
  name: "readStorefront",
  method: "get",
  path: "/sellers/{seller}",
  tag,
  summary: "A seller's shop: what it says, sells and sold",
  description: "By its address (`slug`) or its seller's id; `me` stands for the caller.",
  access: "public",
  scope: "catalogue:read",
  params: sellerParams,
  data: storefront,
  refusals: ["auth_required", "not_found"],
});

export const readSellerCard = endpoint({
  name: "readSellerCard",
  method: "get",
  path: "/sellers/{seller}/card",
  tag,
  summary: "A seller in few words: name, marks, rating",
  access: "public",
  scope: "catalogue:read",
  params: sellerParams,
  data: sellerCard,
  refusals: ["auth_required", "not_found"],
});

export const readSellerProfile = endpoint({
  name: "readSellerProfile",
  method: "get",
  path: "/sellers/me/profile",
  tag,
  summary: "What one's own shop says",
  access: "auctions.manage-own",
  scope: "account:read",
  data: sellerProfile,
});

export const saveSellerProfile = endpoint({
  name: "saveSellerProfile",
  method: "put",
  path: "/sellers/me/profile",
  tag,
  summary: "Change what one's own shop says",
  description: "What is left out becomes empty; name and address are always there. Marks are the house's.",
  access: "auctions.manage-own",
  scope: "account:write",
  body: z.object({
    shopName: humanText(sellerLimits.shopNameLengthMax),
    slug,
    about: optionalText(sellerLimits.aboutLengthMax).default(""),
    country: countryCode.nullable().default(null),
    bannerUrl: pictureUrl.nullable().default(null),
    policies: z
      .object({
        returns: optionalText(sellerLimits.policyLengthMax).default(""),
        shipping: optionalText(sellerLimits.policyLengthMax).default(""),
        payments: optionalText(sellerLimits.policyLengthMax).default(""),
      })
      .default({ returns: "", shipping: "", payments: "" }),
  }),
  data: sellerProfile,
  refusals: ["slug_taken"],
});

export const markSeller = endpoint({
  name: "markSeller",
  method: "put",
  path: "/admin/sellers/{id}/marks",
  tag: "Admin",
  summary: "Give a shop the house's marks, or take them away",
  access: "sellers.admit",
  params: idParams,
  body: z.object({ isVerified: z.boolean(), isTrusted: z.boolean() }),
  data: sellerProfile,
  refusals: ["not_found"],
});

export const followSeller = endpoint({
  name: "followSeller",
  method: "put",
  path: "/sellers/{seller}/follow",
  tag,
  summary: "Follow a seller",
  description: "Again: no effect.",
  access: "signed-in",
  params: sellerParams,
  data: z.object({ isFollowing: z.boolean(), followerCount: z.int() }),
  refusals: ["not_found", "own_shop"],
});

export const unfollowSeller = endpoint({
  name: "unfollowSeller",
  method: "delete",
  path: "/sellers/{seller}/follow",
  tag,
  summary: "Follow a seller no more",
  access: "signed-in",
  params: sellerParams,
  data: z.object({ isFollowing: z.boolean(), followerCount: z.int() }),
  refusals: ["not_found"],
});

export const listFollowedSellers = endpoint({
  name: "listFollowedSellers",
  method: "get",
  path: "/sellers/followed",
  tag,
  summary: "Whom one follows, latest first",
  access: "signed-in",
  scope: "account:read",
  query: z.strictObject(pageQuery),
  data: z.array(sellerCard),
  paged: true,
});
