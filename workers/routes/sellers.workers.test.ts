import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { addSale } from "../../test/support/workers/sales.ts";
import { openShop } from "../../test/support/workers/shop.ts";
import type { Shop } from "../../test/support/workers/shop.ts";

let api: TestApi;
let shop: Shop;
let buyer: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  shop = await openShop(api);
  buyer = await api.join("Buyer");
});

const slugOf = (): string => `shop-${crypto.randomUUID().slice(0, 8)}`;
const words = (more: object = {}) => ({
  shopName: "Ana's Cards",
  slug: slugOf(),
  about: "Cards since 1998.",
  country: "US",
  bannerUrl: "/demo/banner.svg",
  policies: { returns: "14 days", shipping: "In three days", payments: "At the hammer" },
  ...more,
});
const save = ({ token }: TestPerson, body: object) => api.call("PUT /sellers/me/profile", { token, body });
const visit = (seller: string, person?: TestPerson) =>
  api.call(`GET /sellers/${seller}`, { token: person?.token });
const follow = (verb: "PUT" | "DELETE", seller: string, { token }: TestPerson) =>
  api.call(`${verb} /sellers/${seller}/follow`, { token });

describe("a shop", () => {
  test("of an admin is there for its owner before a word is said in it, and for everybody after", async () => {
    const house = await api.join("House", "admin");
    const own = () => api.call("GET /sellers/me/profile", { token: house.token });
    expect((await own()).body.data).toMatchObject({ id: house.id, slug: null, shopName: "House" });
    expect((await visit(house.id)).status).toBe(404);
    const said = words();
    expect((await save(house, said)).status).toBe(200);
    expect((await own()).body.data).toMatchObject(said);
    expect((await visit(said.slug)).body.data).toMatchObject({ id: house.id });
  });

  test("is found by its address and by its seller, with what is for sale and what was sold", async () => {
    const { seller } = shop;
    const said = words();
    expect((await save(seller, said)).status).toBe(200);
    const [active] = [await shop.createProduct(), await shop.createProduct({ status: "draft" })];
    const { auctionId } = await addSale(api, {
      sellerId: seller.id,
      buyerId: buyer.id,
      soldAt: new Date(),
      status: "paid",
    });
    const bySlug = await visit(said.slug);
    expect((await visit(seller.id)).body).toEqual(bySlug.body);
    const { products, auctions, memberSince: _since, ...rest } = bySlug.body.data;
    expect(rest).toEqual({
      ...said,
      id: seller.id,
      avatarUrl: null,
      marks: { isVerified: false, isTrusted: false },
      followerCount: 0,
      rating: { count: 0, sum: 0 },
      isFollowing: false,
    });
    expect(products.map(({ id }: { id: string }) => id)).toEqual([active]);
    expect(auctions).toMatchObject({ live: [], upcoming: [], past: [{ id: auctionId }] });
  });

  test("has the seller's own name until one is chosen; a buyer has none", async () => {
    const nameless = await api.join("Nameless", "seller");
    expect((await visit(nameless.id)).body.data).toMatchObject({ shopName: "Nameless", slug: null });
    expect((await visit(buyer.id)).status).toBe(404);
    expect((await visit("no-such-shop")).status).toBe(404);
    expect((await visit("me", nameless)).body.data.id).toBe(nameless.id);
    expect((await visit("me")).body.error.code).toBe("auth_required");
    expect((await visit(`${nameless.id}/card`)).body.data).toEqual({
      id: nameless.id,
      slug: null,
      shopName: "Nameless",
      avatarUrl: null,
      marks: { isVerified: false, isTrusted: false },
      followerCount: 0,
      rating: { count: 0, sum: 0 },
    });
  });

  test("of somebody who was shut out is gone", async () => {
    const gone = await api.join("Gone", "seller");
    const { slug } = words();
    await save(gone, words({ slug }));
    await api.call(`POST /admin/users/${gone.id}/disable`, {
      token: shop.admin.token,
      body: { reason: "fraud" },
    });
    expect([(await visit(slug)).status, (await visit(gone.id)).status]).toEqual([404, 404]);
  });

  test("has an address that no other shop has, nor anybody who asked for it first", async () => {
    const [first, second] = [await api.join("One", "seller"), await api.join("Two", "seller")];
    const { slug } = words();
    const answers = await Promise.all([save(first, words({ slug })), save(second, words({ slug }))]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    const waiting = slugOf();
    await api.sql(
      `INSERT INTO seller_applications (id, user_id, shop_name, slug, about, country, goods, agreed_at)
       VALUES (gen_random_uuid(), $1, 'Shop', $2, 'About', 'US', 'Goods', now())`,
      [buyer.id, waiting],
    );
    const late = await save(first, words({ slug: waiting }));
    expect([late.status, late.body.error.code]).toEqual([409, "slug_taken"]);
  });

  test("[SEC-38] keeps what was written as text and takes no address of a picture elsewhere", async () => {
    const markup = `<script>alert(1)</script>`;
    const writer = await api.join("Writer", "seller");
    const saved = await save(writer, words({ about: markup, policies: { returns: markup } }));
    expect(saved.body.data).toMatchObject({ about: markup, policies: { returns: markup, shipping: "" } });
    expect(saved.headers.get("Content-Type")).toContain("application/json");
    for (const bannerUrl of ["https://evil.example/x.png", "javascript:alert(1)", "/media/../x"])
      expect((await save(writer, words({ bannerUrl }))).status).toBe(400);
  });
});

describe("the house's marks", () => {
  test("are an admin's to give and to take, and the audit log has both", async () => {
    const { id } = shop.seller;
    const mark = (body: object) =>
      api.call(`PUT /admin/sellers/${id}/marks`, { token: shop.admin.token, body });
    const given = await mark({ isVerified: true, isTrusted: true });
    expect(given.body.data.marks).toEqual({ isVerified: true, isTrusted: true });
    expect((await visit(id)).body.data.marks).toEqual({ isVerified: true, isTrusted: true });
    await mark({ isVerified: true, isTrusted: false });
    const log = await api.sql(
      "SELECT actor_id, details FROM audit_log WHERE action = 'seller.marked' AND subject_id = $1 ORDER BY at, id",
      [id],
    );
    expect(log).toEqual([
      {
        actor_id: shop.admin.id,
        details: {
          before: { isVerified: false, isTrusted: false },
          after: { isVerified: true, isTrusted: true },
        },
      },
      {
        actor_id: shop.admin.id,
        details: {
          before: { isVerified: true, isTrusted: true },
          after: { isVerified: true, isTrusted: false },
        },
      },
    ]);
  });

  test("[SEC-24] are not the seller's to say", async () => {
    const { id } = shop.seller;
    const said = words({
      marks: { isVerified: true },
      isVerified: true,
      verifiedAt: new Date().toISOString(),
    });
    await api.sql("UPDATE seller_profiles SET verified_at = NULL WHERE user_id = $1", [id]);
    await save(shop.seller, said);
    expect((await visit(id)).body.data.marks.isVerified).toBe(false);
  });
});

describe("following", () => {
  test("counts each follower once, however often and at once they say so", async () => {
    const seller = await api.join("Star", "seller");
    const fans = [buyer, await api.join("Fan"), shop.admin];
    await Promise.all(fans.flatMap((fan) => [follow("PUT", seller.id, fan), follow("PUT", seller.id, fan)]));
    expect((await visit(seller.id, buyer)).body.data).toMatchObject({ followerCount: 3, isFollowing: true });
    expect((await visit(seller.id)).body.data.isFollowing).toBe(false);
    await Promise.all([follow("DELETE", seller.id, buyer), follow("DELETE", seller.id, buyer)]);
    expect((await visit(seller.id, buyer)).body.data).toMatchObject({ followerCount: 2, isFollowing: false });
  });

  test("leads to one's own list, latest first; one's own shop cannot be in it", async () => {
    const reader = await api.join("Reader");
    const sellers = [await api.join("First", "seller"), await api.join("Second", "seller")];
    for (const { id } of sellers) await follow("PUT", id, reader);
    const { body } = await api.call("GET /sellers/followed?limit=1", { token: reader.token });
    expect(body.data).toMatchObject([{ shopName: "Second", followerCount: 1 }]);
    const { nextCursor } = body.meta;
    const rest = await api.call(`GET /sellers/followed?cursor=${nextCursor}`, { token: reader.token });
    expect(rest.body.data).toMatchObject([{ shopName: "First" }]);
    const own = await follow("PUT", shop.seller.id, shop.seller);
    expect([own.status, own.body.error.code]).toEqual([409, "own_shop"]);
  });

  test("ends with the follower's account", async () => {
    const seller = await api.join("Left", "seller");
    const leaver = await api.join("Leaver");
    await follow("PUT", seller.id, leaver);
    await api.sql("DELETE FROM seller_follows WHERE user_id = $1", [leaver.id]);
    expect((await visit(seller.id)).body.data.followerCount).toBe(0);
  });
});
