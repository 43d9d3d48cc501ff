import { listOrders, readOrder } from "../../contract/http/orders.ts";
import type { orderFilter } from "../../contract/http/orders.ts";
import { listUserOrders } from "../../contract/http/users.ts";
import type { z } from "../../contract/zod.ts";
import * as queries from "../../db/queries/orders.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound, requireOwnUser } from "../middleware/ownership.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { toOrder } from "./order-view.ts";
import { requirePage } from "./page.ts";

async function answerOrders(context: AppContext, userId: string, filter: z.output<typeof orderFilter>) {
  const { side, status, limit, cursor } = filter;
  const { database } = context.get("postgres");
  const page = await queries.listOrders(database, { userId, side, status }, { limit, cursor });
  return requirePage(page, (row) => toOrder(row, userId));
}

/** An order for one of its two parties; 404 for everybody else. */
export async function requireOwnOrder(context: AppContext, orderId: string): Promise<queries.Order> {
  const { userId } = requireSignedIn(context);
  const { database } = context.get("postgres");
  return requireFound(await queries.findOrderOf(database, { orderId, userId }), "order");
}

export function mountOrders(parts: Interface): void {
  mount(parts, listOrders, async (context, { query }) =>
    answerOrders(context, requireSignedIn(context).userId, query),
  );
  mount(parts, listUserOrders, async (context, { params, query }) =>
    answerOrders(context, requireOwnUser(context, params.userId).userId, query),
  );
  mount(parts, readOrder, async (context, { params }) => ({
    data: toOrder(await requireOwnOrder(context, params.id), requireSignedIn(context).userId),
  }));
}
