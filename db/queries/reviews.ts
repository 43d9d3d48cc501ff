import { and, eq, isNull, sql } from "drizzle-orm";
import { accept, refuse, type Result } from "../../domain/result.ts";
import { checkReviewable, isEditable, type ReviewRefusal } from "../../domain/trust/review.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { lots } from "../schema/lots.ts";
import { orders } from "../schema/orders.ts";
import { reviews } from "../schema/reviews.ts";
import { users } from "../schema/users.ts";
import { type AuditEntry, recordAudit } from "./audit.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

const reviewColumns = {
  id: reviews.id,
  orderId: reviews.orderId,
  sellerId: reviews.sellerId,
  buyerId: reviews.buyerId,
  buyerName: users.displayName,
  auctionId: orders.auctionId,
  productId: reviews.productId,
  title: lots.title,
  rating: reviews.rating,
  text: reviews.text,
  createdAt: reviews.createdAt,
  editedAt: reviews.editedAt,
  answer: reviews.answer,
  answeredAt: reviews.answeredAt,
  hiddenAt: reviews.hiddenAt,
  hiddenReason: reviews.hiddenReason,
};

const selectReviews = (database: Database) =>
  database
    .select(reviewColumns)
    .from(reviews)
    .innerJoin(orders, eq(orders.id, reviews.orderId))
    .innerJoin(lots, eq(lots.id, orders.lotId))
    .innerJoin(users, eq(users.id, reviews.buyerId))
    .$dynamic();

export type Review = Awaited<ReturnType<typeof selectReviews>>[number];

/** The review of an order, whoever asks: who may see the order may see it. */
export async function findReview(database: Database, orderId: string): Promise<Review | undefined> {
  const [found] = await selectReviews(database).where(hasId(reviews.orderId, orderId));
  return found;
}

const keyset: Keyset = { name: "reviews", columns: [reviews.createdAt, reviews.id], descending: true };

export interface ReviewFilter {
  readonly sellerId: string;
  readonly productId?: string | undefined;
  readonly rating?: number | undefined;
}

/** What everybody may read about a seller, latest first. */
export async function listReviews(
  database: Database,
  { sellerId, productId, rating }: ReviewFilter,
  request: PageRequest,
): Promise<Result<Page<Review>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectReviews(database)
    .where(
      and(
        hasId(reviews.sellerId, sellerId),
        isNull(reviews.hiddenAt),
        productId === undefined ? undefined : hasId(reviews.productId, productId),
        rating === undefined ? undefined : eq(reviews.rating, rating),
        behind.value,
      ),
    )
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.createdAt, row.id]));
}

export interface ReviewInput {
  readonly orderId: string;
  readonly buyerId: string;
  readonly rating: number;
  readonly text: string;
  readonly at: Date;
}

/** Keeps what a buyer thought. Of two at once the order's unique key takes one. */
export async function writeReview(
  database: Database,
  input: ReviewInput,
): Promise<Result<void, "not_found" | "already_reviewed" | ReviewRefusal>> {
  const { orderId, buyerId, rating, text, at } = input;
  const [order] = await database
    .select({
      id: orders.id,
      sellerId: orders.sellerId,
      productId: orders.productId,
      deliveredAt: orders.deliveredAt,
    })
    .from(orders)
    .where(and(hasId(orders.id, orderId), eq(orders.buyerId, buyerId)));
  if (order === undefined) return refuse("not_found");
  const refusal = checkReviewable({ deliveredAtMs: order.deliveredAt?.getTime() ?? null }, at.getTime());
  if (refusal !== null) return refuse(refusal);
  const { sellerId, productId } = order;
  const made = await database
    .insert(reviews)
    .values({ orderId: order.id, sellerId, buyerId, productId, rating, text, createdAt: at })
    .onConflictDoNothing()
    .returning({ id: reviews.id });
  return made.length === 0 ? refuse("already_reviewed") : accept(undefined);
}

/** Changes one's own review. The moment it was written never moves, so neither does the end of its window. */
export async function editReview(
  database: Database,
  input: ReviewInput,
): Promise<Result<void, "not_found" | "review_hidden" | "review_window_closed">> {
  const { orderId, buyerId, rating, text, at } = input;
  const found = await findReview(database, orderId);
  if (found === undefined || found.buyerId !== buyerId) return refuse("not_found");
  if (!isEditable(found.createdAt.getTime(), at.getTime())) return refuse("review_window_closed");
  const changed = await database
    .update(reviews)
    .set({ rating, text, editedAt: at })
    .where(and(eq(reviews.id, found.id), isNull(reviews.hiddenAt)))
    .returning({ id: reviews.id });
  return changed.length === 0 ? refuse("review_hidden") : accept(undefined);
}

/** Keeps the seller's one answer. */
export async function answerReview(
  database: Database,
  answer: { readonly orderId: string; readonly sellerId: string; readonly text: string; readonly at: Date },
): Promise<Result<void, "not_found" | "already_answered" | "review_hidden">> {
  const { orderId, sellerId, text, at } = answer;
  const found = await findReview(database, orderId);
  if (found === undefined || found.sellerId !== sellerId) return refuse("not_found");
  const changed = await database
    .update(reviews)
    .set({ answer: text, answeredAt: at })
    .where(and(eq(reviews.id, found.id), isNull(reviews.answer), isNull(reviews.hiddenAt)))
    .returning({ id: reviews.id });
  if (changed.length > 0) return accept(undefined);
  return refuse(found.hiddenAt === null ? "already_answered" : "review_hidden");
}

export interface ReviewModeration {
  readonly reviewId: string;
  readonly moderatorId: string;
  /** Null shows it again. */
  readonly reason: string | null;
  readonly at: Date;
  readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
}

/** Hides a review or shows it again; the count of its seller follows. Undefined: there is none. */
export async function moderateReview(
  { transact }: DatabaseClient,
  { reviewId, moderatorId, reason, at, request }: ReviewModeration,
): Promise<{ readonly sellerId: string } | undefined> {
  return transact(async (transaction) => {
    const [before] = await transaction
      .select({ sellerId: reviews.sellerId, hiddenReason: reviews.hiddenReason })
      .from(reviews)
      .where(hasId(reviews.id, reviewId))
      .for("update");
    if (before === undefined) return undefined;
    const isHidden = reason !== null;
    await transaction
      .update(reviews)
      .set({
        hiddenAt: isHidden ? sql`coalesce(${reviews.hiddenAt}, ${at.toISOString()})` : null,
        hiddenBy: isHidden ? moderatorId : null,
        hiddenReason: reason,
      })
      .where(eq(reviews.id, reviewId));
    await recordAudit(transaction, {
      ...request,
      actorId: moderatorId,
      action: isHidden ? "review.hidden" : "review.shown",
      subjectType: "review",
      subjectId: reviewId,
      details: { before: { hiddenReason: before.hiddenReason }, after: { hiddenReason: reason } },
    });
    return { sellerId: before.sellerId };
  });
}
