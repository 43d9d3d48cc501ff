import { listCategories } from "../../contract/http/categories.ts";
import { listCategoryTree } from "../../db/queries/categories.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountCategories(parts: Interface): void {
  mount(parts, listCategories, async (context) => ({
    data: await listCategoryTree(context.get("postgres").database),
    headers: { "Cache-Control": "public, max-age=60, stale-while-revalidate=300" },
  }));
}
