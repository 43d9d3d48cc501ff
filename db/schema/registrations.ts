import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, smallint, unique, uuid } from "drizzle-orm/pg-core";
import { auctions } from "./auctions.ts";
import { amountMinor, isAmount, isBps, isTotal, moment } from "./columns.ts";
import { users } from "./users.ts";

/**
 * A bidder's paddle in one auction (rule B1), with the terms they bid on. The only place that ties a paddle to a person.
 * RESTRICT both ways: the paddles of a public log must stay resolvable for as long as its orders may be disputed.
 */
export const registrations = pgTable(
  "registrations",
  {
    auctionId: uuid("auction_id")
      .notNull()
      .references(() => auctions.id, { onDelete: "restrict" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    paddle: integer("paddle").notNull(),
    limitMinor: amountMinor("limit_minor"),
    shippingMinor: amountMinor("shipping_minor").notNull(),
    /** Of every lot after the first, which travels with it (rule P9); null: as much as the first. */
    additionalShippingMinor: amountMinor("additional_shipping_minor"),
    taxBps: smallint("tax_bps").notNull(),
    registeredAt: moment("registered_at").notNull(),
    blockedAt: moment("blocked_at"),
  },
  (table) => [
    primaryKey({ name: "registrations_pkey", columns: [table.auctionId, table.userId] }),
    unique("registrations_paddle_unique").on(table.auctionId, table.paddle),
    index("registrations_user_id_index").on(table.userId, table.registeredAt),
    check("registrations_paddle_check", sql`${table.paddle} > 0`),
    check("registrations_limit_check", isAmount(table.limitMinor)),
    check("registrations_shipping_check", isTotal(table.shippingMinor)),
    check("registrations_additional_shipping_check", isTotal(table.additionalShippingMinor)),
    check("registrations_tax_bps_check", isBps(table.taxBps)),
  ],
);
