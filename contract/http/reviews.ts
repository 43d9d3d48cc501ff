import { reviewLimits } from "../../domain/trust/review.ts";
import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { entityId, idParams, moment, nothing, optionalText } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery, wholeNumberParameter } from "./page.ts";
import { sellerParams } from "./sellers.ts";

const rating = z.int().min(reviewLimits.ratingMin).max(reviewLimits.ratingMax);

export const review = z
  .object({
    id: z.string(),
    author: z.string().meta({ description: "The buyer's name, all but its first letter hidden" }),
    title: z.string().meta({ description: "Of the lot that was bought" }),
    auctionId: z.string(),
    productId: z.string().nullable(),
    rating,
    text: z.string(),
    createdAt: moment,
    editedAt: moment.nullable(),
    answer: z.string().nullable().meta({ description: "The seller's" }),
    answeredAt: moment.nullable(),
  })
  .meta({ id: "Review" });
export type Review = z.infer<typeof review>;

/** As its two parties see it. */
const orderReview = review
  .extend({
    orderId: z.string(),
    editableUntil: moment,
    hiddenAt: moment.nullable(),
    hiddenReason: z.string().nullable().meta({ description: "Why the house shows it to nobody else" }),
  })
  .meta({ id: "OrderReview" });
export type OrderReview = z.infer<typeof orderReview>;

const tag = "Reviews";
const reviewBody = z.object({ rating, text: optionalText(reviewLimits.textLengthMax).default("") });

export const writeReview = endpoint({
  name: "writeReview",
  method: "post",
  path: "/orders/{id}/review",
  tag,
  summary: "Review what arrived",
  description: "Its buyer's, once, for 90 days after delivery. It can be changed for 14 days.",
  access: "signed-in",
  params: idParams,
  body: reviewBody,
  data: orderReview,
  status: 201,
  idempotent: true,
  refusals: ["not_found", "order_state", "review_window_closed", "already_reviewed"],
});

export const readReview = endpoint({
  name: "readReview",
  method: "get",
  path: "/orders/{id}/review",
  tag,
  summary: "The review of an order, for its buyer and its seller",
  access: "signed-in",
  scope: "orders:read",
  params: idParams,
  data: orderReview,
  refusals: ["not_found"],
});

export const editReview = endpoint({
  name: "editReview",
  method: "put",
  path: "/orders/{id}/review",
  tag,
  summary: "Change one's review",
  access: "signed-in",
  params: idParams,
  body: reviewBody,
  data: orderReview,
  refusals: ["not_found", "review_window_closed", "review_hidden"],
});

export const answerReview = endpoint({
  name: "answerReview",
  method: "post",
  path: "/orders/{id}/review/answer",
  tag,
  summary: "Answer a review, once",
  description: "Its seller's.",
  access: "signed-in",
  params: idParams,
  body: z.object({ text: humanText(reviewLimits.answerLengthMax) }),
  data: orderReview,
  status: 201,
  idempotent: true,
  refusals: ["not_found", "already_answered", "review_hidden"],
});

export const listReviews = endpoint({
  name: "listReviews",
  method: "get",
  path: "/sellers/{seller}/reviews",
  tag,
  summary: "What buyers said of a seller, latest first",
  access: "public",
  scope: "catalogue:read",
  params: sellerParams,
  query: z.strictObject({
    ...pageQuery,
    productId: entityId.optional(),
    rating: wholeNumberParameter(reviewLimits.ratingMin, reviewLimits.ratingMax).optional(),
  }),
  data: z.array(review),
  paged: true,
  refusals: ["auth_required", "not_found"],
});

export const hideReview = endpoint({
  name: "hideReview",
  method: "post",
  path: "/admin/reviews/{id}/hide",
  tag: "Admin",
  summary: "Show a review to nobody but its parties, and count it no more",
  access: "content.moderate",
  params: idParams,
  body: z.object({ reason: humanText(reviewLimits.reasonLengthMax) }),
  data: nothing,
  refusals: ["not_found"],
});

export const showReview = endpoint({
  name: "showReview",
  method: "post",
  path: "/admin/reviews/{id}/show",
  tag: "Admin",
  summary: "Show a hidden review again",
  access: "content.moderate",
  params: idParams,
  data: nothing,
  refusals: ["not_found"],
});
