import {
  createProduct,
  deleteProduct,
  duplicateProduct,
  editProduct,
  featureProduct,
  findListCurrency,
  listProducts,
  readProduct,
  replaceProduct,
  restoreProduct,
} from "../../contract/http/products.ts";
import type { Product, ProductInput } from "../../contract/http/products.ts";
import type { Change } from "../../db/queries/change.ts";
import type * as filters from "../../db/queries/product-filter.ts";
import { listProducts as listCatalogue } from "../../db/queries/product-list.ts";
import * as queries from "../../db/queries/products.ts";
import * as restoring from "../../db/queries/restore-product.ts";
import { noShippingInfo } from "../../domain/product/shipping.ts";
import type { Result } from "../../domain/result.ts";
import { forgetCached } from "../cache/isolate.ts";
import { cacheTags, tagsOfProductChange } from "../cache/tags.ts";
import type { AppContext } from "../environment.ts";
import { isPermitted, requireSignedIn } from "../middleware/authenticate.ts";
import { isOwner, requireFound, resolveUserId } from "../middleware/ownership.ts";
import { Problem, invalid, notFound } from "../middleware/problem.ts";
import { describeRequest } from "./account-audit.ts";
import type { CacheRule } from "./cached.ts";
import { readerOf } from "./cached.ts";
import { toProductPicture, toProductVideo } from "./media-view.ts";
import type { InputOf, Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { workBehind } from "./order-actions.ts";
import { requireOwnPictures, requireOwnVideo } from "./own-media.ts";
import { requirePage } from "./page.ts";
import { countProductView } from "./product-views.ts";

export const toProduct = (row: filters.Product | queries.OwnProduct): Product => ({
  ...row,
  images: row.images.map(toProductPicture),
  video: toProductVideo(row.videoUrl),
  shippingInfo: { ...noShippingInfo, ...row.shippingInfo },
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

type ListQuery = InputOf<typeof listProducts>["query"];

const completeSort = (query: ListQuery) => ({
  ...query,
  sort: query.sort ?? (query.q === undefined ? ("newest" as const) : ("relevance" as const)),
});

/** The catalogue is the same for all who are nobody; a seller's own list and drafts are not in it. */
const cachedList: CacheRule<typeof listProducts> = {
  kindOf: ({ query }) => {
    if (query.sellerId === "me") return null;
    // What is being sold is for the rooms to say: nothing of it is kept.
    if (query.live !== undefined || query.format !== undefined || query.sort === "ending") return null;
    const isSearch = [query.q, query.cursor, query.minPriceMinor, query.maxPriceMinor].some(isGiven);
    return isSearch ? "productSearch" : "productList";
  },
  completeQuery: completeSort,
  tagsOf: () => [cacheTags.productLists, cacheTags.categories],
};
const isGiven = (value: unknown): boolean => value !== undefined;

const cachedProduct: CacheRule<typeof readProduct> = {
  kindOf: () => "product",
  tagsOf: ({ id, sellerId }) => [cacheTags.product(id), cacheTags.person(sellerId), cacheTags.categories],
  onRead: (reader, { params }) => countProductView(params.id, reader),
};

export function mountProducts(parts: Interface): void {
  mount(
    parts,
    listProducts,
    async (context, { query }) => {
      const {
        q,
        live,
        featured,
        limit,
        cursor,
        sort,
        sellerId: seller,
        status,
        ...filter
      } = completeSort(query);
      const sellerId = seller === undefined ? undefined : resolveUserId(context, seller);
      const isOwn = isOwner(context, sellerId);
      // What is not for sale (any more) is between a seller and their drafts.
      if (!isOwn && status !== undefined && status !== "active" && status !== "sold") return emptyPage;
      const isLive = live === undefined ? undefined : true;
      const page = await listCatalogue(
        context.get("postgres").database,
        {
          ...filter,
          currency: findListCurrency(query),
          sellerId,
          isLive,
          isFeatured: featured === undefined ? undefined : true,
          search: q,
          status: status ?? (isOwn ? undefined : "active"),
        },
        { limit, cursor, sort },
      );
      return requirePage(page, toProduct);
    },
    { cache: cachedList },
  );

  mount(
    parts,
    readProduct,
    async (context, { params }) => {
      const { database } = context.get("postgres");
      const found = requireFound(await queries.findProduct(database, params.id), "product");
      const isOwn = isOwner(context, found.sellerId);
      const isPublic = (found.status === "active" || found.status === "sold") && !found.isSellerDisabled;
      if (!isPublic && !isOwn && !isPermitted(context, "products.see-any")) throw notFound("product");
      if (isOwn) {
        const own = await queries.findOwnProduct(database, { productId: found.id, sellerId: found.sellerId });
        return { data: toProduct(own ?? found) };
      }
      if (context.get("caller") !== null) countProductView(found.id, readerOf(context));
      return { data: toProduct(found) };
    },
    { cache: cachedProduct },
  );

  mount(parts, createProduct, async (context, { body: { images, videoId, ...fields } }) => {
    const { userId } = requireSignedIn(context);
    const postgres = context.get("postgres");
    const owner = { database: postgres.database, ownerId: userId };
    const shown = {
      images: await requireOwnPictures(owner, images),
      videoUrl: await requireOwnVideo(owner, videoId),
    };
    const created = requireAccepted(await queries.createProduct(postgres, userId, { ...fields, ...shown }));
    await forgetCached(context, tagsOfProductChange(created.id));
    return { data: toProduct(created) };
  });
  mount(parts, duplicateProduct, async (context, { params }) => {
    const { userId: sellerId } = requireSignedIn(context);
    const own = { productId: params.id, sellerId };
    const copied = requireAccepted(await queries.duplicateProduct(context.get("postgres"), own));
    return { data: toProduct(requireFound(copied, "product")) };
  });
  mount(parts, featureProduct, async (context, { params, body }) => {
    const { userId: actorId } = requireSignedIn(context);
    const by = { ...body, actorId, ...describeRequest(context) };
    if (!(await queries.featureProduct(context.get("postgres"), params.id, by))) throw notFound("product");
    await forgetCached(context, tagsOfProductChange(params.id));
    return { data: null };
  });
  mount(parts, restoreProduct, async (context, { params, body }) => {
    const { userId: actorId } = requireSignedIn(context);
    const by = { ...body, productId: params.id, actorId, at: new Date(), ...describeRequest(context) };
    const restored = await restoring.restoreProduct(context.get("postgres"), by);
    if (!restored.ok) {
      if (restored.refusal === "not_found") throw notFound("product");
      throw new Problem(
        "conflict",
        "Its seller gave its number to another product: that one has to let go of it.",
      );
    }
    await forgetCached(context, tagsOfProductChange(params.id));
    workBehind(context, restored.value.work);
    return { data: toProduct(restored.value.product) };
  });
  mount(parts, replaceProduct, async (context, { params, body }) => change(context, params.id, body));
  mount(parts, editProduct, async (context, { params, body }) => change(context, params.id, body));
  mount(parts, deleteProduct, async (context, { params }) => {
    const { userId: sellerId } = requireSignedIn(context);
    const own = { productId: params.id, sellerId };
    const isDeleted = requireAccepted(await queries.deleteProduct(context.get("postgres"), own));
    if (!isDeleted) throw notFound("product");
    await forgetCached(context, tagsOfProductChange(params.id));
    return { data: null };
  });
}

const emptyPage = { data: [], meta: { nextCursor: null, hasMore: false } };

async function change(
  context: AppContext,
  productId: string,
  { images, videoId, ...fields }: Change<ProductInput>,
): Promise<{ readonly data: Product }> {
  const { userId: sellerId } = requireSignedIn(context);
  const postgres = context.get("postgres");
  const owner = { database: postgres.database, ownerId: sellerId };
  const shown = {
    ...(images === undefined ? {} : { images: await requireOwnPictures(owner, images) }),
    ...(videoId === undefined ? {} : { videoUrl: await requireOwnVideo(owner, videoId) }),
  };
  const own = { productId, sellerId };
  const updated = requireAccepted(await queries.updateProduct(postgres, own, { ...fields, ...shown }));
  const product = requireFound(updated, "product");
  await forgetCached(context, tagsOfProductChange(productId));
  return { data: toProduct(product) };
}

function requireAccepted<Value>(outcome: Result<Value, queries.ProductRefusal>): Value {
  if (outcome.ok) return outcome.value;
  switch (outcome.refusal) {
    case "category_invalid":
      throw invalid("categoryId", "unknown", "is not a category");
    case "prices_invalid":
      throw invalid(
        "startingPriceMinor",
        "out_of_order",
        "must stay below the reserve and the buy-now price",
      );
    case "sku_taken":
      throw invalid("sku", "taken", "is the number of another product of yours");
    case "status_invalid":
      throw new Problem("conflict", "A cancelled product is a draft again before it is for sale.");
    case "in_sale":
      throw new Problem(
        "conflict",
        "This product is a lot of an auction that is on or to come: take it out of there first.",
      );
    case "sold":
      throw new Problem("conflict", "This product is sold and stays as it was bought.");
  }
}
