import type { Category } from "../../../contract/http/categories.ts";

/** What each category of a tree is called, by the word that stands for it in addresses. */
export const listCategoryNames = (tree: readonly Category[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    tree.flatMap(({ slug, name, children }) => [
      [slug, name],
      ...Object.entries(listCategoryNames(children)),
    ]),
  );
