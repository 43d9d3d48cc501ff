import { and, asc, desc, eq, gt, lte, sql } from "drizzle-orm";
import type { Database, DatabaseClient } from "../database.ts";
import { products } from "../schema/catalogue.ts";
import { savedSearches } from "../schema/saved-searches.ts";
import { users } from "../schema/users.ts";
import { writeAccountNotice } from "./account-notices.ts";
import { computeCondition } from "./product-filter.ts";
import { findSearchQuery } from "./search-query.ts";

/** Products that a letter names of one search. */
const namedMax = 5;
const day = sql`interval '1 day'`;

/** People with a search that is due, the longest waiting first. */
export async function listDueSearchers(
  database: Database,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<string[]> {
  const rows = await database
    .selectDistinct({ userId: savedSearches.userId })
    .from(savedSearches)
    .where(
      sql`${savedSearches.userId} in (
        select user_id from saved_searches where notify and next_look_at <= ${at.toISOString()}::timestamptz
        order by next_look_at limit ${limit})`,
    );
  return rows.map(({ userId }) => userId);
}

/**
 * Looks for what came up for all of somebody's searches and writes one letter of it, in one transaction with how far they
 * were told: a second run finds nothing left. True when there is a letter.
 */
export async function writeSearchDigest(
  { transact }: DatabaseClient,
  { userId, at }: { readonly userId: string; readonly at: Date },
): Promise<boolean> {
  return transact(async (transaction) => {
    const due = await transaction
      .select()
      .from(savedSearches)
      .where(and(eq(savedSearches.userId, userId), eq(savedSearches.notify, true)))
      .orderBy(asc(savedSearches.createdAt), asc(savedSearches.id))
      .for("update");
    const isDue = due.some(({ nextLookAt }) => nextLookAt <= at);
    if (!isDue) return false;
    const parts: string[] = [];
    for (const search of due) {
      const titles = await listNew(transaction, search, at);
      if (titles.length === 0) continue;
      const lines = titles.slice(0, namedMax).map(({ title, id }) => `- ${title}: {origin}/products/${id}`);
      if (titles.length > namedMax) lines.push("- and more");
      const end = `  No more about this search: {origin}/unsubscribe?token=${search.unsubscribeToken}`;
      parts.push([`${search.name}:`, ...lines, end].join("\n"));
    }
    await transaction
      .update(savedSearches)
      .set({ toldUntil: at, nextLookAt: sql`${at.toISOString()}::timestamptz + ${day}` })
      .where(and(eq(savedSearches.userId, userId), eq(savedSearches.notify, true)));
    if (parts.length === 0) return false;
    await writeAccountNotice(transaction, {
      userId,
      kind: "search-digest",
      about: at.toISOString(),
      details: { text: parts.join("\n\n") },
      at,
    });
    return true;
  });
}

async function listNew(
  database: Database,
  { filter: { q, ...filter }, toldUntil, userId }: typeof savedSearches.$inferSelect,
  at: Date,
): Promise<{ readonly id: string; readonly title: string }[]> {
  const query = q === undefined ? undefined : await findSearchQuery(database, q);
  if (q !== undefined && query === undefined) return [];
  return database
    .select({ id: products.id, title: products.title })
    .from(products)
    .innerJoin(users, eq(users.id, products.sellerId))
    .where(
      and(
        computeCondition({ ...filter, status: "active" }, query),
        gt(products.activatedAt, toldUntil),
        lte(products.activatedAt, at),
        sql`${users.disabledAt} is null and ${products.sellerId} <> ${userId}`,
      ),
    )
    .orderBy(desc(products.activatedAt), desc(products.id))
    .limit(namedMax + 1);
}
