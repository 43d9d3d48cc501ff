import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, isText, primaryId } from "./columns.ts";
import { users } from "./users.ts";

/**
 * Who vouches for whom: an OpenID Connect provider's name for a person. Issuer and subject together never change and are
 * never given to somebody else; an e-mail address may be both, so it decides nothing here and is kept to be shown.
 * CASCADE: ways into an account, not history.
 */
export const userIdentities = pgTable(
  "user_identities",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    provider: text("provider").notNull(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    email: text("email"),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("user_identities_subject_unique").on(table.issuer, table.subject),
    index("user_identities_user_id_index").on(table.userId, table.id),
    check("user_identities_provider_check", isText(table.provider, 1, 40)),
    check("user_identities_issuer_check", isText(table.issuer, 1, 255)),
    check("user_identities_subject_check", isText(table.subject, 1, 255)),
    check("user_identities_email_check", isText(table.email, 3, 254)),
  ],
);
