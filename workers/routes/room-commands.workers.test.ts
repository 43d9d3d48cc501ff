import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { auction, lot } from "../../test/support/workers/auctions.ts";
import type { Row } from "../../test/support/workers/auctions.ts";
import { bringUpToDate } from "../jobs/project-room.ts";

let api: TestApi;
let seller: TestPerson;
let buyer: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  seller = await api.join("Seller", "seller");
  buyer = await api.joinAsBidder("Buyer");
});

const mobile = { "X-Client": "mobile" };

describe("the room over HTTP", () => {
  const begin = async (lots: object[] = [lot()]) => {
    const body = auction({ lots });
    const { id, lots: made } = (await api.call("POST /auctions", { token: seller.token, body })).body.data;
    const host = (type: string, more: object = {}) =>
      api.call(`POST /auctions/${id}/commands`, {
        token: seller.token,
        body: { type, id: crypto.randomUUID(), ...more },
      });
    expect((await host("auction.start")).status).toBe(200);
    expect((await host("lot.open", { lotId: made[0].id })).status).toBe(200);
    return { id, lotId: made[0].id as string, host };
  };
  const enter = (id: string, token: string | undefined, headers: Record<string, string> = mobile) =>
    api.call(`POST /auctions/${id}/join`, { token, headers });

  test("anybody may watch, a registered bidder gets a paddle", async () => {
    const { id } = await begin();
    const viewer = await enter(id, undefined);
    expect(viewer.body.data).toMatchObject({
      role: "viewer",
      paddle: null,
      obstacle: "signed_out",
      socketPath: `/ws/auctions/${id}`,
    });
    expect(viewer.body.data.snapshot).toMatchObject({ type: "room.snapshot", auction: { id } });
    expect((await enter(id, buyer.token)).body.data).toMatchObject({
      role: "bidder",
      paddle: 1,
      obstacle: null,
    });
    const penniless = await api.join("Penniless");
    expect((await enter(id, penniless.token)).body.data).toMatchObject({
      role: "viewer",
      obstacle: "payment_method_missing",
    });
    expect((await enter(id, seller.token)).body.data).toMatchObject({ role: "host", obstacle: "own_lot" });
  });

  test("[SEC-12] a ticket is for an allowed page, or for an app that says so", async () => {
    const { id } = await begin();
    expect((await enter(id, undefined, { Origin: "http://localhost:8787" })).status).toBe(200);
    for (const headers of [
      {},
      { Origin: "null" },
      { Origin: "https://evil.example" },
      { Origin: "http://localhost:8787.evil.example" },
    ]) {
      expect((await enter(id, undefined, headers as Record<string, string>)).status).toBe(403);
    }
  });

  test("a bid leads, the same id is answered again, and everybody sees it", async () => {
    const { id, lotId } = await begin();
    await enter(id, buyer.token);
    const bid = { id: "bid-1", lotId, amountMinor: 2_000 };
    const placed = await api.call(`POST /auctions/${id}/bid`, { token: buyer.token, body: bid });
    expect([placed.status, placed.body.data]).toMatchObject([
      200,
      { id: "bid-1", outcome: "leading", priceMinor: 1_000, yourMaxMinor: 2_000 },
    ]);
    const again = await api.call(`POST /auctions/${id}/commands`, {
      token: buyer.token,
      body: { ...bid, type: "bid.place", mode: "max" },
    });
    expect(again.body).toEqual(placed.body);
    const reused = await api.call(`POST /auctions/${id}/bid`, {
      token: buyer.token,
      body: { ...bid, amountMinor: 3_000 },
    });
    expect([reused.status, reused.body.error.code]).toEqual([422, "id_reused"]);
    const read = (await api.call(`GET /auctions/${id}`)).body.data;
    expect(read.lots[0]).toMatchObject({ priceMinor: 1_000, leaderPaddle: 1, bidCount: 1 });
    expect(JSON.stringify(read)).not.toContain("2000");
    const { facts, head } = (await api.call(`GET /auctions/${id}/log`)).body.data;
    expect(facts.at(-1)).toMatchObject({ type: "bid.placed", paddle: 1, priceMinor: 1_000, seq: head.seq });
    expect(JSON.stringify(facts)).not.toContain(buyer.id);
    expect(
      (await api.call(`GET /auctions/${id}/log?afterSeq=${head.seq - 1}&limit=1`)).body.data.facts,
    ).toHaveLength(1);
  });

  test("[SEC-27] an id is its sender's own: of somebody else it is another command", async () => {
    const { id, lotId } = await begin();
    const other = await api.joinAsBidder("Namesake");
    for (const { token } of [buyer, other]) await enter(id, token);
    const bid = (token: string, amountMinor: number) =>
      api.call(`POST /auctions/${id}/bid`, { token, body: { id: "bid-1", lotId, amountMinor } });
    const first = await bid(buyer.token, 2_000);
    expect(first.body.data.outcome).toBe("leading");
    const theirs = await bid(other.token, 3_000);
    expect([theirs.status, theirs.body.data.outcome]).toEqual([200, "leading"]);
    // Each has its own answer again, and neither has the other's.
    expect((await bid(buyer.token, 2_000)).body).toEqual(first.body);
    expect((await bid(other.token, 3_000)).body).toEqual(theirs.body);
    expect((await bid(other.token, 2_000)).body.error.code).toBe("id_reused");
  });

  test("the short form finds the lot and the key is its id", async () => {
    const { id } = await begin();
    await enter(id, buyer.token);
    const headers = { "Idempotency-Key": "key-7" };
    const placed = await api.call(`POST /auctions/${id}/bid`, {
      token: buyer.token,
      body: { amountMinor: 1_500 },
      headers,
    });
    expect(placed.body.data).toMatchObject({ id: "key-7", outcome: "leading" });
  });

  test.each([
    ["malformed", 400, { type: "bid.place", id: "1", lotId: "x", amountMinor: "1", mode: "max" }],
    ["malformed", 400, { type: "bid.steal", id: "1" }],
    ["malformed", 400, { type: "bid.place", id: "1", lotId: "x", amountMinor: 1, mode: "max", admin: true }],
    ["malformed", 400, [1, 2]],
    ["malformed", 400, null],
    ["auth_required", 401, { type: "bid.place", id: "1", lotId: "x", amountMinor: 1, mode: "max" }],
    ["auth_required", 401, { type: "chat.post", id: "1", text: "hello" }],
  ])("signed out: %s %i for %j", async (code, status, body) => {
    const { id } = await begin();
    const refused = await api.call(`POST /auctions/${id}/commands`, { body });
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
  });

  test("every refusal has its status", async () => {
    const { id, lotId, host } = await begin();
    const other = await api.joinAsBidder("Refused");
    const stranger = await api.join("Unregistered");
    await api.equip(seller);
    for (const { token } of [seller, other, buyer]) await enter(id, token);
    const bid = (token: string, change: object = {}) =>
      api.call(`POST /auctions/${id}/bid`, { token, body: { lotId, amountMinor: 1_000, ...change } });
    const outcome = async (answer: Promise<{ status: number; body: Row }>) => {
      const { status, body } = await answer;
      return [status, body.error?.code ?? body.data.outcome];
    };
    expect(await outcome(bid(stranger.token))).toEqual([403, "not_registered"]);
    expect(await outcome(bid(seller.token))).toEqual([403, "own_lot"]);
    expect(await outcome(bid(other.token, { lotId: crypto.randomUUID() }))).toEqual([404, "lot_unknown"]);
    expect(await outcome(bid(other.token, { amountMinor: 999 }))).toEqual([409, "below_minimum"]);
    expect(await outcome(bid(other.token, { amountMinor: 1_003, mode: "exact" }))).toEqual([409, "off_grid"]);
    expect(await outcome(bid(other.token, { amountMinor: 20_000 }))).toEqual([409, "needs_confirmation"]);
    expect(await outcome(bid(other.token, { amountMinor: 20_000, confirm: true }))).toEqual([200, "leading"]);
    expect(await outcome(bid(other.token, { amountMinor: 20_000 }))).toEqual([409, "already_leading"]);
    expect(await outcome(bid(buyer.token, { amountMinor: 1_500 }))).toEqual([200, "outbid"]);
    await host("auction.hold");
    expect(await outcome(bid(buyer.token, { amountMinor: 30_000 }))).toEqual([409, "auction_held"]);
    await host("auction.resume");
    await host("bidder.block", { paddle: 3 });
    expect(await outcome(bid(buyer.token, { amountMinor: 30_000 }))).toEqual([403, "blocked"]);
    const bySomebody = api.call(`POST /auctions/${id}/commands`, {
      token: other.token,
      body: { type: "auction.end", id: "e" },
    });
    expect(await outcome(bySomebody)).toEqual([403, "forbidden"]);
  });

  test("[SEC-26] a spending limit holds", async () => {
    const { id, lotId } = await begin();
    const careful = await api.joinAsBidder("Careful");
    await api.sql(
      "INSERT INTO self_limits (user_id, currency, period, limit_minor) VALUES ($1, 'USD', 'auction', 1500)",
      [careful.id],
    );
    await enter(id, careful.token);
    const over = await api.call(`POST /auctions/${id}/bid`, {
      token: careful.token,
      body: { lotId, amountMinor: 1_600 },
    });
    expect([over.status, over.body.error.code]).toEqual([403, "over_limit"]);
  });

  test("a hammer makes an order for its two parties and nobody else", async () => {
    const { id, lotId, host } = await begin([
      lot({ title: "Hammered", durationMs: 5_000, windowMs: 0, extensionMs: 0 }),
    ]);
    await enter(id, buyer.token);
    await api.call(`POST /auctions/${id}/bid`, {
      token: buyer.token,
      body: { lotId, amountMinor: 2_000, mode: "exact" },
    });
    await expect
      .poll(async () => (await api.call(`GET /auctions/${id}`)).body.data.lots[0].status, {
        timeout: 12_000,
        interval: 500,
      })
      .toBe("sold");
    await host("auction.end");
    // The nudge's way is the queue's; an edit's inline projection takes the same path.
    await bringUpToDate(api.env, api.database.client, id);
    const bought = await api.call("GET /orders", { token: buyer.token });
    const order = bought.body.data.find(({ lotId: of }: Row) => of === lotId);
    expect(order).toMatchObject({
      title: "Hammered",
      side: "buyer",
      status: "pending",
      priceMinor: 2_000,
      currency: "USD",
    });
    expect(order.totalMinor).toBe(
      order.priceMinor + order.premiumMinor + order.shippingMinor + order.taxMinor,
    );
    const sold = await api.call("GET /orders?side=seller", { token: seller.token });
    expect(sold.body.data.map(({ id: of }: Row) => of)).toContain(order.id);
    expect((await api.call(`GET /orders/${order.id}`, { token: seller.token })).body.data.side).toBe(
      "seller",
    );
    const nosy = await api.join("Nosy");
    expect((await api.call(`GET /orders/${order.id}`, { token: nosy.token })).status).toBe(404);
    expect((await api.call(`GET /orders/${order.id}`)).status).toBe(401);
    const { data: bids } = (await api.call(`GET /auctions/${id}/bids?lotId=${lotId}`)).body;
    expect(bids).toMatchObject([{ paddle: 1, priceMinor: 2_000, auto: false }]);
    const second = (await api.call(`GET /api/v2/auctions/${id}/bids`)).body.data;
    expect(second).toMatchObject([{ paddle: 1, price: { amountMinor: 2_000, currency: "USD" } }]);
    expect(second[0].at).toMatch(/Z$/u);
    const me = await api.call("GET /auctions?status=ended", { token: seller.token });
    expect(me.body.data.map(({ id: of }: Row) => of)).toContain(id);
  });

  test("[H2] a winner's higher maximum is opened to them alone", async () => {
    const { id, lotId } = await begin([lot({ durationMs: 5_000, windowMs: 0, extensionMs: 0 })]);
    await enter(id, buyer.token);
    const openings = async (token?: string) =>
      api.call(`GET /auctions/${id}/lots/${lotId}/openings`, { token });
    await api.call(`POST /auctions/${id}/bid`, { token: buyer.token, body: { lotId, amountMinor: 5_000 } });
    expect((await openings(buyer.token)).body.data).toEqual([]);
    await expect
      .poll(async () => (await api.call(`GET /auctions/${id}`)).body.data.lots[0].status, {
        timeout: 12_000,
        interval: 500,
      })
      .toBe("sold");
    const [opening, ...others] = (await openings(buyer.token)).body.data;
    expect([opening, others]).toMatchObject([{ paddle: 1, amountMinor: 5_000 }, []]);
    const { facts } = (await api.call(`GET /auctions/${id}/log`)).body.data;
    const placed = facts.find(({ type }: Row) => type === "bid.placed");
    const preimage = JSON.stringify([id, lotId, opening.bidId, opening.amountMinor, opening.salt]);
    expect(createHash("sha256").update(preimage).digest("hex")).toBe(placed.commitment);
    expect((await openings((await api.joinAsBidder("Curious")).token)).body.data).toEqual([]);
    expect((await openings()).status).toBe(401);
    const elsewhere = await api.call(`GET /auctions/${id}/lots/${id}/openings`, { token: buyer.token });
    expect(elsewhere.status).toBe(404);
  });

  test("chat is read back without ids of people", async () => {
    const { id } = await begin();
    const said = await api.call(`POST /auctions/${id}/commands`, {
      token: buyer.token,
      body: { type: "chat.post", id: "c1", text: "<b>hello</b>" },
    });
    expect(said.status).toBe(200);
    await bringUpToDate(api.env, api.database.client, id);
    const { data } = (await api.call(`GET /auctions/${id}/messages`)).body;
    expect(data).toMatchObject([{ displayName: "Buyer", text: "<b>hello</b>" }]);
    expect(Object.keys(data[0]).toSorted()).toEqual(["atMs", "displayName", "messageId", "role", "text"]);
  });
});
