import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, isOneOf, isText, moment, primaryId } from "./columns.ts";
import { users } from "./users.ts";

export const picturePurposes = ["avatar", "picture", "video"] as const;
export type PicturePurpose = (typeof picturePurposes)[number];

/**
 * Pictures and videos people uploaded; their files are in object storage under this id. The row is there before the first
 * file and goes after the last, so whatever crashes in between, no file is ever without a row that leads the sweep to it.
 * SET NULL: a picture whose owner is gone must still be found and removed.
 */
export const pictures = pgTable(
  "pictures",
  {
    id: primaryId(),
    ownerId: uuid("owner_id").references(() => users.id, { onDelete: "set null" }),
    purpose: text("purpose", { enum: picturePurposes }).notNull(),
    /** What its uploader announced; of a portrait, which comes with its request, nothing. */
    contentType: text("content_type"),
    byteSize: integer("byte_size"),
    /** When its content was found to be what it should be; null: nothing may show it. */
    completedAt: moment("completed_at"),
    /** Of a picture as it stands upright, noted before its files are stored: their names follow from it. */
    widthPx: integer("width_px"),
    heightPx: integer("height_px"),
    /** A few pixels of it as a data URI. */
    placeholder: text("placeholder"),
    /** When a lot took it: the room's public log names it from then on, so it stays for good. */
    keptAt: moment("kept_at"),
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
    check("pictures_byte_size_check", sql`${table.byteSize} > 0`),
    check("pictures_size_check", sql`${table.widthPx} > 0 and ${table.heightPx} > 0`),
    check("pictures_placeholder_check", isText(table.placeholder, 1, 2_000)),
    check(
      "pictures_completed_check",
      sql`${table.purpose} <> 'picture' or ${table.completedAt} is null or ${table.widthPx} is not null`,
    ),
    check("pictures_kept_check", sql`${table.keptAt} is null or ${table.discardAt} is null`),
  ],
);
