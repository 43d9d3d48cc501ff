import { activityTypes, listActivity } from "../../contract/http/activity.ts";
import type { Activity } from "../../contract/http/activity.ts";
import * as queries from "../../db/queries/activity.ts";
import type { Scope } from "../../domain/access/scopes.ts";
import type { AppContext } from "../environment.ts";
import { requireScope } from "../middleware/authenticate.ts";
import { requireOwnUser } from "../middleware/ownership.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";

/** What a key needs besides to be told of these: a list of everything must not be a way around the other lists' scopes. */
const scopeOf: Readonly<Record<Activity["type"], Scope>> = {
  account: "account:read",
  bid: "auctions:read",
  purchase: "orders:read",
  sale: "orders:read",
};

export function mountActivity(parts: Interface): void {
  mount(parts, listActivity, async (context, { params, query }) => {
    const { userId } = requireOwnUser(context, params.userId);
    const { type, from, to, limit, cursor } = query;
    if (type !== undefined) requireScope(context, scopeOf[type]);
    const types = type === undefined ? listVisibleTypes(context) : [type];
    const question = { userId, types, from: toDate(from), to: toDate(to) };
    const { database } = context.get("postgres");
    const page = await queries.listActivity(database, question, { limit, cursor });
    return requirePage(page, ({ at, ...entry }) => ({ ...entry, at: at.toISOString() }));
  });
}

function listVisibleTypes(context: AppContext): Activity["type"][] {
  const keyScopes = context.get("caller")?.keyScopes ?? null;
  return activityTypes.filter((type) => keyScopes === null || keyScopes.includes(scopeOf[type]));
}

const toDate = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);
