import { asc, eq, type SQL, sql } from "drizzle-orm";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { categories } from "../schema/catalogue.ts";
import { type Change, isEmptyChange } from "./change.ts";
import { isViolation } from "./constraints.ts";
import { hasId, isUuid } from "./ids.ts";

const categoryColumns = {
  id: categories.id,
  parentId: categories.parentId,
  name: categories.name,
  slug: categories.slug,
  description: categories.description,
  imageUrl: categories.imageUrl,
  sortOrder: categories.sortOrder,
  isActive: categories.isActive,
};

export type Category = {
  readonly [Name in keyof typeof categoryColumns]: (typeof categories.$inferSelect)[Name];
};

export interface CategoryNode extends Category {
  readonly children: readonly CategoryNode[];
}

export interface CategoryInput {
  readonly parentId?: string | null | undefined;
  readonly name: string;
  readonly slug: string;
  readonly description?: string | undefined;
  readonly imageUrl?: string | null | undefined;
  readonly sortOrder?: number | undefined;
  readonly isActive?: boolean | undefined;
}

/** `parent_invalid`: no such category, or one below the category itself. `too_deep`: the tree has five levels. */
export type CategoryRefusal = "slug_taken" | "parent_invalid" | "too_deep";

/** The active categories as a tree; what hangs below an inactive one is left out with it. Some hundred rows at most. */
export async function listCategoryTree(database: Database): Promise<CategoryNode[]> {
  return computeTree(await listRows(database, eq(categories.isActive, true)), null);
}

/** All of them, for who looks after the tree. */
export const listAllCategories = (database: Database): Promise<Category[]> => listRows(database);

const listRows = (database: Database, condition?: SQL): Promise<Category[]> =>
  database
    .select(categoryColumns)
    .from(categories)
    .where(condition)
    .orderBy(asc(categories.sortOrder), asc(categories.name), asc(categories.id))
    .limit(2_000);

function computeTree(rows: readonly Category[], parentId: string | null): CategoryNode[] {
  return rows
    .filter((row) => row.parentId === parentId)
    .map((row) => ({ ...row, children: computeTree(rows, row.id) }));
}

async function findCategory(database: Database, categoryId: string): Promise<Category | undefined> {
  const [found] = await database
    .select(categoryColumns)
    .from(categories)
    .where(hasId(categories.id, categoryId));
  return found;
}

export async function createCategory(
  database: Database,
  input: CategoryInput,
): Promise<Result<Category, CategoryRefusal>> {
  const { parentId } = input;
  if (!isPossibleParent(parentId)) return refuse("parent_invalid");
  if (typeof parentId === "string" && (await countAbove(database, parentId)) >= depthMax)
    return refuse("too_deep");
  return refuseViolations(async () => {
    const [created] = await database.insert(categories).values(input).returning(categoryColumns);
    return accept(must(created, "an insert returns its row"));
  });
}

/** Undefined when there is no such category. Moving one below itself is refused: the tree would lose the whole branch. */
export async function updateCategory(
  { database, transact }: DatabaseClient,
  categoryId: string,
  change: Change<CategoryInput>,
): Promise<Result<Category | undefined, CategoryRefusal>> {
  if (isEmptyChange(change)) return accept(await findCategory(database, categoryId));
  const { parentId } = change;
  if (!isPossibleParent(parentId)) return refuse("parent_invalid");
  return refuseViolations(() =>
    transact(async (transaction) => {
      // Two moves at once could each be right and make a ring together, so they go one after the other.
      if (parentId !== undefined)
        await transaction.execute(sql`lock table ${categories} in share row exclusive mode`);
      if (typeof parentId === "string") {
        if (await isWithin(transaction, parentId, categoryId)) return refuse("parent_invalid");
        const depth =
          (await countAbove(transaction, parentId)) + (await countLevels(transaction, categoryId));
        if (depth > depthMax) return refuse("too_deep");
      }
      const [updated] = await transaction
        .update(categories)
        .set(change)
        .where(hasId(categories.id, categoryId))
        .returning(categoryColumns);
      return accept(updated);
    }),
  );
}

/** Levels of the tree; a shop with more has lost its visitors. */
const depthMax = 5;

/** How many levels there are down to a category, itself included. */
async function countAbove(database: Database, categoryId: string): Promise<number> {
  const { rows } = await database.execute<{ readonly levels: number }>(sql`
    with recursive above as (
      select id, parent_id from categories where ${hasId(categories.id, categoryId)}
      union
      select parent.id, parent.parent_id from categories parent join above on above.parent_id = parent.id
    )
    select count(*)::int as levels from above`);
  return must(rows[0], "an aggregate has a row").levels;
}

/** How many levels hang at a category, itself included. */
async function countLevels(database: Database, categoryId: string): Promise<number> {
  const { rows } = await database.execute<{ readonly levels: number }>(sql`
    with recursive below as (
      select id, 1 as level from categories where ${hasId(categories.id, categoryId)}
      union
      select child.id, below.level + 1 from categories child join below on child.parent_id = below.id
    )
    select coalesce(max(level), 0)::int as levels from below`);
  return must(rows[0], "an aggregate has a row").levels;
}

/** `not_empty` while it has products, deleted ones too, or categories below it: the foreign keys say so. */
export async function deleteCategory(
  database: Database,
  categoryId: string,
): Promise<Result<boolean, "not_empty">> {
  try {
    const deleted = await database
      .delete(categories)
      .where(hasId(categories.id, categoryId))
      .returning({ id: categories.id });
    return accept(deleted.length > 0);
  } catch (error) {
    if (isViolation(error, "foreignKey")) return refuse("not_empty");
    throw error;
  }
}

const isPossibleParent = (parentId: string | null | undefined): boolean =>
  typeof parentId !== "string" || isUuid(parentId);

/** Whether `categoryId` is `ancestorId` or below it. */
async function isWithin(database: Database, categoryId: string, ancestorId: string): Promise<boolean> {
  const { rows } = await database.execute<{ readonly within: boolean }>(sql`
    with recursive above as (
      select id, parent_id from categories where ${hasId(categories.id, categoryId)}
      union
      select parent.id, parent.parent_id from categories parent join above on above.parent_id = parent.id
    )
    select exists (select from above where id::text = ${ancestorId.toLowerCase()}) as within`);
  return must(rows[0], "a select without from has a row").within;
}

async function refuseViolations<Value>(
  write: () => Promise<Result<Value, CategoryRefusal>>,
): Promise<Result<Value, CategoryRefusal>> {
  try {
    return await write();
  } catch (error) {
    if (isViolation(error, "unique")) return refuse("slug_taken");
    if (isViolation(error, "foreignKey")) return refuse("parent_invalid");
    throw error;
  }
}
