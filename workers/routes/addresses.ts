import { createAddress, deleteAddress, editAddress, listAddresses } from "../../contract/http/addresses.ts";
import type { Address } from "../../contract/http/addresses.ts";
import * as queries from "../../db/queries/addresses.ts";
import type { AppContext } from "../environment.ts";
import { refreshTerms } from "../jobs/refresh-terms.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound } from "../middleware/ownership.ts";
import { notFound } from "../middleware/problem.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";

const toAddress = (row: queries.Address): Address => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

export function mountAddresses(parts: Interface): void {
  mount(parts, listAddresses, async (context, { query }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    return requirePage(await queries.listAddresses(database, userId, query), toAddress);
  });
  mount(parts, createAddress, async (context, { body }) => {
    const { userId } = requireSignedIn(context);
    const { isDefault = false, ...address } = body;
    const { database } = context.get("postgres");
    const owner = { userId, chooseAsDefault: isDefault };
    const created = await queries.createAddress(database, owner, address);
    await tellRooms(context, userId);
    return { data: toAddress(created) };
  });
  mount(parts, editAddress, async (context, { params, body }) => {
    const { userId } = requireSignedIn(context);
    const { isDefault = false, ...change } = body;
    const { database } = context.get("postgres");
    const target = { userId, addressId: params.id, chooseAsDefault: isDefault };
    const updated = await queries.updateAddress(database, target, change);
    const found = requireFound(updated, "address");
    await tellRooms(context, userId);
    return { data: toAddress(found) };
  });
  mount(parts, deleteAddress, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    if (!(await queries.deleteAddress(database, { userId, addressId: params.id }))) throw notFound("address");
    await tellRooms(context, userId);
    return { data: null };
  });
}

/** Where somebody lives decides what shipping and tax come to: an order goes where its price was counted for (rule P9). */
const tellRooms = (context: AppContext, userId: string): Promise<void> =>
  refreshTerms(context.env, context.get("postgres").database, { userId, at: new Date(), tellsAlways: true });
