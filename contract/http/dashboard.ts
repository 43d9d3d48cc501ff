import { z } from "../zod.ts";
import { moment, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { orderStatus } from "./orders.ts";

/** A count, and how it was this month so far and in the month before. Months are those of UTC. */
const counted = z.object({ total: z.int(), thisMonth: z.int(), lastMonth: z.int() }).meta({ id: "Counted" });

/** Money in one currency; sums never mix two. */
const money = z
  .object({
    currency: z.string(),
    /** Paid and not given back; of a sale the hammer price, before fees. */
    paidMinor: z.int(),
    thisMonthMinor: z.int(),
    lastMonthMinor: z.int(),
    /** Agreed and not paid yet. */
    pendingMinor: z.int(),
  })
  .meta({ id: "MoneyByMonth", description: "By the month it was paid in; `paidMinor` is all of it." });

const ordersByStatus = z.record(orderStatus, z.int()).meta({ id: "OrdersByStatus" });

export const dashboard = z
  .object({
    at: moment,
    buying: z.object({
      bidsPlaced: counted,
      auctionsJoined: counted,
      lotsWon: counted,
      orders: ordersByStatus,
      money: z.array(money),
    }),
    selling: z
      .object({
        auctions: z.object({ scheduled: z.int(), live: z.int(), ended: z.int(), cancelled: z.int() }),
        lotsSold: counted,
        orders: ordersByStatus,
        money: z.array(money),
      })
      .nullable()
      .meta({ description: "Null for who does not sell" }),
  })
  .meta({ id: "Dashboard" });
export type Dashboard = z.infer<typeof dashboard>;

export const readDashboard = endpoint({
  name: "readDashboard",
  method: "get",
  path: "/users/{userId}/dashboard",
  tag: "Users",
  summary: "One's bidding, buying and selling at a glance",
  access: "signed-in",
  scope: "account:read",
  params: z.object({ userId }),
  data: dashboard,
  refusals: ["not_found"],
});
