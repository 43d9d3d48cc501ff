import type { Api } from "../../client/http/api.ts";
import { listAuctions } from "../../contract/http/auctions.ts";
import { createCategory, listCategories } from "../../contract/http/categories.ts";
import type { Category } from "../../contract/http/categories.ts";
import type { LotInput } from "../../contract/http/lots.ts";
import { createProduct, featureProduct, listProducts } from "../../contract/http/products.ts";
import type { Product } from "../../contract/http/products.ts";
import type { z } from "../../contract/zod.ts";
import { must } from "../../domain/result.ts";
import { demoProducts, toPhotographUrl } from "./catalogue.ts";
import { demoCategories } from "./catalogue/categories.ts";
import { requireSeller } from "./load-shops.ts";
import type { Sellers } from "./load-shops.ts";
import { isComing, requireProduct, toLotInput } from "./sales.ts";
import type { DemoLot } from "./sales.ts";
import type { DemoShop } from "./shops.ts";

type CategoryIds = ReadonlyMap<string, string>;

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

/** Fills the shops with what is missing in them, besides what a coming sale brings, and puts some of it forward. */
export async function loadShelves(admin: Api, sellers: Sellers, categoryIds: CategoryIds): Promise<void> {
  const shelved = demoProducts.filter(({ key }) => !isComing(key));
  const known = new Map<string, Map<string, Product>>();
  const slugs = [...new Set(shelved.map(({ shop }) => shop))];
  const sellerOf = (slug: DemoShop["slug"]): Api => requireSeller(sellers, slug).api;
  await Promise.all(slugs.map(async (slug) => known.set(slug, await listOnSale(sellerOf(slug)))));
  // One queue for all shops, so that the newest things are everybody's.
  const queue = [...shelved];
  const load = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { shop, input, category, isFeatured } = next;
      const body = {
        ...input,
        categoryId: requireCategory(categoryIds, category),
        status: "active",
      } as const;
      const there = known.get(shop)?.get(input.title);
      const product = there ?? (await sellerOf(shop).call(createProduct, { body }));
      if (isFeatured && !product.featured)
        await admin.call(featureProduct, { params: { id: product.id }, body: { featured: true } });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, load));
}

const requireCategory = (ids: CategoryIds, slug: string): string =>
  must(ids.get(slug), "every product has a demo category");

/** What a shop has for sale, by title. */
async function listOnSale(seller: Api): Promise<Map<string, Product>> {
  const query = { sellerId: "me", status: "active", limit: "100" } as const;
  const { items } = await seller.page(listProducts, { query });
  return new Map(items.map((product) => [product.title, product]));
}

/** Where the lots of sales come from. A hammer takes a piece out of its shop for good, so that each is a new one. */
export interface Stage {
  /** A piece of its own for each lot: drafts, which their auction puts up. */
  readonly bring: (lots: readonly DemoLot[]) => Promise<LotInput[]>;
  /** The same for a lot that may be of what lies in the shop already, where no other sale has it. */
  readonly take: (lot: DemoLot) => Promise<LotInput>;
}

export function openStage(sellers: Sellers, categoryIds: CategoryIds): Stage {
  const make = async (lot: DemoLot): Promise<LotInput> => {
    const { shop, input, category } = requireProduct(lot.key);
    const body = { ...input, categoryId: requireCategory(categoryIds, category), status: "draft" } as const;
    const { id } = await requireSeller(sellers, shop).api.call(createProduct, { body });
    return toLotInput(id, lot);
  };
  return {
    bring: (lots) => Promise.all(lots.map(make)),
    take: async (lot) => {
      const { shop, input } = requireProduct(lot.key);
      const { api } = requireSeller(sellers, shop);
      const there = (await listOnSale(api)).get(input.title);
      if (there === undefined) return make(lot);
      const { items } = await api.page(listAuctions, { query: { sellerId: "me", productId: there.id } });
      const isTaken = items.some(({ status }) => status === "scheduled" || status === "live");
      return isTaken ? make(lot) : toLotInput(there.id, lot);
    },
  };
}
