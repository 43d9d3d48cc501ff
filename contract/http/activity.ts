import { z } from "../zod.ts";
import { moment, momentInput, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

/** One thing an account did, or that was done to it by its owner, as the audit log has it. */
export const accountEvent = z
  .object({
    id: z.string(),
    at: moment,
    action: z.string().meta({ examples: ["user.password-changed"] }),
    subjectType: z.string(),
    subjectId: z.string(),
    ipAddress: z.string().nullable(),
  })
  .meta({ id: "AccountEvent" });

/** More kinds will come; a client shows one it does not know by its action and time. */
export const activityTypes = ["account", "bid", "purchase", "sale"] as const;

/** One thing somebody did or that happened to them, whatever it was about. */
export const activity = accountEvent
  .extend({
    type: z.enum(activityTypes),
    action: z.string().meta({
      description:
        "Of the account as in the audit log; `bid.placed`, `bid.placed-for-you` (the room, up to your maximum), " +
        "`bid.sealed`; `order.bought`, `order.sold`",
      examples: ["bid.placed"],
    }),
    lot: z
      .object({
        auctionId: z.string(),
        title: z.string(),
        amountMinor: z.int().nullable().meta({
          description:
            "The price the bid made, what a buyer owes in all, a seller's hammer price; null while a bid is sealed",
        }),
        currency: z.string(),
      })
      .nullable()
      .meta({ description: "What a bid, a purchase or a sale was about; null for the account's own events" }),
  })
  .meta({ id: "Activity" });
export type Activity = z.infer<typeof activity>;

export const listActivity = endpoint({
  name: "listActivity",
  method: "get",
  path: "/users/{userId}/activity",
  tag: "Users",
  summary: "What one did, latest first",
  description:
    "Signing in and out, passwords and whatever else is kept in the audit log, bids, and what was bought and sold. One's " +
    "own only. Purchases and sales need an API key's `orders:read`, bids its `auctions:read`; without them a key sees the rest.",
  access: "signed-in",
  scope: "account:read",
  params: z.object({ userId }),
  query: z.strictObject({
    ...pageQuery,
    type: z.enum(activityTypes).optional(),
    from: momentInput.optional().meta({ description: "Not before" }),
    to: momentInput.optional().meta({ description: "Before" }),
  }),
  data: z.array(activity),
  paged: true,
  refusals: ["not_found", "forbidden"],
});
