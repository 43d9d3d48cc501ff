import { check, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { limitPeriods } from "../../domain/trust/self-limit.ts";
import {
  amountMinor,
  createdAt,
  currencyCode,
  isAmount,
  isCurrency,
  isOneOf,
  moment,
  updatedAt,
} from "./columns.ts";
import { users } from "./users.ts";

/**
 * The limits somebody set themselves (rule B5), for one auction and for all of them together. What `limit_minor` says holds
 * until `next_at`, from then on `next_limit_minor` does; null is none. CASCADE: one person's own.
 */
export const selfLimits = pgTable(
  "self_limits",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    currency: currencyCode().notNull(),
    period: text("period", { enum: limitPeriods }).notNull(),
    limitMinor: amountMinor("limit_minor"),
    nextLimitMinor: amountMinor("next_limit_minor"),
    nextAt: moment("next_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ name: "self_limits_pkey", columns: [table.userId, table.currency, table.period] }),
    check("self_limits_currency_check", isCurrency(table.currency)),
    check("self_limits_period_check", isOneOf(table.period, limitPeriods)),
    check("self_limits_limit_check", isAmount(table.limitMinor)),
    check("self_limits_next_limit_check", isAmount(table.nextLimitMinor)),
    check("self_limits_next_check", sql`${table.nextAt} is not null or ${table.nextLimitMinor} is null`),
  ],
);
