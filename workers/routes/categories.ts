import {
  createCategory,
  deleteCategory,
  editCategory,
  listAllCategories,
  listCategories,
} from "../../contract/http/categories.ts";
import { recordAudit } from "../../db/queries/audit.ts";
import * as queries from "../../db/queries/categories.ts";
import type { Result } from "../../domain/result.ts";
import { forgetCached } from "../cache/isolate.ts";
import { cacheTags } from "../cache/tags.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem, invalid, notFound } from "../middleware/problem.ts";
import { describeRequest } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountCategories(parts: Interface): void {
  mount(
    parts,
    listCategories,
    async (context) => ({
      data: await queries.listCategoryTree(context.get("postgres").database),
    }),
    {
      cache: {
        kindOf: () => "categories",
        tagsOf: () => [cacheTags.categories],
      },
    },
  );

  mount(parts, listAllCategories, async (context) => ({
    data: await queries.listAllCategories(context.get("postgres").database),
  }));

  mount(parts, createCategory, async (context, { body }) => {
    const created = requireAccepted(await queries.createCategory(context.get("postgres").database, body));
    await forgetCached(context, [cacheTags.categories]);
    await note(context, "category.created", created.id, body);
    return { data: created };
  });

  mount(parts, editCategory, async (context, { params, body }) => {
    const outcome = requireAccepted(await queries.updateCategory(context.get("postgres"), params.id, body));
    const updated = requireFound(outcome, "category");
    await forgetCached(context, [cacheTags.categories]);
    await note(context, "category.changed", updated.id, body);
    return { data: updated };
  });

  mount(parts, deleteCategory, async (context, { params }) => {
    const deleted = await queries.deleteCategory(context.get("postgres").database, params.id);
    if (!deleted.ok)
      throw new Problem("category_not_empty", "Move what is in it first: products, or categories below it.");
    if (!deleted.value) throw notFound("category");
    await forgetCached(context, [cacheTags.categories]);
    await note(context, "category.deleted", params.id);
    return { data: null };
  });
}

function requireAccepted<Value>(outcome: Result<Value, queries.CategoryRefusal>): Value {
  if (outcome.ok) return outcome.value;
  if (outcome.refusal === "slug_taken") throw new Problem("conflict", "Another category has this slug.");
  if (outcome.refusal === "too_deep")
    throw invalid("parentId", "too_deep", "has as many levels above it as the tree may have");
  throw invalid("parentId", "unknown", "is not a category this one can stand below");
}

const note = (
  context: AppContext,
  action: string,
  subjectId: string,
  details?: Readonly<Record<string, unknown>>,
): Promise<void> =>
  recordAudit(context.get("postgres").database, {
    actorId: requireSignedIn(context).userId,
    action,
    subjectType: "category",
    subjectId,
    ...describeRequest(context),
    details,
  });
