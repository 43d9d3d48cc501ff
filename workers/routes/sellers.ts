import * as contract from "../../contract/http/sellers.ts";
import type { SellerProfile, Storefront } from "../../contract/http/sellers.ts";
import { listAuctions } from "../../db/queries/auctions.ts";
import { listProducts } from "../../db/queries/product-list.ts";
import * as queries from "../../db/queries/sellers.ts";
import type { AuctionStatus } from "../../domain/room/views.ts";
import { forgetCached } from "../cache/isolate.ts";
import { tagsOfPersonChange } from "../cache/tags.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound, resolveUserId } from "../middleware/ownership.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { describeRequest } from "./account-audit.ts";
import { toAuctionSummary } from "./auction-view.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";
import { toProduct } from "./products.ts";

/** How much of each kind a shop's page begins with. */
const shelfMax = 12;

const toCard = (row: queries.Seller) => ({
  id: row.id,
  slug: row.slug,
  shopName: row.shopName,
  avatarUrl: row.avatarUrl,
  marks: { isVerified: row.isVerified, isTrusted: row.isTrusted },
  followerCount: row.followerCount,
  rating: { count: row.ratingCount, sum: row.ratingSum },
});

const toProfile = (row: queries.Seller): SellerProfile => ({
  ...toCard(row),
  about: row.about,
  country: row.country,
  bannerUrl: row.bannerUrl,
  policies: { returns: row.returnsPolicy, shipping: row.shippingPolicy, payments: row.paymentsPolicy },
  memberSince: row.memberSince.toISOString(),
});

/** Whose shop a path names. */
export async function requireSeller(context: AppContext, seller: string): Promise<queries.Seller> {
  const found = await queries.findSeller(context.get("postgres").database, resolveUserId(context, seller));
  return requireFound(found, "seller");
}

export function mountSellers(parts: Interface): void {
  mount(parts, contract.readSellerProfile, async (context) => ({
    data: toProfile(await requireOwnShop(context)),
  }));
  mount(parts, contract.saveSellerProfile, async (context, { body }) => {
    const { userId } = requireSignedIn(context);
    const { policies, ...words } = body;
    const shop = {
      ...words,
      returnsPolicy: policies.returns,
      shippingPolicy: policies.shipping,
      paymentsPolicy: policies.payments,
    };
    const saved = await queries.saveShop(context.get("postgres").database, userId, shop);
    if (!saved.ok) throw new Problem(saved.refusal, "Another shop has this address, or asked for it first.");
    await forgetCached(context, tagsOfPersonChange(userId));
    return { data: toProfile(await requireOwnShop(context)) };
  });
  mount(parts, contract.listFollowedSellers, async (context, { query }) => {
    const { userId } = requireSignedIn(context);
    return requirePage(
      await queries.listFollowedSellers(context.get("postgres").database, userId, query),
      toCard,
    );
  });
  mount(parts, contract.readStorefront, async (context, { params }) => ({
    data: await readStorefront(context, await requireSeller(context, params.seller)),
  }));
  mount(parts, contract.readSellerCard, async (context, { params }) => ({
    data: toCard(await requireSeller(context, params.seller)),
  }));
  mount(parts, contract.followSeller, (context, { params }) => setFollowing(context, params.seller, true));
  mount(parts, contract.unfollowSeller, (context, { params }) => setFollowing(context, params.seller, false));
  mount(parts, contract.markSeller, async (context, { params, body }) => {
    const { userId: markedBy } = requireSignedIn(context);
    const request = describeRequest(context);
    const marking = { sellerId: params.id, markedBy, ...body, at: new Date(), request };
    if (!(await queries.markSeller(context.get("postgres"), marking))) throw notFound("seller");
    return { data: toProfile(await requireSeller(context, params.id)) };
  });
}

/** One's own, though one has not said a word in it yet. */
async function requireOwnShop(context: AppContext): Promise<queries.Seller> {
  const { userId } = requireSignedIn(context);
  return requireFound(await queries.findOwnShop(context.get("postgres").database, userId), "shop");
}

async function setFollowing(context: AppContext, named: string, isFollowing: boolean) {
  const { userId } = requireSignedIn(context);
  const { id: sellerId } = await requireSeller(context, named);
  if (sellerId === userId) throw new Problem("own_shop", "This is your own shop.");
  await queries.setFollowing(context.get("postgres").database, { userId, sellerId, isFollowing });
  const { followerCount } = await requireSeller(context, sellerId);
  return { data: { isFollowing, followerCount } };
}

async function readStorefront(context: AppContext, seller: queries.Seller): Promise<Storefront> {
  const { database } = context.get("postgres");
  const viewerId = context.get("caller")?.userId;
  const readShelf = async (status: AuctionStatus) => {
    const page = await listAuctions(database, { sellerId: seller.id, status, viewerId }, { limit: shelfMax });
    return requirePage(page, toAuctionSummary).data;
  };
  const newest = { limit: shelfMax, sort: "newest" } as const;
  const [live, upcoming, past, products, isFollowing] = await Promise.all([
    readShelf("live"),
    readShelf("scheduled"),
    readShelf("ended"),
    listProducts(database, { sellerId: seller.id, status: "active" }, newest),
    viewerId !== undefined && queries.isFollower(database, { userId: viewerId, sellerId: seller.id }),
  ]);
  return {
    ...toProfile(seller),
    isFollowing,
    products: requirePage(products, toProduct).data,
    auctions: { live, upcoming, past },
  };
}
