import { listRefunds, previewRefund } from "../../contract/http/refunds.ts";
import * as queries from "../../db/queries/refunds.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requireAllowed } from "./order-problems.ts";
import { requireOwnOrder } from "./orders.ts";

export function mountRefunds(parts: Interface): void {
  mount(parts, listRefunds, async (context, { params }) => {
    const { id, currency } = await requireOwnOrder(context, params.id);
    const rows = await queries.listRefunds(context.get("postgres").database, id);
    const data = rows.map(({ at, completedAt, ...row }) => ({
      ...row,
      currency,
      at: at.toISOString(),
      completedAt: completedAt?.toISOString() ?? null,
    }));
    return { data };
  });
  mount(parts, previewRefund, async (context, { params, query }) => {
    const { userId: sellerId } = requireSignedIn(context);
    const { amountMinor = null } = query;
    const of = { orderId: params.id, sellerId, amountMinor };
    const { database } = context.get("postgres");
    return { data: requireAllowed(await queries.previewRefund(database, of)) };
  });
}
