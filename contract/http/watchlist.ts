import { z } from "../zod.ts";
import { entityId, moment, nothing, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

const watchKind = z.enum(["product", "auction", "lot"]);

/** Something on a watch list, with enough of it for a line. */
const watch = z
  .object({
    id: z.string(),
    kind: watchKind,
    subjectId: z.string(),
    /** Where to go for an auction or a lot; null for a product. */
    auctionId: z.string().nullable(),
    title: z.string(),
    imageUrl: z.string().nullable(),
    /** The product's, the auction's or the lot's own. */
    status: z.string(),
    /** When the auction is to start; null for a product. */
    startsAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: "Watch" });
export type Watch = z.infer<typeof watch>;

const tag = "Users";
const userParams = z.object({ userId });

export const listWatches = endpoint({
  name: "listWatches",
  method: "get",
  path: "/users/{userId}/watchlist",
  tag,
  summary: "What one keeps an eye on, latest first",
  description:
    "One's own only. A letter reminds of an auction a quarter of an hour before it starts, and of a lot that is next.",
  access: "signed-in",
  scope: "account:read",
  params: userParams,
  query: z.strictObject({ ...pageQuery, kind: watchKind.optional() }),
  data: z.array(watch),
  paged: true,
  refusals: ["not_found"],
});

export const addWatch = endpoint({
  name: "addWatch",
  method: "post",
  path: "/users/{userId}/watchlist",
  tag,
  summary: "Keep an eye on a product, an auction or a lot",
  description: "Of what one can see. Twice is once.",
  access: "signed-in",
  scope: "account:write",
  params: userParams,
  body: z.object({ kind: watchKind, subjectId: entityId }),
  data: watch,
  status: 201,
  idempotent: true,
  refusals: ["not_found", "list_full"],
});

export const removeWatch = endpoint({
  name: "removeWatch",
  method: "delete",
  path: "/users/{userId}/watchlist/{watchId}",
  tag,
  summary: "Look away again",
  access: "signed-in",
  scope: "account:write",
  params: z.object({ userId, watchId: entityId }),
  data: nothing,
  refusals: ["not_found"],
});
