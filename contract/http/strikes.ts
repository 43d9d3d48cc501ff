import { appealStatuses, strikeRules } from "../../domain/trust/strikes.ts";
import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { idParams, moment, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

export const strike = z
  .object({
    id: z.string(),
    orderId: z.string(),
    title: z.string().meta({ description: "Of the lot that was not paid" }),
    isCounting: z.boolean(),
    givenAt: moment,
    expiresAt: moment,
    removedAt: moment.nullable(),
    appealStatus: z.enum(appealStatuses),
    appeal: z.string().nullable(),
    decision: z.string().nullable().meta({ description: "What the house said of it" }),
  })
  .meta({ id: "Strike" });
export type Strike = z.infer<typeof strike>;

const tag = "Users";

export const readStrikes = endpoint({
  name: "readStrikes",
  method: "get",
  path: "/users/{userId}/strikes",
  tag,
  summary: "One's own strikes for what was won and not paid",
  description:
    "With three that count one bids no more: joining a room says `obstacle: payment_strikes`, and a bid is refused as " +
    "`not_registered` with that obstacle in its details, or as `over_limit` where one has a paddle already.",
  access: "signed-in",
  scope: "account:read",
  params: z.object({ userId }),
  data: z.object({
    countingMax: z.int().meta({ description: "With as many as this, bidding is over" }),
    blockedUntil: moment.nullable().meta({ description: "Null: one may bid" }),
    strikes: z.array(strike),
  }),
  refusals: ["not_found"],
});

export const appealStrike = endpoint({
  name: "appealStrike",
  method: "post",
  path: "/strikes/{id}/appeal",
  tag,
  summary: "Ask for a strike to be taken back",
  description: "Once, while it counts.",
  access: "signed-in",
  params: idParams,
  body: z.object({ text: humanText(strikeRules.appealLengthMax) }),
  data: strike,
  idempotent: true,
  refusals: ["not_found", "appeal_closed"],
});

export const listAppeals = endpoint({
  name: "listAppeals",
  method: "get",
  path: "/admin/appeals",
  tag: "Admin",
  summary: "Strikes that somebody asks to be taken back, the one that waits longest first",
  access: "strikes.judge",
  query: z.strictObject(pageQuery),
  data: z.array(
    strike.extend({ person: z.object({ id: z.string(), displayName: z.string(), email: z.string() }) }),
  ),
  paged: true,
});

export const decideStrike = endpoint({
  name: "decideStrike",
  method: "post",
  path: "/admin/strikes/{id}/decide",
  tag: "Admin",
  summary: "Take a strike back, or keep one that was appealed",
  access: "strikes.judge",
  params: idParams,
  body: z.object({
    outcome: z.enum(["removed", "kept"]),
    reason: humanText(strikeRules.reasonLengthMax),
  }),
  data: strike,
  idempotent: true,
  refusals: ["not_found", "strike_settled"],
});
