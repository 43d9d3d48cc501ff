import { addWatch, listWatches, removeWatch } from "../../contract/http/watchlist.ts";
import type { Watch } from "../../contract/http/watchlist.ts";
import * as queries from "../../db/queries/watches.ts";
import { requireOwnUser } from "../middleware/ownership.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";

const toWatch = (row: queries.Watch): Watch => ({
  ...row,
  startsAt: row.startsAt?.toISOString() ?? null,
  closesAt: row.lotStatus === "open" ? (row.closesAt?.toISOString() ?? null) : null,
  createdAt: row.createdAt.toISOString(),
});

export function mountWatchlist(parts: Interface): void {
  mount(parts, listWatches, async (context, { params, query: { kind, subjectIds, ...request } }) => {
    const { userId } = requireOwnUser(context, params.userId);
    const { database } = context.get("postgres");
    return requirePage(await queries.listWatches(database, { userId, kind, subjectIds }, request), toWatch);
  });

  mount(parts, addWatch, async (context, { params, body }) => {
    const { userId } = requireOwnUser(context, params.userId);
    const added = await queries.addWatch(context.get("postgres").database, { userId, ...body });
    if (added.ok) return { data: toWatch(added.value) };
    if (added.refusal === "not_found") throw notFound(body.kind);
    throw new Problem("list_full", "Take something off your watch list first.");
  });

  mount(parts, removeWatch, async (context, { params }) => {
    const { userId } = requireOwnUser(context, params.userId);
    const { watchId } = params;
    if (!(await queries.removeWatch(context.get("postgres").database, { userId, watchId })))
      throw notFound("watch");
    return { data: null };
  });
}
