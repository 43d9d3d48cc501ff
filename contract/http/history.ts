import { limits } from "../../domain/limits.ts";
import { chatLine } from "../room/chat.ts";
import { logPage } from "../room/fact.ts";
import { opening } from "../room/lot.ts";
import { z } from "../zod.ts";
import { entityId, idParams, moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { lotParams } from "./lots.ts";
import { pageQuery, wholeNumberParameter } from "./page.ts";

const tag = "Rooms";

/** A bid as everybody sees it: by paddle, never by name; its time in epoch milliseconds, as in facts. */
export const bid = z
  .object({
    bidId: z.string(),
    lotId: z.string(),
    paddle: z.int(),
    priceMinor: z.int(),
    auto: z.boolean(),
    seq: z.int(),
    atMs: z.int(),
  })
  .meta({ id: "Bid" });
export type Bid = z.infer<typeof bid>;

export const listBids = endpoint({
  name: "listBids",
  method: "get",
  path: "/auctions/{id}/bids",
  tag,
  summary: "Bids, latest first",
  access: "public",
  scope: "auctions:read",
  params: idParams,
  query: z.strictObject({ ...pageQuery, lotId: entityId.optional() }),
  data: z.array(bid),
  paged: true,
  refusals: ["not_found"],
});

/** A bid in the second version: money with its currency, the time as every other HTTP body has it. */
const bidWithMoney = bid
  .omit({ priceMinor: true, atMs: true })
  .extend({ price: z.object({ amountMinor: z.int(), currency: z.string() }), at: moment })
  .meta({ id: "BidV2" });

export const listBidsV2 = endpoint({
  name: "listBidsV2",
  method: "get",
  version: 2,
  path: listBids.path,
  tag,
  summary: "Bids, latest first, with their currency",
  access: "public",
  scope: "auctions:read",
  params: listBids.params,
  query: listBids.query,
  data: z.array(bidWithMoney),
  paged: true,
  refusals: ["not_found"],
});

export const listOwnOpenings = endpoint({
  name: "listOwnOpenings",
  method: "get",
  path: "/auctions/{id}/lots/{lotId}/openings",
  tag,
  summary: "What opens one's own amounts that the log keeps closed",
  description:
    "After the hammer the log opens every amount up to the final price; a higher maximum is opened here, for its bidder " +
    "alone, so that they can check its commitment themselves. Empty while the lot runs and when there is nothing of theirs.",
  access: "signed-in",
  scope: "auctions:read",
  params: lotParams,
  data: z.array(opening.meta({ id: "Opening" })),
  refusals: ["not_found"],
});

export const listMessages = endpoint({
  name: "listMessages",
  method: "get",
  path: "/auctions/{id}/messages",
  tag,
  summary: "Chat, latest first",
  access: "public",
  scope: "auctions:read",
  params: idParams,
  query: z.strictObject(pageQuery),
  data: z.array(chatLine.meta({ id: "ChatLine" })),
  paged: true,
  refusals: ["not_found"],
});

export const readLog = endpoint({
  name: "readLog",
  method: "get",
  path: "/auctions/{id}/log",
  tag,
  summary: "The public log: every fact, chained and signed",
  description:
    "Each fact's `hash` covers the one before it; `signatures` are Ed25519 over `blytz.v1:<auctionId>:<seq>:<hash>` by " +
    "keys of /.well-known/jwks.json. `head` is the end of the log, not of the page.",
  access: "public",
  scope: "auctions:read",
  params: idParams,
  query: z.strictObject({
    afterSeq: wholeNumberParameter(0, Number.MAX_SAFE_INTEGER).default(0),
    limit: wholeNumberParameter(1, limits.logPageMax).default(limits.logPageMax),
  }),
  data: logPage.meta({ id: "LogPage" }),
  refusals: ["not_found"],
});
