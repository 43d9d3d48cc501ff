import { describe, expect, test } from "vitest";
import { addUser, insertRow, openTestGround } from "../../test/support/ground.ts";
import { findBidderTerms } from "./bidder-terms.ts";
import { decideSuspicion, listSuspicions, scanSeller, takeSellersToScan } from "./link-suspicions.ts";

const { client, database, pool } = await openTestGround();
const at = new Date();

let made = 0;
const addCard = (userId: string, fingerprint: string, provider = "stripe") =>
  insertRow(pool, "payment_methods", {
    id: crypto.randomUUID(),
    user_id: userId,
    provider,
    provider_reference: `card-${(made += 1)}`,
    status: "verified",
    verified_at: at,
    brand: "visa",
    last4: "4242",
    fingerprint,
    preference: 1,
  });
const addAddress = (userId: string, line1: string) =>
  insertRow(pool, "addresses", {
    id: crypto.randomUUID(),
    user_id: userId,
    full_name: "Ana",
    line1,
    city: "Albany",
    postal_code: "12207",
    country: "US",
    preference: 1,
  });
const addSignIn = (userId: string, ip: string, agent: string, seenAt = at) =>
  insertRow(pool, "user_sessions", {
    id: crypto.randomUUID(),
    user_id: userId,
    ip_address: ip,
    user_agent: agent,
    last_seen_at: seenAt,
    expires_at: new Date(at.getTime() + 3_600_000),
  });
const readSuspicions = async (userId: string) =>
  (
    await pool.query<{ status: string; score: number; signals: string[] }>(
      "select status, score, signals from link_suspicions where $1 in (user_id, linked_user_id)",
      [userId],
    )
  ).rows;
const mayBid = async (userId: string, sellerId: string) => {
  const terms = await findBidderTerms(database, { userId, sellerId, auctionId: null, currency: "USD", at });
  return terms?.ok === true ? true : terms?.refusal;
};
const scan = (sellerId: string) => scanSeller(client, { sellerId, at });

describe("[B2] [SEC-25] accounts that share", () => {
  test("a card are linked at once, and looking again changes nothing", async () => {
    const [seller, shill] = [await addUser(database, "seller"), await addUser(database)];
    await addCard(seller.id, "fp-1");
    await addCard(shill.id, "fp-1");
    expect(await scan(seller.id)).toEqual([shill.id]);
    expect(await readSuspicions(shill.id)).toEqual([{ status: "linked", score: 100, signals: ["payment"] }]);
    expect(await mayBid(shill.id, seller.id)).toBe("own_lot");
    const log = "select count(*)::int as count from audit_log where subject_id = $1";
    expect(await scan(seller.id)).toEqual([]);
    expect((await pool.query(log, [shill.id])).rows).toEqual([{ count: 1 }]);
  });

  test("a test card are strangers: everybody has it", async () => {
    const [seller, buyer] = [await addUser(database, "seller"), await addUser(database)];
    await addCard(seller.id, "test-4242", "test");
    await addCard(buyer.id, "test-4242", "test");
    expect([await scan(seller.id), await readSuspicions(buyer.id)]).toEqual([[], []]);
  });

  test("an address wait for somebody; with device and network they are linked", async () => {
    const [seller, cousin] = [await addUser(database, "seller"), await addUser(database)];
    await addAddress(seller.id, "7 Elm Street");
    await addAddress(cousin.id, "7 ELM street");
    expect(await scan(seller.id)).toEqual([]);
    expect(await readSuspicions(cousin.id)).toEqual([{ status: "pending", score: 50, signals: ["address"] }]);
    expect(await mayBid(cousin.id, seller.id)).not.toBe("own_lot");
    for (const { id } of [seller, cousin]) await addSignIn(id, "198.51.100.7", "Browser 1");
    expect(await scan(seller.id)).toEqual([cousin.id]);
    expect(await readSuspicions(cousin.id)).toEqual([
      { status: "linked", score: 100, signals: ["address", "device", "network"] },
    ]);
  });

  test("a network that many share are not suspected, nor by what is long ago", async () => {
    const seller = await addUser(database, "seller");
    const many = await Promise.all(Array.from({ length: 22 }, () => addUser(database)));
    for (const { id } of [seller, ...many]) await addSignIn(id, "203.0.113.9", "Browser 2");
    const old = await addUser(database);
    const longAgo = new Date(at.getTime() - 61 * 24 * 3_600_000);
    await addSignIn(seller.id, "203.0.113.77", "Browser 3", longAgo);
    await addSignIn(old.id, "203.0.113.77", "Browser 3", longAgo);
    expect(await scan(seller.id)).toEqual([]);
    expect(await readSuspicions(seller.id)).toEqual([]);
  });
});

