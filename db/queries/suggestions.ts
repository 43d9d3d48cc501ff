import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { categories, products } from "../schema/catalogue.ts";
import { users } from "../schema/users.ts";
import { toBeginningPattern } from "./like.ts";
import { hasWords } from "./product-filter.ts";
import { findSearchQuery } from "./search-query.ts";

/** Of each kind. */
const suggestionsMax = 5;
/** Products that are compared for the most looked at; see `rankedMax` of the list. */
const comparedMax = 500;

export interface Suggestions {
  readonly products: { readonly id: string; readonly title: string; readonly imageUrl: string | null }[];
  readonly categories: { readonly slug: string; readonly name: string }[];
  readonly sellers: { readonly id: string; readonly name: string }[];
}

/** What somebody who began to type may be looking for. */
export async function listSuggestions(database: Database, text: string): Promise<Suggestions> {
  const [found, named, sold] = await Promise.all([
    suggestProducts(database, text),
    suggestCategories(database, text),
    suggestSellers(database, text),
  ]);
  return { products: found, categories: named, sellers: sold };
}

async function suggestProducts(database: Database, text: string): Promise<Suggestions["products"]> {
  const query = await findSearchQuery(database, text);
  if (query === undefined) return [];
  const compared = database
    .select({ id: products.id })
    .from(products)
    .where(and(isNull(products.deletedAt), eq(products.status, "active"), hasWords(products.document, query)))
    .orderBy(desc(products.createdAt), desc(products.id))
    .limit(comparedMax)
    .as("compared");
  return database
    .select({
      id: products.id,
      title: products.title,
      imageUrl: sql<string | null>`${products.images} -> 0 ->> 'url'`,
    })
    .from(compared)
    .innerJoin(products, eq(products.id, compared.id))
    .innerJoin(users, eq(users.id, products.sellerId))
    .where(isNull(users.disabledAt))
    .orderBy(
      sql`ts_rank('{0, 0.1, 0.4, 1}', ${products.document}, ${query}::tsquery) desc`,
      desc(products.viewCount),
      desc(products.id),
    )
    .limit(suggestionsMax);
}

/** By a word that begins like it, or a name that is nearly it; some hundred rows at most. */
function suggestCategories(database: Database, text: string): Promise<Suggestions["categories"]> {
  const begins = sql`to_search_words(${categories.name}) ~* ('\\m' || to_search_words(${text}))`;
  const isSimilar = sql`word_similarity(${text}, ${categories.name}) >= 0.5`;
  return database
    .select({ slug: categories.slug, name: categories.name })
    .from(categories)
    .where(
      and(eq(categories.isActive, true), sql`to_search_words(${text}) <> '' and (${begins} or ${isSimilar})`),
    )
    .orderBy(sql`${begins} desc`, categories.sortOrder, categories.name, categories.id)
    .limit(suggestionsMax);
}

/** The same of sellers, by the trigram index of their names. */
function suggestSellers(database: Database, text: string): Promise<Suggestions["sellers"]> {
  const beginning = toBeginningPattern(text);
  return database
    .select({ id: users.id, name: users.displayName })
    .from(users)
    .where(
      and(
        eq(users.role, "seller"),
        isNull(users.deletedAt),
        isNull(users.disabledAt),
        sql`(${users.displayName} ilike ${beginning} or ${users.displayName} ilike ${`% ${beginning}`}
          or ${users.displayName} % ${text})`,
      ),
    )
    .orderBy(sql`similarity(${users.displayName}, ${text}) desc`, users.displayName, users.id)
    .limit(suggestionsMax);
}
