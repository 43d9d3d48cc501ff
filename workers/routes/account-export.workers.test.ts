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
