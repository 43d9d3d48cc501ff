import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { entityId, idParams, nothing, optionalText, pictureUrl } from "./common.ts";
import { endpoint } from "./endpoint.ts";

const categoryFields = {
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  imageUrl: z.string().nullable(),
};

/** A category with those under it. */
export interface Category {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly children: readonly Category[];
}

const category: z.ZodType<Category> = z
  .object({
    ...categoryFields,
    get children(): z.ZodReadonly<z.ZodArray<z.ZodType<Category>>> {
      return z.array(category).readonly();
    },
  })
  .meta({ id: "Category" });

export const listCategories = endpoint({
  name: "listCategories",
  method: "get",
  path: "/categories",
  tag: "Catalogue",
  summary: "The tree of categories",
  access: "public",
  scope: "catalogue:read",
  data: z.array(category),
});

/** A category by itself, as admins set it up. */
const categoryRecord = z
  .object({
    ...categoryFields,
    parentId: z.string().nullable(),
    sortOrder: z.int(),
    isActive: z.boolean(),
  })
  .meta({ id: "CategoryRecord" });

export type CategoryRecord = z.infer<typeof categoryRecord>;

export const listAllCategories = endpoint({
  name: "listAllCategories",
  method: "get",
  path: "/admin/categories",
  tag: "Admin",
  summary: "Every category by itself, those that were retired too",
  description: "In the order of the tree's levels: by `sortOrder`, then by name. Two thousand at most.",
  access: "categories.manage",
  data: z.array(categoryRecord),
});

const categoryInput = z.object({
  parentId: entityId.nullish(),
  name: humanText(100),
  slug: z
    .string()
    .max(100)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, "has small letters and digits, with single dashes between"),
  description: optionalText(1_000).optional(),
  imageUrl: pictureUrl.nullish(),
  sortOrder: z.int().min(-1_000_000).max(1_000_000).optional(),
  isActive: z.boolean().optional(),
});

export const createCategory = endpoint({
  name: "createCategory",
  method: "post",
  path: "/categories",
  tag: "Catalogue",
  summary: "Add a category",
  access: "categories.manage",
  body: categoryInput,
  data: categoryRecord,
  status: 201,
  idempotent: true,
  refusals: ["conflict"],
});

export const editCategory = endpoint({
  name: "editCategory",
  method: "patch",
  path: "/categories/{id}",
  tag: "Catalogue",
  summary: "Change or move a category",
  access: "categories.manage",
  params: idParams,
  body: categoryInput.partial(),
  data: categoryRecord,
  refusals: ["not_found", "conflict"],
});

export const deleteCategory = endpoint({
  name: "deleteCategory",
  method: "delete",
  path: "/categories/{id}",
  tag: "Catalogue",
  summary: "Remove an empty category",
  access: "categories.manage",
  params: idParams,
  data: nothing,
  refusals: ["not_found", "category_not_empty"],
});