describe("the house", () => {
  const decide = (suspicionId: string, outcome: "confirmed" | "dismissed", decidedBy: string) =>
    decideSuspicion(client, { suspicionId, outcome, reason: "We asked.", decidedBy, at, request: {} });

  test("takes a link away for good, unless more comes up, which it then decides", async () => {
    const [seller, friend] = [await addUser(database, "seller"), await addUser(database)];
    const admin = await addUser(database, "admin");
    await addAddress(seller.id, "9 Oak Street");
    await addAddress(friend.id, "9 Oak Street");
    for (const { id } of [seller, friend]) await addSignIn(id, "198.51.100.9", "Browser 9");
    await scan(seller.id);
    const { rows } = await pool.query<{ id: string }>(
      "select id from link_suspicions where $1 in (user_id, linked_user_id)",
      [friend.id],
    );
    const id = rows[0]?.id ?? "";
    expect(await decide(id, "dismissed", admin.id)).toMatchObject({ ok: true });
    expect(await mayBid(friend.id, seller.id)).not.toBe("own_lot");
    expect(await decide(id, "dismissed", admin.id)).toEqual({ ok: false, refusal: "link_settled" });
    await scan(seller.id);
    expect(await readSuspicions(friend.id)).toMatchObject([{ status: "dismissed" }]);
    await addCard(seller.id, "fp-9");
    await addCard(friend.id, "fp-9");
    expect(await scan(seller.id)).toEqual([]);
    expect(await readSuspicions(friend.id)).toMatchObject([{ status: "pending", score: 200 }]);
    const page = await listSuspicions(database, { status: "pending" }, { limit: 100 });
    expect(page.ok && page.value.rows.map(({ suspicion }) => suspicion.id)).toContain(id);
    expect(await decide(id, "confirmed", admin.id)).toMatchObject({ ok: true });
    expect(await mayBid(friend.id, seller.id)).toBe("own_lot");
    const log = await pool.query(
      "select action, details from audit_log where actor_id = $1 order by at, id",
      [admin.id],
    );
    expect(log.rows).toMatchObject([
      { action: "account-link.dismissed", details: { before: { status: "linked" }, reason: "We asked." } },
      { action: "account-link.confirmed", details: { before: { status: "pending" } } },
    ]);
  });

  test("looks at each seller once an hour, those who waited longest first", async () => {
    const { rows } = await pool.query<{ count: number }>(
      "select count(*)::int as count from users where role in ('seller', 'admin')",
    );
    const count = rows[0]?.count ?? 0;
    const first = await takeSellersToScan(database, { at, limit: 2 });
    const second = await takeSellersToScan(database, { at, limit: 1_000 });
    expect([first.length, second.length]).toEqual([2, count - 2]);
    expect(second).not.toEqual(expect.arrayContaining(first));
    expect(await takeSellersToScan(database, { at, limit: 1_000 })).toEqual([]);
    const later = new Date(at.getTime() + 3_600_000);
    expect(await takeSellersToScan(database, { at: later, limit: 1_000 })).toHaveLength(count);
  });
});
