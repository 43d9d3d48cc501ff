import { sql } from "drizzle-orm";
import { check, index, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, isText, moment, primaryId, updatedAt } from "./columns.ts";
import { orders } from "./orders.ts";
import { products } from "./catalogue.ts";
import { users } from "./users.ts";

/**
 * What a buyer thought of what arrived: at most one for each order. RESTRICT on order, seller and buyer, as on the order: who
 * leaves loses their name, not what they said. SET NULL on the product: the order's lot has the title.
 */
export const reviews = pgTable(
  "reviews",
  {
    id: primaryId(),
    orderId: uuid("order_id")
      .notNull()
      .unique("reviews_order_unique")
      .references(() => orders.id, { onDelete: "restrict" }),
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    buyerId: uuid("buyer_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    productId: uuid("product_id").references(() => products.id, { onDelete: "set null" }),
    rating: smallint("rating").notNull(),
    text: text("text").notNull(),
    editedAt: moment("edited_at"),
    /** The seller's one answer. */
    answer: text("answer"),
    answeredAt: moment("answered_at"),
    /** Hidden by the house: shown to nobody but its two parties, and not counted. */
    hiddenAt: moment("hidden_at"),
    hiddenBy: uuid("hidden_by"),
    hiddenReason: text("hidden_reason"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("reviews_seller_index")
      .on(table.sellerId, table.createdAt, table.id)
      .where(sql`${table.hiddenAt} is null`),
    index("reviews_buyer_index").on(table.buyerId, table.createdAt, table.id),
    index("reviews_product_index")
      .on(table.productId, table.createdAt, table.id)
      .where(sql`${table.hiddenAt} is null`),
    check("reviews_rating_check", sql`${table.rating} between 1 and 5`),
    check("reviews_text_check", isText(table.text, 0, 2_000)),
    check("reviews_answer_check", isText(table.answer, 1, 2_000)),
    check("reviews_answered_check", sql`(${table.answer} is null) = (${table.answeredAt} is null)`),
    check("reviews_hidden_reason_check", isText(table.hiddenReason, 1, 500)),
    check("reviews_hidden_check", sql`(${table.hiddenAt} is null) = (${table.hiddenReason} is null)`),
    check("reviews_parties_check", sql`${table.buyerId} <> ${table.sellerId}`),
  ],
);
