import type { Api } from "../../client/http/api.ts";
import { createCategory, listCategories } from "../../contract/http/categories.ts";
import type { Category } from "../../contract/http/categories.ts";
import { createProduct, featureProduct, listProducts } from "../../contract/http/products.ts";
import type { Product } from "../../contract/http/products.ts";
import type { z } from "../../contract/zod.ts";
import { must } from "../../domain/result.ts";
import { demoProducts, toPhotographUrl } from "./catalogue.ts";
import type { DemoProduct } from "./catalogue.ts";
import { demoCategories } from "./catalogue/categories.ts";
import type { Sellers } from "./load-shops.ts";
import { isStaged } from "./sales.ts";
import type { DemoShop } from "./shops.ts";

type CategoryIds = ReadonlyMap<string, string>;
type Status = "active" | "draft";

/** Pieces for the stage, by the key of the demo's product. */
export type Stage = ReadonlyMap<string, Product>;

/** Products that are added at a time. */
const atOnce = 8;

/** Puts in the categories that are missing, and gives the ids of all by their slugs. */
export async function loadCategories(admin: Api): Promise<CategoryIds> {
  const ids = new Map(listAll(await admin.call(listCategories, {})).map(({ slug, id }) => [slug, id]));
  for (const [sortOrder, { children, picture, ...top }] of demoCategories.entries()) {
    const imageUrl = toPhotographUrl(picture);
    const parentId = ids.get(top.slug) ?? (await add(admin, { ...top, imageUrl, sortOrder }));
    ids.set(top.slug, parentId);
    for (const [place, child] of children.entries()) {
      if (ids.has(child.slug)) continue;
      ids.set(child.slug, await add(admin, { ...child, parentId, sortOrder: place }));
    }
  }
  return ids;
}

const listAll = (tree: readonly Category[]): readonly Category[] =>
  tree.flatMap((category) => [category, ...listAll(category.children)]);

const add = async (admin: Api, body: z.input<typeof createCategory.body>): Promise<string> =>
  (await admin.call(createCategory, { body })).id;

/**
 * Puts in the pieces of the stage that are missing: as drafts, which the sales sell again and again. A hammer takes an
 * active product out of the shop, and the demo's would be empty within the hour.
 */
export async function loadStage(sellers: Sellers, categoryIds: CategoryIds): Promise<Stage> {
  const staged = demoProducts.filter(({ key }) => isStaged(key));
  return new Map(await loadProducts(staged, { sellers, categoryIds, status: "draft" }));
}

/** Fills the shops with what is missing in them, and puts some of it forward. */
export async function loadShelves(admin: Api, sellers: Sellers, categoryIds: CategoryIds): Promise<void> {
  const shown = await loadProducts(demoProducts, { sellers, categoryIds, status: "active" });
  for (const { key, isFeatured } of demoProducts) {
    const product = shown.get(key);
    if (!isFeatured || product === undefined || product.featured) continue;
    await admin.call(featureProduct, { params: { id: product.id }, body: { featured: true } });
  }
}

interface LoadProductsOptions {
  readonly sellers: Sellers;
  readonly categoryIds: CategoryIds;
  readonly status: Status;
}

async function loadProducts(
  products: readonly DemoProduct[],
  { sellers, categoryIds, status }: LoadProductsOptions,
): Promise<Map<string, Product>> {
  const known = new Map<string, Map<string, Product>>();
  const slugs = [...new Set(products.map(({ shop }) => shop))];
  const sellerOf = (slug: DemoShop["slug"]): Api => must(sellers.get(slug), "every shop was opened").api;
  await Promise.all(slugs.map(async (slug) => known.set(slug, await listOwn(sellerOf(slug), status))));
  const byKey = new Map<string, Product>();
  // One queue for all shops, so that the newest things are everybody's.
  const queue = [...products];
  const load = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const categoryId = must(categoryIds.get(next.category), "every product has a demo category");
      const body = { ...next.input, categoryId, status };
      const there = known.get(next.shop)?.get(next.input.title);
      byKey.set(next.key, there ?? (await sellerOf(next.shop).call(createProduct, { body })));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, load));
  return byKey;
}

async function listOwn(seller: Api, status: Status): Promise<Map<string, Product>> {
  const { items } = await seller.page(listProducts, { query: { sellerId: "me", status, limit: "100" } });
  return new Map(items.map((product) => [product.title, product]));
}
