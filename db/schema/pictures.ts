import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, isOneOf, moment, primaryId } from "./columns.ts";
import { users } from "./users.ts";

export const picturePurposes = ["avatar"] as const;
export type PicturePurpose = (typeof picturePurposes)[number];

/**
 * Pictures people uploaded; their files are in object storage under this id. The row is there before the first file and
 * goes after the last, so whatever crashes in between, no file is ever without a row that leads the sweep to it.
 * SET NULL: a picture whose owner is gone must still be found and removed.
 */
export const pictures = pgTable(
  "pictures",
  {
    id: primaryId(),
    ownerId: uuid("owner_id").references(() => users.id, { onDelete: "set null" }),
    purpose: text("purpose", { enum: picturePurposes }).notNull(),
    /** From when the sweep removes it; null while something shows it. */
    discardAt: moment("discard_at"),
    createdAt: createdAt(),
  },
  (table) => [
    index("pictures_owner_index").on(table.ownerId, table.purpose),
    index("pictures_discard_at_index")
      .on(table.discardAt, table.id)
      .where(sql`${table.discardAt} is not null`),
    check("pictures_purpose_check", isOneOf(table.purpose, picturePurposes)),
  ],
);
