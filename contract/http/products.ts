import { getPayableStep, getPriceFloor } from "../../domain/currency.ts";
import { limits } from "../../domain/limits.ts";
import { productStatuses } from "../../domain/product/lifecycle.ts";
import { noShippingInfo } from "../../domain/product/shipping.ts";
import { lotFormats } from "../../domain/room/lot-rules.ts";
import { moderationLimits } from "../../domain/trust/moderation.ts";
import { amountMinor, humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import {
  countryCode,
  entityId,
  idParams,
  moment,
  nothing,
  optionalText,
  pictureUrl,
  searchText,
  sellingCurrency,
} from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pictureVariant } from "./uploads.ts";
import { pageQuery, wholeNumberParameter } from "./page.ts";
import { AMOUNT_MAX_MINOR } from "../../domain/money.ts";

export const productCondition = z.enum(["new", "like_new", "good", "fair"]);
const productStatus = z.enum(productStatuses);
const productSort = z.enum(["relevance", "newest", "price", "-price", "popular", "ending"]);

/** A picture of a product. Those that were uploaded are there in several sizes; one of the house's own is a single address. */
const picture = z.object({
  url: z.string(),
  alt: z.string(),
  id: z.string().optional(),
  widthPx: z.int().optional(),
  heightPx: z.int().optional(),
  placeholder: z
    .string()
    .optional()
    .meta({ description: "A few pixels of it as a data URI, to show at once" }),
  variants: z.array(pictureVariant).optional(),
});
export type ProductPicture = z.infer<typeof picture>;

const millimetres = z.int().min(1).max(10_000);

/** How it is sent; what is null was not said. */
const shippingInfo = z
  .object({
    weightGrams: z.int().min(1).max(1_000_000).nullable().default(null),
    dimensionsMm: z
      .object({ length: millimetres, width: millimetres, height: millimetres })
      .nullable()
      .default(null),
    shipsFrom: countryCode.nullable().default(null),
    /** Working days from payment to the carrier. */
    handlingDays: z.int().min(0).max(30).nullable().default(null),
    international: z.boolean().default(false),
  })
  .meta({ id: "ShippingInfo" });

/** A product as anyone may see it. `reservePriceMinor` is there for its seller only. */
export const product = z
  .object({
    id: z.string(),
    sellerId: z.string(),
    sellerName: z.string(),
    categoryId: z.string(),
    categorySlug: z.string(),
    /** The seller's own number for it; for them only, like the reserve. */
    sku: z.string().nullable().optional(),
    title: z.string(),
    description: z.string(),
    condition: productCondition,
    status: productStatus,
    currency: z.string(),
    startingPriceMinor: z.int(),
    buyNowPriceMinor: z.int().nullable(),
    reservePriceMinor: z.int().nullable().optional(),
    images: z.array(picture),
    video: z.object({ url: z.string(), contentType: z.string() }).nullable(),
    specifications: z.record(z.string(), z.string()),
    shippingInfo,
    /** Put forward by the house. */
    featured: z.boolean(),
    viewCount: z.int(),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: "Product" });
export type Product = z.infer<typeof product>;

/** A picture by the id of its upload, or by its address, as a product is answered with. The id counts where there are both. */
const pictureInput = z
  .object({ id: entityId.optional(), url: pictureUrl.optional(), alt: optionalText(200).default("") })
  .refine(({ id, url }) => id !== undefined || url !== undefined, {
    path: ["id"],
    message: "is needed when there is no url",
  });
export type ProductPictureInput = z.infer<typeof pictureInput>;

const sellersStatus = z.enum(["draft", "active", "cancelled"]);

const productFields = {
  /** The seller's own number for it, by which a file knows it again. */
  sku: humanText(64).nullable().default(null),
  categoryId: entityId,
  title: humanText(limits.lotTitleLengthMax),
  description: optionalText(10_000).default(""),
  condition: productCondition,
  /** `sold` follows from a sale. What was cancelled comes up again as a draft. */
  status: sellersStatus.default("draft"),
  currency: sellingCurrency,
  startingPriceMinor: amountMinor,
  reservePriceMinor: amountMinor.nullable().default(null),
  buyNowPriceMinor: amountMinor.nullable().default(null),
  images: z.array(pictureInput).max(limits.lotImagesMax).default([]),
  /** By the id of its upload. */
  videoId: entityId.nullable().default(null),
  specifications: z
    .record(z.string().min(1).max(60), optionalText(200))
    .refine((map) => Object.keys(map).length <= 40, "has more than 40 entries")
    .default({}),
  shippingInfo: shippingInfo.default(noShippingInfo),
};

