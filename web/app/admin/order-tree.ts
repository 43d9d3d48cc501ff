import type { CategoryRecord } from "../../../contract/http/categories.ts";

export type CategoryLine = { readonly category: CategoryRecord; readonly depth: number };

/** Categories as one reads a tree: each below its parent, as deep as it hangs. The records come in the order of siblings. */
export function orderTree(
  categories: readonly CategoryRecord[],
  parentId: string | null = null,
  depth = 0,
): CategoryLine[] {
  return categories
    .filter((category) => category.parentId === parentId)
    .flatMap((category) => [{ category, depth }, ...orderTree(categories, category.id, depth + 1)]);
}

/** Those a category can hang below: not itself, and nothing below it. */
export function listParents(lines: readonly CategoryLine[], categoryId: string | undefined): CategoryLine[] {
  const at = lines.findIndex(({ category }) => category.id === categoryId);
  const own = lines[at];
  if (own === undefined) return [...lines];
  const below = lines.slice(at + 1);
  const end = below.findIndex(({ depth }) => depth <= own.depth);
  return [...lines.slice(0, at), ...(end === -1 ? [] : below.slice(end))];
}
