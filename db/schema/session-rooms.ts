import { pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";
import { userSessions } from "./user-sessions.ts";

/**
 * Which rooms a sign-in has entered, so that the sockets of one that ends can be found. Written on the way in, by the
 * Worker: the projection's registrations come later and know bidders only. CASCADE: means nothing without the sign-in.
 * No foreign key to auctions: a room may be entered before its row was projected.
 */
export const sessionRooms = pgTable(
  "session_rooms",
  {
    sessionId: uuid("session_id")
      .notNull()
      .references(() => userSessions.id, { onDelete: "cascade" }),
    auctionId: uuid("auction_id").notNull(),
    enteredAt: moment("entered_at").notNull(),
  },
  (table) => [primaryKey({ name: "session_rooms_pkey", columns: [table.sessionId, table.auctionId] })],
);