interface Prices {
  readonly currency?: string | undefined;
  readonly startingPriceMinor?: number | undefined;
  readonly reservePriceMinor?: number | null | undefined;
  readonly buyNowPriceMinor?: number | null | undefined;
}

function checkPrices(prices: Prices, context: z.RefinementCtx): void {
  const { currency, startingPriceMinor } = prices;
  if (currency !== undefined) checkPayable(prices, currency, context);
  if (startingPriceMinor === undefined) return;
  for (const field of ["reservePriceMinor", "buyNowPriceMinor"] as const) {
    const price = prices[field];
    if (price === null || price === undefined || price > startingPriceMinor) continue;
    context.addIssue({ code: "custom", path: [field], message: "must be above the starting price" });
  }
}

/** Rule P1: what a product is priced at can be paid, so that a lot can be made of it. */
function checkPayable(prices: Prices, currency: string, context: z.RefinementCtx): void {
  const stepMinor = getPayableStep(currency);
  for (const field of ["startingPriceMinor", "reservePriceMinor", "buyNowPriceMinor"] as const) {
    if ((prices[field] ?? 0) % stepMinor === 0) continue;
    const message = `must be a multiple of ${stepMinor} in ${currency}`;
    context.addIssue({ code: "custom", path: [field], message });
  }
  const floorMinor = getPriceFloor(currency);
  if ((prices.startingPriceMinor ?? floorMinor) >= floorMinor) return;
  const message = `must be at least ${floorMinor} in ${currency}`;
  context.addIssue({ code: "custom", path: ["startingPriceMinor"], message });
}

export const productInput = z.object(productFields).superRefine(checkPrices);
export type ProductInput = z.infer<typeof productInput>;

/** What a change may name; what it leaves out stays. Defaults would overwrite, so there are none here. */
const productEdit = z
  .object({
    sku: humanText(64).nullable(),
    categoryId: productFields.categoryId,
    title: productFields.title,
    description: optionalText(10_000),
    condition: productFields.condition,
    status: sellersStatus,
    currency: productFields.currency,
    startingPriceMinor: productFields.startingPriceMinor,
    reservePriceMinor: amountMinor.nullable(),
    buyNowPriceMinor: amountMinor.nullable(),
    images: productFields.images.unwrap(),
    videoId: entityId.nullable(),
    specifications: productFields.specifications.unwrap(),
    shippingInfo,
  })
  .partial()
  .superRefine(checkPrices);

/** What a filter or a sort by price is about when it names no currency. */
export const priceCurrencyDefault = "USD";

/** The one currency a list is about: the one it names, or the default where prices are compared. */
export function findListCurrency(query: {
  readonly currency?: string | undefined;
  readonly minPriceMinor?: unknown;
  readonly maxPriceMinor?: unknown;
  readonly sort?: string | undefined;
}): string | undefined {
  const isByPrice =
    query.minPriceMinor !== undefined ||
    query.maxPriceMinor !== undefined ||
    query.sort === "price" ||
    query.sort === "-price";
  return query.currency ?? (isByPrice ? priceCurrencyDefault : undefined);
}

const amountParameter = wholeNumberParameter(0, AMOUNT_MAX_MINOR);
const tag = "Catalogue";

/** What narrows a list of products, and what its facets count. */
export const productFilters = {
  q: searchText.optional(),
  category: z
    .union([
      entityId,
      z
        .string()
        .max(100)
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
    ])
    .optional(),
  condition: productCondition.optional(),
  currency: sellingCurrency.optional(),
  minPriceMinor: amountParameter.optional(),
  maxPriceMinor: amountParameter.optional(),
  format: z.enum(lotFormats).optional(),
  live: z.literal("true").optional(),
  featured: z.literal("true").optional(),
};

