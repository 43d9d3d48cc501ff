import type { LooseRequest } from "../../../client/http/request.ts";
import type { Market } from "./market.ts";

type Prepare = (market: Market) => Promise<LooseRequest> | LooseRequest;

const search = { name: "Things", filter: { q: "things" } };

async function addSearch({ make, buyer }: Market): Promise<{ readonly id: string }> {
  const { id } = await make("POST /saved-searches", buyer, search);
  return { id };
}

async function addProduct({ make, seller, categoryId }: Market): Promise<{ readonly id: string }> {
  const { id } = await make("POST /products", seller, {
    categoryId,
    title: "A thing",
    condition: "good",
    status: "active",
    currency: "USD",
    startingPriceMinor: 1_000,
  });
  return { id };
}

/** A product that moderation took down. */
async function takeDown(market: Market): Promise<{ readonly id: string }> {
  const product = await addProduct(market);
  await market.sql(
    `WITH hidden AS (UPDATE products SET deleted_at = now() WHERE id = $1 RETURNING id, seller_id, deleted_at)
     INSERT INTO moderation_cases (id, subject_type, subject_id, owner_id, status, action, reason, decided_by, decided_at)
     SELECT gen_random_uuid(), 'product', id, seller_id, 'acted', 'hide', 'A test', seller_id, deleted_at FROM hidden`,
    [product.id],
  );
  return product;
}

/** What is watched and searched for: requests as in {@link requests} of the market. */
export const catalogueRequests: Readonly<Record<string, Prepare>> = {
  listWatches: ({ buyer }) => ({ params: { userId: buyer.id } }),
  addWatch: ({ buyer, sale }) => ({
    params: { userId: buyer.id },
    body: { kind: "auction", subjectId: sale.id },
  }),
  removeWatch: async ({ make, buyer, sale }) => {
    const watch = await make("POST /users/me/watchlist", buyer, { kind: "lot", subjectId: sale.lotId });
    return { params: { userId: buyer.id, watchId: watch.id } };
  },
  listSavedSearches: () => ({}),
  saveSearch: () => ({ body: search }),
  editSavedSearch: async (market) => ({ params: await addSearch(market), body: { name: "Renamed" } }),
  deleteSavedSearch: async (market) => ({ params: await addSearch(market) }),
  duplicateProduct: async (market) => ({ params: await addProduct(market) }),
  featureProduct: async (market) => ({ params: await addProduct(market), body: { featured: true } }),
  restoreProduct: async (market) => ({
    params: await takeDown(market),
    body: { reason: "It is what it says." },
  }),
  importProducts: () => ({}),
  exportProducts: () => ({}),
  unsubscribeSearch: () => ({ body: { token: "no such token" } }),
};
