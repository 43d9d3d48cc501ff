import { limitPeriods } from "../../domain/trust/self-limit.ts";
import { amountMinor } from "../room/common.ts";
import { z } from "../zod.ts";
import { moment, sellingCurrency, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";

export const selfLimit = z
  .object({
    currency: z.string(),
    period: z
      .enum(limitPeriods)
      .meta({ description: "One auction, or what one wins within a day or thirty" }),
    limitMinor: z.int().nullable().meta({ description: "Null: none" }),
    next: z
      .object({ limitMinor: z.int().nullable(), at: moment })
      .nullable()
      .meta({ description: "A raise that was asked for" }),
    wonMinor: z.int().nullable().meta({ description: "Within the period so far; null for one auction" }),
  })
  .meta({ id: "SelfLimit" });
export type SelfLimit = z.infer<typeof selfLimit>;

const tag = "Users";
const params = z.object({ userId });

export const listSelfLimits = endpoint({
  name: "listSelfLimits",
  method: "get",
  path: "/users/{userId}/limits",
  tag,
  summary: "The spending limits one has set oneself",
  access: "signed-in",
  scope: "account:read",
  params,
  data: z.array(selfLimit),
  refusals: ["not_found"],
});

export const saveSelfLimit = endpoint({
  name: "saveSelfLimit",
  method: "put",
  path: "/users/{userId}/limits",
  tag,
  summary: "Set oneself a spending limit, or ask for a higher one",
  description:
    "Lowering holds at once, in rooms one is in too. Raising one or taking it away (`null`) holds a day later. Prices count " +
    "without premium, shipping and tax, as in a room.",
  access: "signed-in",
  params,
  body: z.object({
    currency: sellingCurrency,
    period: z.enum(limitPeriods),
    limitMinor: amountMinor.nullable(),
  }),
  data: selfLimit,
  refusals: ["not_found"],
});
