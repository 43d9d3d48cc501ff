import type { Api } from "../../client/http/api.ts";
import { createCategory, listCategories } from "../../contract/http/categories.ts";
import { createProduct, listProducts } from "../../contract/http/products.ts";
import type { Product } from "../../contract/http/products.ts";
import { must } from "../../domain/result.ts";
import { demoCategories, demoProducts } from "./catalogue.ts";
import type { DemoProduct } from "./catalogue.ts";

/** What the seller has: the shop's products, and a piece of each for the stage, by title. */
export interface Catalogue {
  readonly stage: ReadonlyMap<string, Product>;
}

/**
 * Puts in the categories and products that are missing. Each product is there twice: active in the shop, and as a draft
 * that the sales sell again and again. A hammer takes an active product out of the shop, and the demo's would be empty
 * within the hour.
 */
export async function loadCatalogue(admin: Api, seller: Api): Promise<Catalogue> {
  const categoryIds = await loadCategories(admin);
  const [shop, stage] = await Promise.all([listOwn(seller, "active"), listOwn(seller, "draft")]);
  for (const product of demoProducts) {
    const categoryId = must(categoryIds.get(product.category), "every product has a demo category");
    for (const [status, known] of [
      ["active", shop],
      ["draft", stage],
    ] as const) {
      if (known.has(product.title)) continue;
      const body = { ...toInput(product, categoryId), status };
      known.set(product.title, await seller.call(createProduct, { body }));
    }
  }
  return { stage };
}

async function loadCategories(admin: Api): Promise<ReadonlyMap<string, string>> {
  const tree = await admin.call(listCategories, {});
  const ids = new Map(tree.map(({ slug, id }) => [slug, id]));
  for (const [index, { slug, name, description, picture }] of demoCategories.entries()) {
    if (ids.has(slug)) continue;
    const body = { slug, name, description, imageUrl: `/demo/${picture}.svg`, sortOrder: index };
    ids.set(slug, (await admin.call(createCategory, { body })).id);
  }
  return ids;
}

async function listOwn(seller: Api, status: "active" | "draft"): Promise<Map<string, Product>> {
  const { items } = await seller.page(listProducts, { query: { sellerId: "me", status, limit: "100" } });
  return new Map(items.map((product) => [product.title, product]));
}

const toInput = (product: DemoProduct, categoryId: string) => ({
  categoryId,
  title: product.title,
  description: product.description,
  condition: product.condition,
  currency: "USD",
  startingPriceMinor: product.startMinor,
  reservePriceMinor: product.reserveMinor ?? null,
  buyNowPriceMinor: product.buyNowMinor ?? null,
  images: [{ url: `/demo/${product.picture}.svg`, alt: product.alt }],
  specifications: product.specifications,
});
