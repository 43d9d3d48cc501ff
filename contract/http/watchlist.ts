import { auctionStatuses, lotStatuses } from "../../domain/room/views.ts";
import { z } from "../zod.ts";
import { entityId, moment, nothing, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

const subjectsMax = 100;
/** Ids with commas between them: of a page of things, which ones does somebody watch? */
const subjectIds = z
  .string()
  .max(subjectsMax * 37)
  .transform((text) => text.split(","))
  .pipe(z.array(entityId).min(1).max(subjectsMax));

const watchKind = z.enum(["product", "auction", "lot"]);

/** Something on a watch list, with enough of it for a line. */
const watch = z
  .object({
    id: z.string(),
    kind: watchKind,
    subjectId: z.string(),
    /** The auction itself, or the one it is or was sold in; null for a product that is in none. */
    auctionId: z.string().nullable(),
    title: z.string(),
    imageUrl: z.string().nullable(),
    /** The product's, the auction's or the lot's own. */
    status: z.string(),
    /** Of the lot it is or is in, and of that lot's auction; null where there is none. */
    lotStatus: z.enum(lotStatuses).nullable(),
    auctionStatus: z.enum(auctionStatuses).nullable(),
    /** What it went for, where it stands, or where it starts; null for an auction. */
    priceMinor: z.int().nullable(),
    currency: z.string().nullable(),
    /** When that auction is to start, and when its lot closes while it is open. */
    startsAt: moment.nullable(),
    closesAt: moment.nullable(),
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
    "One's own only; with `subjectIds`, up to a hundred with commas between, those of them that are watched. A letter reminds of an auction a quarter of an hour before it starts, and of a lot that is next.",
  access: "signed-in",
  scope: "account:read",
  params: userParams,
  query: z.strictObject({ ...pageQuery, kind: watchKind.optional(), subjectIds: subjectIds.optional() }),
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
