import { listTransactions } from "../../contract/http/transactions.ts";
import * as queries from "../../db/queries/transactions.ts";
import { requireOwnUser } from "../middleware/ownership.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";

export function mountTransactions(parts: Interface): void {
  mount(parts, listTransactions, async (context, { params, query }) => {
    const { userId } = requireOwnUser(context, params.userId);
    const { type, from, to, limit, cursor } = query;
    const question = { userId, type, from: toDate(from), to: toDate(to) };
    const { database } = context.get("postgres");
    const page = await queries.listTransactions(database, question, { limit, cursor });
    return requirePage(page, ({ at, id, ...row }) => ({
      ...row,
      id: `${row.type}-${id}`,
      at: at.toISOString(),
    }));
  });
}

const toDate = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);
