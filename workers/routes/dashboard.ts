import { readDashboard } from "../../contract/http/dashboard.ts";
import type { Dashboard } from "../../contract/http/dashboard.ts";
import {
  countAuctions,
  countAuctionsJoined,
  countBids,
  summariseOrders,
} from "../../db/queries/dashboard.ts";
import type { DashboardQuestion } from "../../db/queries/dashboard.ts";
import type { Database } from "../../db/database.ts";
import { requireOwnUser } from "../middleware/ownership.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountDashboard(parts: Interface): void {
  mount(parts, readDashboard, async (context, { params }) => {
    const { userId, role } = requireOwnUser(context, params.userId);
    const { database } = context.get("postgres");
    const at = new Date();
    const question = { userId, thisMonth: startOfMonth(at, 0), lastMonth: startOfMonth(at, -1) };
    const [buying, selling] = await Promise.all([
      readBuying(database, question),
      role === "buyer" ? null : readSelling(database, question),
    ]);
    return { data: { at: at.toISOString(), buying, selling } };
  });
}

const startOfMonth = (at: Date, months: number): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months));

/** The statements go side by side; how many there are does not depend on what somebody has. */
async function readBuying(database: Database, question: DashboardQuestion): Promise<Dashboard["buying"]> {
  const [bidsPlaced, auctionsJoined, bought] = await Promise.all([
    countBids(database, question),
    countAuctionsJoined(database, question),
    summariseOrders(database, { ...question, side: "buyer" }),
  ]);
  return {
    bidsPlaced,
    auctionsJoined,
    lotsWon: bought.made,
    orders: bought.byStatus,
    money: [...bought.money],
  };
}

async function readSelling(database: Database, question: DashboardQuestion): Promise<Dashboard["selling"]> {
  const [auctions, sold] = await Promise.all([
    countAuctions(database, question.userId),
    summariseOrders(database, { ...question, side: "seller" }),
  ]);
  return { auctions, lotsSold: sold.made, orders: sold.byStatus, money: [...sold.money] };
}
