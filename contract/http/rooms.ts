import { bidModes, roomRoles } from "../../domain/room/command.ts";
import { amountMinor, commandId, opaqueId } from "../room/common.ts";
import { commandAccepted, roomSnapshot } from "../room/session.ts";
import { wireCommand } from "../room/up.ts";
import { z } from "../zod.ts";
import { idParams } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import type { ErrorCode } from "./errors.ts";

const tag = "Rooms";

/** Why somebody who enters is no bidder. */
export const bidderObstacles = [
  "signed_out",
  "blocked",
  "own_lot",
  "payment_strikes",
  "payment_method_missing",
  "address_missing",
  "not_shippable",
] as const;
export type BidderObstacle = (typeof bidderObstacles)[number];

/** What opens a socket: a single-use ticket for `socketPath`, good for 30 s, and the room as it is now. */
export const joined = z
  .object({
    ticket: z.string(),
    socketPath: z.string(),
    role: z.enum(roomRoles),
    paddle: z.int().nullable(),
    /** What keeps the caller from bidding; null for a bidder. */
    obstacle: z.enum(bidderObstacles).nullable(),
    snapshot: roomSnapshot,
  })
  .meta({ id: "Joined" });
export type Joined = z.infer<typeof joined>;

export const joinAuction = endpoint({
  name: "joinAuction",
  method: "post",
  path: "/auctions/{id}/join",
  tag,
  summary: "Enter the room",
  description:
    "Signed out, or without a verified payment method and an address, one enters as a viewer. The ticket is bound to " +
    "this request's Origin (or to none, with `X-Client: mobile` or an API key); the socket's upgrade must come from the same.",
  access: "public",
  scope: "rooms:act",
  params: idParams,
  data: joined,
  rate: "enter",
  refusals: ["not_found", "forbidden", "room_full"],
});

const bidRefusals: readonly ErrorCode[] = [
  "not_found",
  "malformed",
  "auth_required",
  "id_reused",
  "rate_limited",
  "blocked",
  "not_registered",
  "lot_unknown",
  "own_lot",
  "auction_held",
  "lot_not_open",
  "lot_closed",
  "already_leading",
  "below_minimum",
  "off_grid",
  "over_limit",
  "needs_confirmation",
];

const answeredCommand = commandAccepted.meta({ id: "CommandAccepted" });

export const sendCommand = endpoint({
  name: "sendCommand",
  method: "post",
  path: "/auctions/{id}/commands",
  tag,
  summary: "Any command of a room, over HTTP",
  description: "The same schema and the same exactly-once `id` as over a socket.",
  access: "public",
  scope: "rooms:act",
  params: idParams,
  body: wireCommand.meta({ id: "Command" }),
  data: answeredCommand,
  rate: "room",
  refusals: bidRefusals,
});

export const placeBid = endpoint({
  name: "placeBid",
  method: "post",
  path: "/auctions/{id}/bid",
  tag,
  summary: "Bid, in short",
  description:
    "`lotId` is the open lot when left out, `mode` is `max`, and `id` is the Idempotency-Key, or made up. Give an id " +
    "to make a retry safe.",
  access: "public",
  scope: "rooms:act",
  params: idParams,
  body: z
    .object({
      id: commandId.optional(),
      lotId: opaqueId.optional(),
      amountMinor,
      mode: z.enum(bidModes).optional(),
      confirm: z.literal(true).optional(),
    })
    .meta({ id: "BidInput" }),
  data: answeredCommand,
  rate: "room",
  refusals: bidRefusals,
});
