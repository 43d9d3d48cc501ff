import { listOrders, readOrder } from "../../contract/http/orders.ts";
import type { Order } from "../../contract/http/orders.ts";
import * as queries from "../../db/queries/orders.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { notFound } from "../middleware/problem.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";

const toOrder = (row: queries.Order, userId: string): Order => ({
  ...row,
  side: row.buyerId === userId ? "buyer" : "seller",
  priceMinor: row.hammerMinor,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

export function mountOrders(parts: Interface): void {
  mount(parts, listOrders, async (context, { query }) => {
    const { userId } = requireSignedIn(context);
    const { side, status, limit, cursor } = query;
    const page = await queries.listOrders(
      context.get("postgres").database,
      { userId, side, status },
      { limit, cursor },
    );
    return requirePage(page, (row) => toOrder(row, userId));
  });
  mount(parts, readOrder, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const found = await queries.findOrderOf(database, { orderId: params.id, userId });
    if (found === undefined) throw notFound("order");
    return { data: toOrder(found, userId) };
  });
}