export const listProducts = endpoint({
  name: "listProducts",
  method: "get",
  path: "/products",
  tag,
  summary: "Search the catalogue",
  description:
    "`q` is words: each has to be in the title, the specifications, the description or the name of the category, and one " +
    "that nothing has is taken for those it nearly is. `category` is a slug or an id and includes what is under it. " +
    "`format` and `live` leave what is in a public auction that is on or to come. Sorted by `relevance` where there is " +
    "a `q`, else by `newest`; `ending` has what is being sold right now. Only active products are listed, but sellers " +
    "see all of their own with `sellerId=me`. Prices of two currencies are never compared: a price filter or a sort by " +
    `price is about the products of one \`currency\`, ${priceCurrencyDefault} where none is named.`,
  access: "public",
  scope: "catalogue:read",
  query: z.strictObject({
    ...pageQuery,
    ...productFilters,
    sellerId: z.union([z.literal("me"), entityId]).optional(),
    status: productStatus.optional(),
    sort: productSort.optional(),
  }),
  data: z.array(product),
  paged: true,
});

export const readProduct = endpoint({
  name: "readProduct",
  method: "get",
  path: "/products/{id}",
  tag,
  summary: "One product",
  access: "public",
  scope: "catalogue:read",
  params: idParams,
  data: product,
  refusals: ["not_found"],
});

export const createProduct = endpoint({
  name: "createProduct",
  method: "post",
  path: "/products",
  tag,
  summary: "Add a product",
  access: "products.manage-own",
  scope: "catalogue:write",
  body: productInput,
  data: product,
  status: 201,
  idempotent: true,
});

export const replaceProduct = endpoint({
  name: "replaceProduct",
  method: "put",
  path: "/products/{id}",
  tag,
  summary: "Replace an own product",
  description: "What the body leaves out gets its default. Lots made from the product stay as they are.",
  access: "products.manage-own",
  scope: "catalogue:write",
  params: idParams,
  body: productInput,
  data: product,
  refusals: ["not_found", "conflict"],
});

export const editProduct = endpoint({
  name: "editProduct",
  method: "patch",
  path: "/products/{id}",
  tag,
  summary: "Change an own product",
  access: "products.manage-own",
  scope: "catalogue:write",
  params: idParams,
  body: productEdit,
  data: product,
  refusals: ["not_found", "conflict"],
});

export const duplicateProduct = endpoint({
  name: "duplicateProduct",
  method: "post",
  path: "/products/{id}/duplicate",
  tag,
  summary: "Copy an own product as a draft",
  description: "Whatever became of the first: what was sold can be put up again so.",
  access: "products.manage-own",
  scope: "catalogue:write",
  params: idParams,
  data: product,
  status: 201,
  idempotent: true,
  refusals: ["not_found"],
});

export const featureProduct = endpoint({
  name: "featureProduct",
  method: "put",
  path: "/admin/products/{id}/featured",
  tag: "Admin",
  summary: "Put a product forward, or no more",
  access: "products.feature",
  params: idParams,
  body: z.object({ featured: z.boolean() }),
  data: nothing,
  refusals: ["not_found"],
});

export const restoreProduct = endpoint({
  name: "restoreProduct",
  method: "post",
  path: "/admin/products/{id}/restore",
  tag: "Admin",
  summary: "Bring back a product that moderation took down",
  description:
    "As it was, but for pictures that are gone: what nothing shows is kept for a day. What its seller took away stays away. " +
    "In the audit log with the reason, which its seller gets by mail.",
  access: "content.moderate",
  params: idParams,
  body: z.object({ reason: humanText(moderationLimits.reasonLengthMax) }),
  data: product,
  refusals: ["not_found", "conflict"],
});

export const deleteProduct = endpoint({
  name: "deleteProduct",
  method: "delete",
  path: "/products/{id}",
  tag,
  summary: "Take an own product away",
  description: "It leaves every list; lots and orders made from it stay.",
  access: "products.manage-own",
  scope: "catalogue:write",
  params: idParams,
  data: nothing,
  refusals: ["not_found"],
});
