import { readSellerSettings, saveSellerSettings } from "../../contract/http/seller-settings.ts";
import * as queries from "../../db/queries/seller-settings.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountSellerSettings(parts: Interface): void {
  mount(parts, readSellerSettings, async (context) => {
    const { userId } = requireSignedIn(context);
    return { data: await queries.readSellerSettings(context.get("postgres").database, userId) };
  });
  mount(parts, saveSellerSettings, async (context, { body }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    await queries.saveSellerSettings(database, userId, body);
    return { data: await queries.readSellerSettings(database, userId) };
  });
}
