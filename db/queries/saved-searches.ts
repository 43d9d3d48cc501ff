import { and, eq, sql } from "drizzle-orm";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { type SavedFilter, savedSearches } from "../schema/saved-searches.ts";
import { type Change, isEmptyChange } from "./change.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

/** What one may save: all of them are looked at for one letter. */
const savedSearchesMax = 20;

const columns = {
  id: savedSearches.id,
  name: savedSearches.name,
  filter: savedSearches.filter,
  notify: savedSearches.notify,
  createdAt: savedSearches.createdAt,
};
export type SavedSearch = {
  readonly [Name in keyof typeof columns]: (typeof savedSearches.$inferSelect)[Name];
};

const keyset: Keyset = {
  name: "saved-searches",
  columns: [savedSearches.createdAt, savedSearches.id],
  descending: true,
};

export async function listSavedSearches(
  database: Database,
  userId: string,
  request: PageRequest,
): Promise<Result<Page<SavedSearch>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await database
    .select(columns)
    .from(savedSearches)
    .where(and(hasId(savedSearches.userId, userId), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.createdAt, row.id]));
}

export interface SavedSearchInput {
  readonly userId: string;
  readonly name: string;
  readonly filter: SavedFilter;
  readonly notify: boolean;
  readonly unsubscribeToken: string;
  readonly at: Date;
}

/** The same search saved again is the one there was, under its new name: two would tell of everything twice. */
export async function saveSearch(
  database: Database,
  { at, ...input }: SavedSearchInput,
): Promise<Result<SavedSearch, "list_full">> {
  const { userId, filter, name, notify } = input;
  const [known] = await database
    .update(savedSearches)
    .set({
      name,
      notify,
      // Whoever had ended its letters hears of what comes from now on.
      toldUntil: sql`case when ${savedSearches.notify} then ${savedSearches.toldUntil} else ${at.toISOString()} end`,
    })
    .where(and(eq(savedSearches.userId, userId), eq(savedSearches.filter, filter)))
    .returning(columns);
  if (known !== undefined) return accept(known);
  const [counted] = await database
    .select({ count: sql<number>`count(*)::int` })
    .from(savedSearches)
    .where(eq(savedSearches.userId, userId));
  if (must(counted, "an aggregate has a row").count >= savedSearchesMax) return refuse("list_full");
  const [saved] = await database
    .insert(savedSearches)
    .values({ ...input, toldUntil: at, nextLookAt: sql`${at.toISOString()}::timestamptz + interval '1 day'` })
    .returning(columns);
  return accept(must(saved, "an insert returns its row"));
}

interface SearchOfUser {
  readonly id: string;
  readonly userId: string;
}
const isOwn = ({ id, userId }: SearchOfUser) =>
  and(hasId(savedSearches.id, id), hasId(savedSearches.userId, userId));

/** Undefined when they have no such search. Whoever wants to hear of it again hears of what comes from now on. */
export async function updateSavedSearch(
  database: Database,
  search: SearchOfUser,
  { at, ...change }: Change<Pick<SavedSearchInput, "name" | "notify">> & { readonly at: Date },
): Promise<SavedSearch | undefined> {
  const [found] = isEmptyChange(change)
    ? await database.select(columns).from(savedSearches).where(isOwn(search))
    : await database
        .update(savedSearches)
        .set({ ...change, ...(change.notify === true ? { toldUntil: at } : {}) })
        .where(isOwn(search))
        .returning(columns);
  return found;
}

export async function deleteSavedSearch(database: Database, search: SearchOfUser): Promise<boolean> {
  const deleted = await database
    .delete(savedSearches)
    .where(isOwn(search))
    .returning({ id: savedSearches.id });
  return deleted.length > 0;
}

export async function unsubscribeSearch(database: Database, token: string): Promise<void> {
  await database
    .update(savedSearches)
    .set({ notify: false })
    .where(eq(savedSearches.unsubscribeToken, token));
}
