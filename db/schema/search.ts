import { customType, index, pgTable, text } from "drizzle-orm/pg-core";

/** The words of a row as full-text search knows them; computed by Postgres, never read. */
export const searchDocument = customType<{ data: string; driverData: string }>({
  dataType: () => "tsvector",
});

/** What was written is in the index at once: with a list of what is pending, every search would read that list first. */
export const searchIndexOptions = { fastupdate: false };

/**
 * Every word of letters that stands in a product, as it is searched for: what a mistyped word may
 * have meant. Kept by a trigger. Not unique on purpose: two writers that bring the same new word do not wait for each
 * other, and whoever reads takes a word once. Words nobody uses any more stay; they find nothing.
 */
export const searchVocabulary = pgTable("search_vocabulary", { word: text("word").notNull() }, (table) => [
  index("search_vocabulary_similar_index").using("gin", table.word.op("gin_trgm_ops")),
  index("search_vocabulary_prefix_index").on(table.word.op("text_pattern_ops")),
]);
