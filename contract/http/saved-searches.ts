import { AMOUNT_MAX_MINOR } from "../../domain/money.ts";
import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { entityId, idParams, moment, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { productFilters } from "./products.ts";

const priceMinor = z.int().min(0).max(AMOUNT_MAX_MINOR);
const filter = z.object({
  q: productFilters.q,
  category: productFilters.category,
  condition: productFilters.condition,
  sellerId: entityId.optional(),
  format: productFilters.format,
  currency: productFilters.currency,
  minPriceMinor: priceMinor.optional(),
  maxPriceMinor: priceMinor.optional(),
});

export const savedSearch = z
  .object({ id: z.string(), name: z.string(), filter, notify: z.boolean(), createdAt: moment })
  .meta({ id: "SavedSearch" });
export type SavedSearch = z.infer<typeof savedSearch>;

const tag = "Catalogue";

export const listSavedSearches = endpoint({
  name: "listSavedSearches",
  method: "get",
  path: "/saved-searches",
  tag,
  summary: "One's saved searches, latest first",
  access: "signed-in",
  scope: "account:read",
  query: z.strictObject(pageQuery),
  data: z.array(savedSearch),
  paged: true,
});

export const saveSearch = endpoint({
  name: "saveSearch",
  method: "post",
  path: "/saved-searches",
  tag,
  summary: "Save a search",
  description:
    "With `notify` one letter a day tells of what came up for all of one's searches, and each can be ended from there. The same search saved " +
    "again is the one there was, under its new name.",
  access: "signed-in",
  scope: "account:write",
  body: z.object({
    name: humanText(100),
    filter: filter
      .refine(
        ({ q, category, sellerId }) => (q ?? category ?? sellerId) !== undefined,
        "needs words, a category or a seller",
      )
      // Prices of two currencies are never compared, and the letters come long after the default may have changed.
      .refine(
        ({ currency, minPriceMinor, maxPriceMinor }) =>
          currency !== undefined || (minPriceMinor ?? maxPriceMinor) === undefined,
        { path: ["currency"], message: "is needed with a price" },
      ),
    notify: z.boolean().default(true),
  }),
  data: savedSearch,
  status: 201,
  idempotent: true,
  refusals: ["list_full"],
});

export const editSavedSearch = endpoint({
  name: "editSavedSearch",
  method: "patch",
  path: "/saved-searches/{id}",
  tag,
  summary: "Rename a saved search, or hear of it (no more)",
  access: "signed-in",
  scope: "account:write",
  params: idParams,
  body: z.object({ name: humanText(100), notify: z.boolean() }).partial(),
  data: savedSearch,
  refusals: ["not_found"],
});

export const deleteSavedSearch = endpoint({
  name: "deleteSavedSearch",
  method: "delete",
  path: "/saved-searches/{id}",
  tag,
  summary: "Remove a saved search",
  access: "signed-in",
  scope: "account:write",
  params: idParams,
  data: nothing,
  refusals: ["not_found"],
});

export const unsubscribeSearch = endpoint({
  name: "unsubscribeSearch",
  method: "post",
  path: "/saved-searches/unsubscribe",
  tag,
  summary: "End the letters about a search, by the link of one",
  description: "Nobody has to sign in for it. Whether there is such a search is not said.",
  access: "public",
  body: z.object({ token: z.string().min(1).max(64) }),
  data: nothing,
});
