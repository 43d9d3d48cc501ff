import { pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";
import { userSessions } from "./user-sessions.ts";

/**
 * Where a sign-in went in: the rooms whose sockets are closed when it ends. No foreign key to the auction: a room is
 * there before its projection. CASCADE: it means nothing without the sign-in.
 */
export const sessionRooms = pgTable(
  "session_rooms",
  {
    sessionId: uuid("session_id")
      .notNull()
      .references(() => userSessions.id, { onDelete: "cascade" }),
    auctionId: uuid("auction_id").notNull(),
    joinedAt: moment("joined_at").notNull(),
  },
  (table) => [primaryKey({ name: "session_rooms_pkey", columns: [table.sessionId, table.auctionId] })],
);
