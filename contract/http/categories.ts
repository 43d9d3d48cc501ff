import { z } from "../zod.ts";
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

export const category: z.ZodType<Category> = z
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
  data: z.array(category),
});
