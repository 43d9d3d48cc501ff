import { describe, expect, it } from "vitest";

import type { CategoryRecord } from "../../../contract/http/categories.ts";
import { listParents, orderTree } from "./order-tree.ts";

const make = (id: string, parentId: string | null): CategoryRecord => ({
  id,
  parentId,
  slug: id,
  name: id,
  description: "",
  imageUrl: null,
  sortOrder: 0,
  isActive: true,
});
const lines = orderTree([
  make("cards", null),
  make("watches", null),
  make("pocket", "watches"),
  make("graded", "cards"),
  make("holo", "graded"),
]);
const idsOf = (some: typeof lines) => some.map(({ category }) => category.id);

describe("the tree of categories", () => {
  it("has each below its parent", () => {
    expect(lines.map(({ category, depth }) => [category.id, depth])).toEqual([
      ["cards", 0],
      ["graded", 1],
      ["holo", 2],
      ["watches", 0],
      ["pocket", 1],
    ]);
  });

  it.each<[string | undefined, string[]]>([
    ["cards", ["watches", "pocket"]],
    ["graded", ["cards", "watches", "pocket"]],
    ["pocket", ["cards", "graded", "holo", "watches"]],
    [undefined, ["cards", "graded", "holo", "watches", "pocket"]],
  ])("%s can hang below others, and not below itself", (id, parents) => {
    expect(idsOf(listParents(lines, id))).toEqual(parents);
  });
});
