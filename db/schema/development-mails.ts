import { index, pgTable, text } from "drizzle-orm/pg-core";
import { moment, primaryId } from "./columns.ts";

/** The mailbox of development, where every mail ends up instead of at its reader. Empty anywhere else. */
export const developmentMails = pgTable(
  "development_mails",
  {
    id: primaryId(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    sentAt: moment("sent_at").notNull(),
  },
  (table) => [
    index("development_mails_sent_at_index").on(table.sentAt, table.id),
    index("development_mails_recipient_index").on(table.recipient, table.sentAt, table.id),
  ],
);
