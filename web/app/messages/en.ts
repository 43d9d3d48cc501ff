import { account } from "./en/account.ts";
import { common } from "./en/common.ts";
import { room } from "./en/room.ts";
import { seller } from "./en/seller.ts";
import { shop } from "./en/shop.ts";

/** Every string of the site in English, the language others are checked against. */
export const en = { account, common, room, seller, shop };

/** What a language file must provide. */
export type Messages = typeof en;
