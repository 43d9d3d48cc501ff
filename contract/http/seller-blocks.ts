import { humanText, paddle } from "../room/common.ts";
import { z } from "../zod.ts";
import { entityId, idParams, moment, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

export const blockedBidder = z
  .object({
    id: z.string(),
    displayName: z.string(),
    reason: z.string().nullable(),
    createdAt: moment,
  })
  .meta({ id: "BlockedBidder" });
export type BlockedBidder = z.infer<typeof blockedBidder>;

const tag = "Sellers";
const path = "/sellers/me/blocked-bidders";

export const listBlockedBidders = endpoint({
  name: "listBlockedBidders",
  method: "get",
  path,
  tag,
  summary: "Whom one keeps out of all one's sales, latest first",
  access: "auctions.manage-own",
  scope: "account:read",
  query: z.strictObject(pageQuery),
  data: z.array(blockedBidder),
  paged: true,
});

const reason = humanText(300).nullable().default(null).meta({ description: "For oneself; nobody is told" });

export const blockBidder = endpoint({
  name: "blockBidder",
  method: "post",
  path,
  tag,
  summary: "Keep somebody out of all one's sales",
  description:
    "A paddle of one of one's sales, or the buyer of an order. In rooms that are not over they are blocked at once; what they " +
    "bid stands. The `bidder.block` of a room is for that room alone.",
  access: "auctions.manage-own",
  body: z.union([
    z.strictObject({ auctionId: entityId, paddle, reason }),
    z.strictObject({ orderId: entityId, reason }),
  ]),
  data: blockedBidder,
  status: 201,
  idempotent: true,
  refusals: ["not_found"],
});

export const unblockBidder = endpoint({
  name: "unblockBidder",
  method: "delete",
  path: `${path}/{id}`,
  tag,
  summary: "Let somebody in again",
  description: "In rooms that are not over too, where their host may block them again.",
  access: "auctions.manage-own",
  params: idParams,
  data: nothing,
  refusals: ["not_found"],
});
