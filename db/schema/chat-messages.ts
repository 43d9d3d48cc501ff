import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { roomRoles } from "../../domain/room/command.ts";
import { auctions } from "./auctions.ts";
import { isOneOf, isText, moment } from "./columns.ts";
import { users } from "./users.ts";

const chatMessageTypes = ["text", "image", "system"] as const;

/**
 * What was said in a room. The name and role are copies: a line shows who the author was then.
 * RESTRICT on the auction; CASCADE on the sender: when an account is really erased, its words go with it.
 */
export const chatMessages = pgTable(
  "chat_messages",
  {
    /** The room's own id of the message. */
    id: uuid("id").primaryKey(),
    auctionId: uuid("auction_id")
      .notNull()
      .references(() => auctions.id, { onDelete: "restrict" }),
    senderId: uuid("sender_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    displayName: text("display_name").notNull(),
    role: text("role", { enum: roomRoles }).notNull(),
    type: text("type", { enum: chatMessageTypes }).notNull().default("text"),
    text: text("text").notNull(),
    at: moment("at").notNull(),
    /** A removed line stays for moderation and is shown to nobody else. */
    removedAt: moment("removed_at"),
    removedBy: uuid("removed_by").references(() => users.id, { onDelete: "set null" }),
  },
  (table) => [
    index("chat_messages_auction_index").on(table.auctionId, table.at, table.id),
    index("chat_messages_sender_index").on(table.senderId, table.at),
    index("chat_messages_removed_by_index").on(table.removedBy),
    check("chat_messages_role_check", isOneOf(table.role, roomRoles)),
    check("chat_messages_type_check", isOneOf(table.type, chatMessageTypes)),
    check("chat_messages_text_check", isText(table.text, 1, 500)),
  ],
);
