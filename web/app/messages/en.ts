import { access } from "./en/access.ts";
import { account } from "./en/account.ts";
import { admin } from "./en/admin.ts";
import { catalogue } from "./en/catalogue.ts";
import { common } from "./en/common.ts";
import { data } from "./en/data.ts";
import { disputes } from "./en/disputes.ts";
import { factors } from "./en/factors.ts";
import { keys } from "./en/keys.ts";
import { media } from "./en/media.ts";
import { providers } from "./en/providers.ts";
import { room } from "./en/room.ts";
import { security } from "./en/security.ts";
import { seller } from "./en/seller.ts";
import { shop } from "./en/shop.ts";
import { stripe } from "./en/stripe.ts";
import { trust } from "./en/trust.ts";
import { wallet } from "./en/wallet.ts";
import { watching } from "./en/watching.ts";

/** Every string of the site in English, the language others are checked against. */
export const en = {
  access,
  account,
  admin,
  catalogue,
  common,
  data,
  disputes,
  factors,
  keys,
  media,
  providers,
  room,
  security,
  seller,
  shop,
  stripe,
  trust,
  wallet,
  watching,
};

/** What a language file must provide. */
export type Messages = typeof en;
