import * as contract from "../../contract/http/reviews.ts";
import type { OrderReview, Review } from "../../contract/http/reviews.ts";
import type { InterfaceErrorCode } from "../../contract/http/errors.ts";
import * as queries from "../../db/queries/reviews.ts";
import { findOrder } from "../../db/queries/orders.ts";
import { must } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import { maskName, reviewLimits } from "../../domain/trust/review.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { describeRequest } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";
import { requireSeller } from "./sellers.ts";

const toReview = (row: queries.Review): Review => ({
  id: row.id,
  author: maskName(row.buyerName),
  title: row.title,
  auctionId: row.auctionId,
  productId: row.productId,
  rating: row.rating,
  text: row.text,
  createdAt: row.createdAt.toISOString(),
  editedAt: row.editedAt?.toISOString() ?? null,
  answer: row.answer,
  answeredAt: row.answeredAt?.toISOString() ?? null,
});

const toOrderReview = (row: queries.Review): OrderReview => ({
  ...toReview(row),
  orderId: row.orderId,
  editableUntil: new Date(row.createdAt.getTime() + reviewLimits.editMs).toISOString(),
  hiddenAt: row.hiddenAt?.toISOString() ?? null,
  hiddenReason: row.hiddenReason,
});

const messages = {
  order_state: "Only what has arrived can be reviewed.",
  review_window_closed: "It is too late for that.",
  already_reviewed: "You reviewed this order before.",
  already_answered: "You answered this review before.",
  review_hidden: "This review was hidden and stays as it is.",
} as const satisfies Partial<Record<InterfaceErrorCode, string>>;

function requireDone(result: Result<void, "not_found" | keyof typeof messages>, what: string): void {
  if (result.ok) return;
  if (result.refusal === "not_found") throw notFound(what);
  throw new Problem(result.refusal, messages[result.refusal]);
}

const readBack = async (context: AppContext, orderId: string) => {
  const found = await queries.findReview(context.get("postgres").database, orderId);
  return { data: toOrderReview(must(found, "it was just written")) };
};

export function mountReviews(parts: Interface): void {
  mount(parts, contract.writeReview, async (context, { params, body }) => {
    const { userId: buyerId } = requireSignedIn(context);
    const input = { orderId: params.id, buyerId, ...body, at: new Date() };
    requireDone(await queries.writeReview(context.get("postgres").database, input), "order");
    return readBack(context, params.id);
  });
  mount(parts, contract.readReview, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const order = requireFound(await findOrder(database, params.id), "order");
    if (order.buyerId !== userId && order.sellerId !== userId) throw notFound("order");
    return { data: toOrderReview(requireFound(await queries.findReview(database, order.id), "review")) };
  });
  mount(parts, contract.editReview, async (context, { params, body }) => {
    const { userId: buyerId } = requireSignedIn(context);
    const input = { orderId: params.id, buyerId, ...body, at: new Date() };
    requireDone(await queries.editReview(context.get("postgres").database, input), "review");
    return readBack(context, params.id);
  });
  mount(parts, contract.answerReview, async (context, { params, body }) => {
    const { userId: sellerId } = requireSignedIn(context);
    const answer = { orderId: params.id, sellerId, text: body.text, at: new Date() };
    requireDone(await queries.answerReview(context.get("postgres").database, answer), "review");
    return readBack(context, params.id);
  });
  mount(parts, contract.listReviews, async (context, { params, query }) => {
    const { id: sellerId } = await requireSeller(context, params.seller);
    const { productId, rating, ...request } = query;
    const filter = { sellerId, productId, rating };
    return requirePage(
      await queries.listReviews(context.get("postgres").database, filter, request),
      toReview,
    );
  });
  mount(parts, contract.hideReview, (context, { params, body }) => moderate(context, params.id, body.reason));
  mount(parts, contract.showReview, (context, { params }) => moderate(context, params.id, null));
}

async function moderate(context: AppContext, reviewId: string, reason: string | null) {
  const { userId: moderatorId } = requireSignedIn(context);
  const request = describeRequest(context);
  const moderation = { reviewId, moderatorId, reason, at: new Date(), request };
  if ((await queries.moderateReview(context.get("postgres"), moderation)) === undefined)
    throw notFound("review");
  return { data: null };
}
