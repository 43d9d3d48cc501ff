import * as contract from "../../contract/http/saved-searches.ts";
import * as queries from "../../db/queries/saved-searches.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";

const toSavedSearch = (row: queries.SavedSearch): contract.SavedSearch => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
});

/** 128 random bits as they stand in a link. */
const makeToken = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );

export function mountSavedSearches(parts: Interface): void {
  mount(parts, contract.listSavedSearches, async (context, { query }) => {
    const { userId } = requireSignedIn(context);
    const page = await queries.listSavedSearches(context.get("postgres").database, userId, query);
    return requirePage(page, toSavedSearch);
  });

  mount(parts, contract.saveSearch, async (context, { body }) => {
    const { userId } = requireSignedIn(context);
    const input = { ...body, userId, unsubscribeToken: makeToken(), at: new Date() };
    const saved = await queries.saveSearch(context.get("postgres").database, input);
    if (!saved.ok) throw new Problem("list_full", "Remove one of your saved searches first.");
    return { data: toSavedSearch(saved.value) };
  });

  mount(parts, contract.editSavedSearch, async (context, { params, body }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const change = { ...body, at: new Date() };
    const changed = await queries.updateSavedSearch(database, { id: params.id, userId }, change);
    return { data: toSavedSearch(requireFound(changed, "search")) };
  });

  mount(parts, contract.deleteSavedSearch, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    if (!(await queries.deleteSavedSearch(database, { id: params.id, userId }))) throw notFound("search");
    return { data: null };
  });

  mount(parts, contract.unsubscribeSearch, async (context, { body }) => {
    await queries.unsubscribeSearch(context.get("postgres").database, body.token);
    return { data: null };
  });
}
