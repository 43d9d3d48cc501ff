import { beforeAll, describe, expect, test } from "vitest";
import { accountExport } from "../../contract/http/own-data.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { addSale } from "../../test/support/workers/sales.ts";

let api: TestApi;
let seller: TestPerson;
let ana: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  [seller, ana] = [await api.join("Seller", "seller"), await api.joinAsBidder("Ana")];
});

const read = (person: TestPerson, of = "me") => api.call(`GET /users/${of}/export`, { token: person.token });

describe("an export", () => {
  test("holds everything about its owner, in the envelope and as documented", async () => {
    const { auctionId, lotId, orderId } = await addSale(api, {
      sellerId: seller.id,
      buyerId: ana.id,
      soldAt: new Date(Date.UTC(2026, 4, 1)),
      status: "paid",
    });
    await api.sql("UPDATE bids SET revealed_amount_minor = 1500 WHERE auction_id = $1 AND seq = 1", [
      auctionId,
    ]);
    await api.sql(
      `INSERT INTO chat_messages (id, auction_id, sender_id, display_name, role, text, at)
       VALUES (gen_random_uuid(), $1, $2, 'Ana', 'bidder', 'Hello "there"', now())`,
      [auctionId, ana.id],
    );
    await api.sql(
      "INSERT INTO self_limits (user_id, currency, period, limit_minor) VALUES ($1, 'USD', 'auction', 5000)",
      [ana.id],
    );
    await api.sql(
      "INSERT INTO user_identities (id, user_id, provider, issuer, subject, email) VALUES (gen_random_uuid(), $1, 'google', 'https://i.test', 'secret-subject', 'ana@i.test')",
      [ana.id],
    );
    const answer = await read(ana);
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
    expect(answer.headers.get("Content-Disposition")).toContain("attachment");
    expect(answer.body.success).toBe(true);
    const { data } = answer.body;
    // As documented, and with nothing besides.
    expect(accountExport.parse(data)).toEqual(data);
    expect(data).toMatchObject({
      profile: { id: ana.id, email: ana.email },
      secondFactors: { hasPassword: true, hasTotp: false, hasPasskey: false, recoveryCodesLeft: 0 },
      identities: [{ provider: "google", email: "ana@i.test" }],
      spendingLimits: [{ currency: "USD", period: "auction", limitMinor: 5_000 }],
      addresses: [{ fullName: "Ana Test" }],
      paymentMethods: [{ last4: "4242" }],
      bought: [{ id: orderId, side: "buyer" }],
      sold: [],
      paddles: [{ auctionId, paddle: 1 }],
      bids: [{ lotId, revealedAmountMinor: 1_500 }, { lotId }, { lotId }],
      messages: [{ auctionId, text: 'Hello "there"' }],
      auctions: [],
      activity: expect.arrayContaining([expect.objectContaining({ action: "user.registered" })]),
    });
    expect(data.signIns).toHaveLength(1);
    const sold = await read(seller);
    expect(sold.body.data).toMatchObject({
      sold: [{ id: orderId, side: "seller" }],
      auctions: [{ id: auctionId }],
    });
  });

  test("has what somebody wrote, watches, asked for and was told, and nothing of the other side", async () => {
    const bea = await api.joinAsBidder("Bea");
    const { orderId } = await addSale(api, {
      sellerId: seller.id,
      buyerId: bea.id,
      soldAt: new Date(),
      status: "delivered",
    });
    for (const [statement, values] of [
      [
        "INSERT INTO reviews (id, order_id, seller_id, buyer_id, rating, text, answer, answered_at) VALUES (gen_random_uuid(), $1, $2, $3, 2, 'Came broken', 'The answer is mine', now())",
        [orderId, seller.id, bea.id],
      ],
      [
        "INSERT INTO strikes (id, user_id, order_id, expires_at) VALUES (gen_random_uuid(), $2, $1, now())",
        [orderId, bea.id],
      ],
      [
        "WITH opened AS (INSERT INTO disputes (id, order_id, origin, reason, amount_minor) VALUES (gen_random_uuid(), $1, 'buyer', 'not-as-described', 1) RETURNING id) INSERT INTO dispute_messages (id, dispute_id, author_id, text) SELECT gen_random_uuid(), opened.id, said.by::uuid, said.text FROM opened, (VALUES ($2, 'The lamp is broken'), ($3, 'It was whole')) AS said (by, text)",
        [orderId, bea.id, seller.id],
      ],
      [
        "INSERT INTO watches (id, user_id, kind, subject_id) VALUES (gen_random_uuid(), $1, 'product', $2)",
        [bea.id, orderId],
      ],
      [
        "INSERT INTO saved_searches (id, user_id, name, filter, unsubscribe_token, told_until, next_look_at) VALUES (gen_random_uuid(), $1, 'Lamps', '{\"q\":\"lamp\"}', 'secret-unsubscribe', now(), now())",
        [bea.id],
      ],
      ["INSERT INTO seller_follows (user_id, seller_id) VALUES ($1, $2)", [bea.id, seller.id]],
      [
        "WITH made AS (INSERT INTO moderation_cases (id, subject_type, subject_id, owner_id) VALUES (gen_random_uuid(), 'user', $2, $2) RETURNING id) INSERT INTO reports (id, case_id, reporter_id, reason, note) SELECT gen_random_uuid(), made.id, $1, 'other', 'Rude' FROM made",
        [bea.id, seller.id],
      ],
      [
        "INSERT INTO pictures (id, owner_id, purpose, content_type, byte_size) VALUES (gen_random_uuid(), $1, 'picture', 'image/png', 500)",
        [bea.id],
      ],
      [
        "INSERT INTO seller_applications (id, user_id, shop_name, slug, about, country, goods, agreed_at) VALUES (gen_random_uuid(), $1, 'Bea''s lamps', 'beas-lamps', 'Old lamps', 'US', 'Lamps', now())",
        [bea.id],
      ],
      ["INSERT INTO seller_profiles (user_id, shop_name, slug) VALUES ($1, 'Lamps', 'lamps')", [seller.id]],
      [
        "INSERT INTO payout_accounts (user_id, provider, provider_reference, country) VALUES ($1, 'test', 'secret-account', 'US')",
        [seller.id],
      ],
      [
        "INSERT INTO payouts (id, seller_id, currency, amount_minor, provider, account_reference) VALUES (gen_random_uuid(), $1, 'USD', 700, 'test', 'secret-account')",
        [seller.id],
      ],
      [
        "INSERT INTO seller_blocks (id, seller_id, user_id, reason) VALUES (gen_random_uuid(), $1, $2, 'Does not pay')",
        [seller.id, bea.id],
      ],
    ] as const)
      await api.sql(statement, [...values]);
    const { data } = (await read(bea)).body;
    expect(accountExport.parse(data)).toEqual(data);
    expect(data).toMatchObject({
      reviews: [{ orderId, rating: 2, text: "Came broken" }],
      strikes: [{ orderId, title: "A lamp", appealStatus: "none" }],
      disputeMessages: [{ text: "The lamp is broken" }],
      watches: [{ kind: "product", subjectId: orderId }],
      savedSearches: [{ name: "Lamps", filter: { q: "lamp" } }],
      following: [{ sellerId: seller.id }],
      reports: [{ subjectType: "user", subjectId: seller.id, reason: "other", note: "Rude" }],
      uploads: [{ purpose: "picture", byteSize: 500 }],
      sellerApplications: [{ shopName: "Bea's lamps", status: "pending" }],
      shops: [],
      payouts: [],
      blockedBidders: [],
    });
    const sold = (await read(seller)).body.data;
    expect(sold).toMatchObject({
      disputeMessages: [{ text: "It was whole" }],
      shops: [{ shopName: "Lamps", slug: "lamps" }],
      payoutAccounts: [{ provider: "test", country: "US", canBePaid: false }],
      payouts: [{ amountMinor: 700, status: "pending" }],
      blockedBidders: [{ displayName: "Bea", reason: "Does not pay" }],
      reviews: [],
    });
    expect(JSON.stringify([data, sold])).not.toMatch(/secret-|The answer is mine/u);
  });

  test("[SEC-24] has no secret and nobody else's data in it", async () => {
    const text = JSON.stringify((await read(ana)).body);
    const [kept] = await api.sql("SELECT password_hash FROM users WHERE id = $1", [ana.id]);
    const tokens = await api.sql(
      "SELECT token_hash FROM refresh_tokens JOIN user_sessions ON user_sessions.id = session_id WHERE user_id = $1",
      [ana.id],
    );
    const [card] = await api.sql("SELECT provider_reference FROM payment_methods WHERE user_id = $1", [
      ana.id,
    ]);
    for (const secret of [
      kept?.["password_hash"],
      tokens[0]?.["token_hash"],
      card?.["provider_reference"],
      "secret-subject",
      seller.email,
    ]) {
      expect(String(secret).length).toBeGreaterThan(5);
      expect(text).not.toContain(secret);
    }
  });

  test("goes through lists longer than a page", async () => {
    const { auctionId, lotId } = await addSale(api, {
      sellerId: seller.id,
      buyerId: ana.id,
      soldAt: new Date(),
    });
    await api.sql(
      `INSERT INTO bids (auction_id, seq, bid_id, lot_id, bidder_id, paddle, kind, price_minor, auto, extended, at)
       SELECT $1, 10 + n, gen_random_uuid(), $2, $3, 1, 'placed', n, false, false, now() FROM generate_series(1, 250) n`,
      [auctionId, lotId, ana.id],
    );
    const long = await api.join("Long");
    const before = (await api.sql("SELECT count(*)::int AS n FROM bids WHERE bidder_id = $1", [ana.id]))[0];
    const { body } = await api.call(`GET /users/${ana.id}/export`, { token: ana.token });
    expect(body.data.bids).toHaveLength(Number(before?.["n"]));
    expect(new Set(body.data.bids.map((bid: { bidId: string }) => bid.bidId)).size).toBeGreaterThan(250);
    expect((await read(long)).body.data.bids).toEqual([]);
  });

  test("is its owner's alone, is rare, and asks for a fresh proof", async () => {
    expect((await read(seller, ana.id)).status).toBe(404);
    expect((await api.call(`GET /users/${ana.id}/export`)).status).toBe(401);
    const cat = await api.join("Cat");
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await read(cat)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const old = await api.join("Old");
    await api.sql(
      "UPDATE user_sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = $1",
      [old.id],
    );
    const refused = await read(old);
    expect([refused.status, refused.body.error.code]).toEqual([403, "mfa_required"]);
  });
});
