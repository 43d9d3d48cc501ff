import { listOrders, readOrder } from "../../contract/http/orders.ts";
import type { Order, orderFilter } from "../../contract/http/orders.ts";
import { listUserOrders } from "../../contract/http/users.ts";
import type { z } from "../../contract/zod.ts";
import * as queries from "../../db/queries/orders.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound, requireOwnUser } from "../middleware/ownership.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";

/** An order as one of its two parties sees it. */
export const toOrder = (row: queries.Order, userId: string): Order => ({
  ...row,
  side: row.buyerId === userId ? "buyer" : "seller",
  priceMinor: row.hammerMinor,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

async function answerOrders(context: AppContext, userId: string, filter: z.output<typeof orderFilter>) {
  const { side, status, limit, cursor } = filter;
  const { database } = context.get("postgres");
  const page = await queries.listOrders(database, { userId, side, status }, { limit, cursor });
  return requirePage(page, (row) => toOrder(row, userId));
}

export function mountOrders(parts: Interface): void {
  mount(parts, listOrders, async (context, { query }) =>
    answerOrders(context, requireSignedIn(context).userId, query),
  );
  mount(parts, listUserOrders, async (context, { params, query }) =>
    answerOrders(context, requireOwnUser(context, params.userId).userId, query),
  );
  mount(parts, readOrder, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const found = await queries.findOrderOf(database, { orderId: params.id, userId });
    return { data: toOrder(requireFound(found, "order"), userId) };
  });
}
