import type { Api } from "../../client/http/api.ts";
import { ApiError } from "../../client/http/api-error.ts";
import { applyToSell, approveApplication } from "../../contract/http/seller-applications.ts";
import { markSeller, readSellerProfile, saveSellerProfile } from "../../contract/http/sellers.ts";
import { must } from "../../domain/result.ts";
import { signIn } from "./person.ts";
import type { Person } from "./person.ts";
import { demoShops, shopPayments } from "./shops.ts";
import type { DemoShop } from "./shops.ts";

/** The owner of each shop, signed in. */
export type Sellers = ReadonlyMap<DemoShop["slug"], Person>;

export const requireSeller = (sellers: Sellers, slug: DemoShop["slug"]): Person =>
  must(sellers.get(slug), "every shop was opened");

/** Opens those shops that are not there yet: their owners apply, and the house says yes. */
export async function loadShops(origin: string, admin: Api): Promise<Sellers> {
  const opened = await Promise.all(
    demoShops.map(async (shop) => [shop.slug, await openShop(origin, admin, shop)] as const),
  );
  return new Map(opened);
}

async function openShop(origin: string, admin: Api, shop: DemoShop): Promise<Person> {
  const owner = await signIn(origin, shop.email);
  if (await hasShop(owner.api)) return owner;
  const { slug, shopName, about, country, goods, returns, shipping, marks } = shop;
  const body = { slug, shopName, about, country, goods, agreesToPolicies: true as const };
  const { id } = await owner.api.call(applyToSell, { body });
  await admin.call(approveApplication, { params: { id } });
  // A token says what its owner may do; the one from before the approval says less.
  const seller = await signIn(origin, shop.email);
  const policies = { returns, shipping, payments: shopPayments };
  await seller.api.call(saveSellerProfile, { body: { slug, shopName, about, country, policies } });
  await admin.call(markSeller, { params: { id: seller.userId }, body: marks });
  return seller;
}

async function hasShop(owner: Api): Promise<boolean> {
  try {
    return (await owner.call(readSellerProfile, {})).slug !== null;
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return false;
    throw error;
  }
}
