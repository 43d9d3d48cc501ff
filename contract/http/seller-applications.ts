import { humanText } from "../room/common.ts";
import { applicationStatuses, isReservedSlug, sellerLimits, slugForm } from "../../domain/trust/seller.ts";
import { z } from "../zod.ts";
import { countryCode, entityId, idParams, moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

/** A shop's name in addresses: `/sellers/<slug>`. */
export const slug = z
  .string()
  .min(sellerLimits.slugLengthMin)
  .max(sellerLimits.slugLengthMax)
  .regex(slugForm, "has lower-case letters and digits, with single hyphens between them")
  .refine((text) => !isReservedSlug(text), "is kept for the house");

export const sellerApplication = z
  .object({
    id: z.string(),
    status: z.enum(applicationStatuses),
    shopName: z.string(),
    slug: z.string(),
    about: z.string(),
    country: z.string().meta({ description: "ISO 3166-1 alpha-2" }),
    goods: z.string().meta({ description: "What they mean to sell" }),
    agreedAt: moment,
    reason: z.string().nullable().meta({ description: "Why it was rejected" }),
    decidedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: "SellerApplication" });
export type SellerApplication = z.infer<typeof sellerApplication>;

const tag = "Sellers";

export const applyToSell = endpoint({
  name: "applyToSell",
  method: "post",
  path: "/sellers/applications",
  tag,
  summary: "Ask to sell",
  description:
    "One open application each; after a rejection one may ask again. Needs a confirmed e-mail address. An approval gives " +
    "the role `seller`: tokens one has work as a seller's within half a minute, and the next refreshed one says so.",
  access: "signed-in",
  body: z.object({
    shopName: humanText(sellerLimits.shopNameLengthMax),
    slug,
    about: humanText(sellerLimits.aboutLengthMax),
    country: countryCode,
    goods: humanText(sellerLimits.goodsLengthMax).meta({ description: "What one means to sell" }),
    agreesToPolicies: z
      .literal(true, "has to be true")
      .meta({ description: "To the policies for sellers; the moment is kept" }),
  }),
  data: sellerApplication,
  status: 201,
  idempotent: true,
  refusals: ["email_unverified", "application_open", "already_seller", "slug_taken"],
});

export const readOwnApplication = endpoint({
  name: "readOwnApplication",
  method: "get",
  path: "/sellers/applications/me",
  tag,
  summary: "How one's latest application stands",
  access: "signed-in",
  data: sellerApplication,
  refusals: ["not_found"],
});

/** As the house sees it. */
const reviewedApplication = sellerApplication
  .extend({
    applicant: z.object({
      id: z.string(),
      displayName: z.string(),
      email: z.string(),
      memberSince: moment,
      isDisabled: z.boolean(),
    }),
    decidedBy: entityId.nullable(),
  })
  .meta({ id: "ReviewedSellerApplication" });

export const listApplications = endpoint({
  name: "listSellerApplications",
  method: "get",
  path: "/admin/seller-applications",
  tag: "Admin",
  summary: "Applications of a state, the one that waits longest first",
  access: "sellers.admit",
  query: z.strictObject({ ...pageQuery, status: z.enum(applicationStatuses).default("pending") }),
  data: z.array(reviewedApplication),
  paged: true,
});

export const approveApplication = endpoint({
  name: "approveSellerApplication",
  method: "post",
  path: "/admin/seller-applications/{id}/approve",
  tag: "Admin",
  summary: "Let an applicant sell",
  description: "They become a seller, get a shop by the name they asked for, and are told by mail.",
  access: "sellers.admit",
  params: idParams,
  data: sellerApplication,
  idempotent: true,
  refusals: ["not_found", "application_decided", "slug_taken"],
});

export const rejectApplication = endpoint({
  name: "rejectSellerApplication",
  method: "post",
  path: "/admin/seller-applications/{id}/reject",
  tag: "Admin",
  summary: "Turn an applicant down, saying why",
  access: "sellers.admit",
  params: idParams,
  body: z.object({ reason: humanText(sellerLimits.reasonLengthMax) }),
  data: sellerApplication,
  idempotent: true,
  refusals: ["not_found", "application_decided"],
});
