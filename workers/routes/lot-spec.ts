import type { LotEdit, LotInput } from "../../contract/http/lots.ts";
import { problemDetail } from "../../contract/http/errors.ts";
import { findPictureId } from "../../contract/pictures.ts";
import { z } from "../../contract/zod.ts";
import { findOwnProducts } from "../../db/queries/products-by-id.ts";
import type { SaleProduct } from "../../db/queries/products-by-id.ts";
import { keepPictures } from "../../db/queries/uploads.ts";
import type { Upload } from "../../db/queries/uploads.ts";
import { limits } from "../../domain/limits.ts";
import { computeDefaultIncrements } from "../../domain/room/increments.ts";
import type { LotRules, LotSpec } from "../../domain/room/lot-rules.ts";
import { validateLotSpec } from "../../domain/room/lot-spec.ts";
import type { AppContext } from "../environment.ts";
import { Problem, invalid } from "../middleware/problem.ts";
import { toProductImage } from "./media-view.ts";
import { findOwnPictures } from "./own-media.ts";

/** What an auction settles for all its lots. */
export interface AuctionTerms {
  readonly sellerId: string;
  readonly currency: string;
  readonly graceMs: number;
  readonly premiumBps: number;
  readonly feeBps: number;
}

interface LotPlace {
  /** Where the lot stands in the request, for `details`: `lots.3` or nothing. */
  readonly path: string;
  readonly input: LotInput;
}

const at = (path: string, field: string): string => (path === "" ? field : `${path}.${field}`);

/** The lots of a request with their products looked up and every default filled in; `validation_failed` names what is wrong. */
export async function requireLotSpecs(
  context: AppContext,
  terms: AuctionTerms,
  places: readonly LotPlace[],
): Promise<LotSpec[]> {
  const { database } = context.get("postgres");
  const productIds = places.flatMap(({ input }) => input.productId ?? []);
  const imageIds = places.flatMap(({ input }) => input.imageIds ?? []);
  const [products, pictures] = await Promise.all([
    findOwnProducts(database, terms.sellerId, productIds),
    findOwnPictures({ database, ownerId: terms.sellerId }, imageIds),
  ]);
  const specs = places.map(({ path, input }) => {
    const product = input.productId === undefined ? null : requireProduct(products, input.productId, path);
    if (product !== null && product.currency !== terms.currency) {
      throw invalid(at(path, "productId"), "other_currency", `is priced in ${product.currency}`);
    }
    if (product !== null) requireFree(product, productIds, path);
    const imageUrls = input.imageIds?.map((id, index) =>
      requirePictureUrl(pictures.get(id), at(path, `imageIds.${index}`)),
    );
    return requireValid({ ...toSpec(input, product, terms), ...(imageUrls && { imageUrls }) }, terms, path);
  });
  // The room's public log names them from now on, whatever becomes of the product.
  const urls = specs.flatMap(({ imageUrls }) => imageUrls);
  await keepPictures(
    database,
    urls.flatMap((url) => findPictureId(url) ?? []),
    new Date(),
  );
  return specs;
}

function requirePictureUrl(picture: Upload | undefined, path: string): string {
  if (picture === undefined) throw invalid(path, "unknown", "is not an uploaded picture of yours");
  return toProductImage(picture, "").url;
}

function requireProduct(
  products: ReadonlyMap<string, SaleProduct>,
  productId: string,
  path: string,
): SaleProduct {
  const product = products.get(productId);
  if (product === undefined) throw invalid(at(path, "productId"), "unknown", "is not a product of yours");
  if (product.status === "active" || product.status === "draft") return product;
  throw new Problem("product_not_available", `${product.title} is ${product.status} and cannot be sold.`);
}

/** A product is one piece, so one lot at a time; of two requests in the same moment both may still get it. */
function requireFree(product: SaleProduct, productIds: readonly string[], path: string): void {
  if (productIds.indexOf(product.id) !== productIds.lastIndexOf(product.id))
    throw invalid(at(path, "productId"), "repeated", "is another of these lots too, and can be sold once");
  if (!product.isInSale) return;
  const message = `${product.title} is a lot of an auction that is on or to come. Another piece of it is another product.`;
  throw new Problem("product_not_available", message);
}

function toSpec(input: LotInput, product: SaleProduct | null, terms: AuctionTerms): LotSpec {
  const description = input.description ?? product?.description ?? "";
  return {
    productId: product?.id ?? null,
    title: input.title ?? product?.title ?? "",
    description: description.slice(0, limits.lotDescriptionLengthMax),
    imageUrls: product?.images.map(({ url }) => url) ?? [],
    reserveMinor: input.reserveMinor ?? null,
    rerunOf: input.rerunOf ?? null,
    rules: toRules(input, terms),
  };
}

/** What the seller left open is the house's default. */
function toRules(input: LotInput, { currency, graceMs, premiumBps, feeBps }: AuctionTerms): LotRules {
  return {
    format: input.format,
    currency,
    startingPriceMinor: input.startingPriceMinor,
    buyNowMinor: input.buyNowMinor ?? null,
    increments: input.increments ?? computeDefaultIncrements(currency),
    quantity: input.quantity ?? 1,
    ...toTimings(input),
    graceMs,
    premiumBps,
    feeBps,
    floorMinor: input.floorMinor ?? null,
    stepMinor: input.stepMinor ?? null,
    stepEveryMs: input.stepEveryMs ?? null,
  };
}

const toTimings = (input: LotInput) => ({
  durationMs: input.durationMs ?? limits.lotDurationDefaultMs,
  windowMs: input.windowMs ?? limits.windowDefaultMs,
  extensionMs: input.extensionMs ?? limits.extensionDefaultMs,
  extensionsMax: input.extensionsMax ?? limits.extensionsMaxDefault,
  hardCloseAfterMs: input.hardCloseAfterMs ?? null,
});

/** A lot's spec with a change laid over it. `known` is what the seller set before. */
export function requireEditedSpec(known: LotSpec, edit: LotEdit): LotSpec {
  const { title, description, reserveMinor, ...rules } = edit;
  const given = Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
  const spec: LotSpec = {
    ...known,
    title: title ?? known.title,
    description: description ?? known.description,
    reserveMinor: reserveMinor === undefined ? known.reserveMinor : reserveMinor,
    // `given` has keys of LotRules only, each of its type.
    rules: { ...known.rules, ...(given as Partial<LotRules>) },
  };
  return requireValid(spec, spec.rules, "");
}

function requireValid(spec: LotSpec, auction: { readonly currency: string }, path: string): LotSpec {
  const valid = validateLotSpec(spec, auction);
  if (valid.ok) return valid.value;
  const problems = z.array(problemDetail).parse(valid.refusal.details?.["problems"]);
  const details = problems.map((problem) => ({ ...problem, path: at(path, problem.path) }));
  throw new Problem("validation_failed", valid.refusal.message, { details });
}
