import { limits } from "../../domain/limits.ts";
import { lotFormats } from "../../domain/room/lot-rules.ts";
import { amountMinor, humanText, opaqueId } from "../room/common.ts";
import { incrementBand, lotView } from "../room/lot.ts";
import { z } from "../zod.ts";
import { entityId, idParams, nothing, optionalText } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** A lot as anyone may see it: never a reserve, never a maximum. Times are epoch milliseconds, as in room frames. */
export const lot = lotView.meta({ id: "Lot" });
export type Lot = z.infer<typeof lot>;

const durationMs = z.int().min(0).max(limits.lotDurationMaxMs);

/** How a lot is sold; the room checks the amounts and times against each other and answers `lot_invalid`. */
const lotRuleFields = {
  format: z.enum(lotFormats).default("english"),
  reserveMinor: amountMinor.nullish(),
  buyNowMinor: amountMinor.nullish(),
  increments: z.array(incrementBand).min(1).max(limits.incrementBandsMax).optional(),
  durationMs: durationMs.optional(),
  windowMs: durationMs.optional(),
  extensionMs: durationMs.optional(),
  extensionsMax: z.int().min(0).max(limits.extensionsMaxMax).optional(),
  hardCloseAfterMs: durationMs.nullish(),
  quantity: z.int().min(1).max(limits.quantityMax).optional(),
  floorMinor: amountMinor.nullish(),
  stepMinor: amountMinor.nullish(),
  stepEveryMs: durationMs.nullish(),
  /** The closed lot this one repeats (rule L1). */
  rerunOf: entityId.nullish(),
};

/**
 * A lot as its seller asks for it: from a product, or with a title of its own. A field that is not here is refused, not
 * skipped: a misspelt `reserveMinor` would sell without a reserve.
 */
export const lotInput = z
  .strictObject({
    productId: entityId.optional(),
    title: humanText(limits.lotTitleLengthMax).optional(),
    description: optionalText(limits.lotDescriptionLengthMax).optional(),
    imageIds: z.array(opaqueId).max(limits.lotImagesMax).optional(),
    startingPriceMinor: amountMinor,
    ...lotRuleFields,
  })
  .refine((input) => input.productId !== undefined || input.title !== undefined, {
    path: ["title"],
    message: "is needed when there is no productId",
  })
  .meta({ id: "LotInput" });
export type LotInput = z.infer<typeof lotInput>;

/** A change of a queued lot; what it leaves out stays. */
export const lotEdit = z
  .strictObject({
    title: humanText(limits.lotTitleLengthMax),
    description: optionalText(limits.lotDescriptionLengthMax),
    startingPriceMinor: amountMinor,
    ...lotRuleFields,
    format: z.enum(lotFormats),
  })
  .omit({ rerunOf: true })
  .partial()
  .meta({ id: "LotEdit" });
export type LotEdit = z.infer<typeof lotEdit>;

const tag = "Lots";
/** Where one lot of an auction is. */
export const lotParams = z.object({ id: entityId, lotId: entityId });

export const addLot = endpoint({
  name: "addLot",
  method: "post",
  path: "/auctions/{id}/lots",
  tag,
  summary: "Add a lot to an own auction",
  access: "auctions.manage-own",
  scope: "auctions:write",
  params: idParams,
  body: lotInput,
  data: lot,
  status: 201,
  idempotent: true,
  refusals: ["not_found", "auction_over", "lot_invalid", "too_many_lots"],
});

export const editLot = endpoint({
  name: "editLot",
  method: "patch",
  path: "/auctions/{id}/lots/{lotId}",
  tag,
  summary: "Change a queued lot",
  description: "Its money rules are frozen with the first bid before opening (rule L4).",
  access: "auctions.manage-own",
  scope: "auctions:write",
  params: lotParams,
  body: lotEdit,
  data: lot,
  refusals: ["not_found", "lot_unknown", "lot_not_queued", "lot_has_bids", "lot_invalid"],
});

export const deleteLot = endpoint({
  name: "deleteLot",
  method: "delete",
  path: "/auctions/{id}/lots/{lotId}",
  tag,
  summary: "Take a queued lot out",
  access: "auctions.manage-own",
  scope: "auctions:write",
  params: lotParams,
  data: nothing,
  refusals: ["not_found", "lot_unknown", "lot_not_queued", "lot_has_bids"],
});
