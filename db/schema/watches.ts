import { check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, isOneOf, primaryId } from "./columns.ts";
import { users } from "./users.ts";

export const watchKinds = ["product", "auction", "lot"] as const;
export type WatchKind = (typeof watchKinds)[number];

/**
 * What somebody keeps an eye on. CASCADE on the person: nobody else looks there. No foreign key on what is watched: it may
 * go away, and is then not on the list any more.
 */
export const watches = pgTable(
  "watches",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: watchKinds }).notNull(),
    subjectId: uuid("subject_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("watches_subject_unique").on(table.userId, table.kind, table.subjectId),
    index("watches_user_index").on(table.userId, table.createdAt, table.id),
    index("watches_subject_index").on(table.subjectId),
    check("watches_kind_check", isOneOf(table.kind, watchKinds)),
  ],
);
