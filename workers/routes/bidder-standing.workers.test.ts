import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { mobile } from "../../test/support/workers/factors.ts";
import { addSale } from "../../test/support/workers/sales.ts";
import { bringUpToDate } from "../jobs/project-room.ts";

let api: TestApi;
let seller: TestPerson;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  [seller, admin] = [await api.join("Seller", "seller"), await api.join("Admin", "admin")];
});

const ask = ({ token }: TestPerson, line: string, body?: unknown) =>
  api.call(line, { token, headers: mobile, ...(body === undefined ? {} : { body }) });

/** A live sale of the seller's with an open lot. */
async function openRoom() {
  const lots = [{ title: "A cup", startingPriceMinor: 1_000, durationMs: 600_000 }];
  const scheduledStart = new Date(Date.now() + 3_600_000).toISOString();
  const { body } = await ask(seller, "POST /auctions", {
    title: "Cups",
    scheduledStart,
    currency: "USD",
    lots,
  });
  const { id, lots: made } = body.data;
  const host = (content: object) =>
    ask(seller, `POST /auctions/${id}/commands`, { id: crypto.randomUUID(), ...content });
  await host({ type: "auction.start" });
  await host({ type: "lot.open", lotId: made[0].id });
  /** What the room did is in Postgres. */
  const project = () => bringUpToDate(api.env, api.database.client, id);
  const enter = async (person: TestPerson) => {
    const joined = await ask(person, `POST /auctions/${id}/join`, {});
    await project();
    return joined.body.data;
  };
  const bid = async (person: TestPerson, amountMinor: number) => {
    const answer = await ask(person, `POST /auctions/${id}/bid`, { lotId: made[0].id, amountMinor });
    return answer.body.error ?? answer.body.data;
  };
  return { id, enter, bid, project };
}

const giveStrikes = async (person: TestPerson, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let given = 0; given < count; given += 1) {
    const sale = {
      sellerId: seller.id,
      buyerId: person.id,
      soldAt: new Date(),
      status: "cancelled",
    } as const;
    const { orderId } = await addSale(api, sale);
    const [row] = await api.sql(
      `INSERT INTO strikes (id, user_id, order_id, expires_at)
       VALUES (gen_random_uuid(), $1, $2, now() + interval '180 days') RETURNING id`,
      [person.id, orderId],
    );
    ids.push(String(row?.["id"]));
  }
  return ids;
};
const readStrikes = async (person: TestPerson) => (await ask(person, "GET /users/me/strikes")).body.data;

describe("[S2] [B1] strikes", () => {
  test("three of them end bidding, with a code that says so", async () => {
    const room = await openRoom();
    const late = await api.joinAsBidder("Late");
    await giveStrikes(late, 2);
    expect((await room.enter(late)).obstacle).toBeNull();
    expect(await readStrikes(late)).toMatchObject({ countingMax: 3, blockedUntil: null });
    const worse = await api.joinAsBidder("Worse");
    await giveStrikes(worse, 3);
    expect(await room.enter(worse)).toMatchObject({ obstacle: "payment_strikes", paddle: null });
    expect(await room.bid(worse, 1_000)).toMatchObject({
      code: "not_registered",
      details: { obstacle: "payment_strikes" },
    });
    const { blockedUntil, strikes } = await readStrikes(worse);
    expect(Date.parse(blockedUntil)).toBeGreaterThan(Date.now());
    expect(strikes).toHaveLength(3);
  });

  test("one that is appealed and taken back lets somebody bid again; a letter says so", async () => {
    const room = await openRoom();
    const person = await api.joinAsBidder("Sorry");
    const [first = ""] = await giveStrikes(person, 3);
    const appealed = await ask(person, `POST /strikes/${first}/appeal`, { text: "<b>My bank</b> was away." });
    expect(appealed.body.data).toMatchObject({ appealStatus: "open", appeal: "<b>My bank</b> was away." });
    const again = await ask(person, `POST /strikes/${first}/appeal`, { text: "Please." });
    expect([again.status, again.body.error.code]).toEqual([409, "appeal_closed"]);
    const queue = await ask(admin, "GET /admin/appeals");
    expect(queue.body.data).toMatchObject([{ id: first, person: { id: person.id } }]);
    const decision = { outcome: "removed", reason: "Your bank told us." };
    const decided = await ask(admin, `POST /admin/strikes/${first}/decide`, decision);
    expect(decided.body.data).toMatchObject({ isCounting: false, decision: "Your bank told us." });
    const twice = await ask(admin, `POST /admin/strikes/${first}/decide`, decision);
    expect([twice.status, twice.body.error.code]).toEqual([409, "strike_settled"]);
    expect((await room.enter(person)).obstacle).toBeNull();
    await api.work();
    const mails = await api.sql(
      "SELECT text FROM development_mails WHERE recipient = $1 AND subject = 'A strike was taken back'",
      [person.email],
    );
    expect(mails).toMatchObject([{ text: expect.stringContaining("Your bank told us.") }]);
    const log = await api.sql("SELECT actor_id, details FROM audit_log WHERE action = 'strike.removed'");
    expect(log).toMatchObject([
      { actor_id: admin.id, details: { strikeId: first, before: { appealStatus: "open" } } },
    ]);
  });

  test("one that is kept still counts, and one nobody appealed cannot be kept", async () => {
    const person = await api.joinAsBidder("Kept");
    const [first = "", second = ""] = await giveStrikes(person, 3);
    const kept = { outcome: "kept", reason: "There was no money." };
    expect((await ask(admin, `POST /admin/strikes/${second}/decide`, kept)).body.error.code).toBe(
      "strike_settled",
    );
    await ask(person, `POST /strikes/${first}/appeal`, { text: "Please." });
    const decided = await ask(admin, `POST /admin/strikes/${first}/decide`, kept);
    expect(decided.body.data).toMatchObject({ isCounting: true, appealStatus: "denied" });
    expect((await readStrikes(person)).blockedUntil).not.toBeNull();
  });
});

describe("[B5] limits one sets oneself", () => {
  const save = (person: TestPerson, body: object) => ask(person, "PUT /users/me/limits", body);

  test("lowering one holds at once, in a room one is in already", async () => {
    const room = await openRoom();
    const person = await api.joinAsBidder("Careful");
    await room.enter(person);
    const saved = await save(person, { currency: "USD", period: "auction", limitMinor: 2_000 });
    expect([saved.status, saved.body.data]).toEqual([
      200,
      { currency: "USD", period: "auction", limitMinor: 2_000, next: null, wonMinor: null },
    ]);
    expect(await room.bid(person, 2_500)).toMatchObject({
      code: "over_limit",
      details: { limitMinor: 2_000 },
    });
    expect(await room.bid(person, 2_000)).toMatchObject({ outcome: "leading" });
  });

  test("raising one waits a day and says until when", async () => {
    const person = await api.joinAsBidder("Eager");
    const day = { currency: "USD", period: "day" };
    await save(person, { ...day, limitMinor: 1_000 });
    const raised = await save(person, { ...day, limitMinor: null });
    expect(raised.body.data).toMatchObject({
      limitMinor: 1_000,
      next: { limitMinor: null, at: expect.any(String) },
      wonMinor: 0,
    });
    const { body } = await ask(person, "GET /users/me/limits");
    expect(body.data).toEqual([raised.body.data]);
  });

  test("what was won elsewhere today counts against a day's", async () => {
    const room = await openRoom();
    const person = await api.joinAsBidder("Spender");
    await save(person, { currency: "USD", period: "day", limitMinor: 5_000 });
    const sale = {
      sellerId: seller.id,
      buyerId: person.id,
      soldAt: new Date(),
      status: "paid",
      hammerMinor: 4_000,
    };
    await addSale(api, { ...sale, status: "paid" });
    await room.enter(person);
    expect(await room.bid(person, 1_100)).toMatchObject({
      code: "over_limit",
      details: { limitMinor: 1_000 },
    });
    const { body } = await ask(person, "GET /users/me/limits");
    expect(body.data).toMatchObject([{ period: "day", wonMinor: 4_000 }]);
  });

  test.each([
    { currency: "USD", period: "week", limitMinor: 1 },
    { currency: "USD", period: "day", limitMinor: 0 },
    { currency: "XXX", period: "day", limitMinor: 100 },
  ])("%j is refused", async (body) => {
    expect((await save(await api.join("Odd"), body)).status).toBe(400);
  });
});

describe("[B1] [P9] what somebody bids with", () => {
  const readIds = async (person: TestPerson, path: string): Promise<string[]> =>
    (await ask(person, `GET ${path}`)).body.data.map(({ id }: { id: string }) => id);
  const readTerms = async (room: Awaited<ReturnType<typeof openRoom>>, person: TestPerson) => {
    await room.project();
    const [row] = await api.sql(
      "SELECT shipping_minor, tax_bps FROM registrations WHERE auction_id = $1 AND user_id = $2",
      [room.id, person.id],
    );
    return row;
  };

  test("without a card one bids no more, in a room one is in already; with a new one one does", async () => {
    const room = await openRoom();
    const person = await api.joinAsBidder("Cardless");
    await room.enter(person);
    for (const id of await readIds(person, "/payment-methods"))
      expect((await ask(person, `DELETE /payment-methods/${id}`)).status).toBe(200);
    expect(await room.bid(person, 1_000)).toMatchObject({ code: "over_limit" });
    const card = { cardNumber: "4242424242424242", expiryMonth: 12, expiryYear: 2040 };
    expect((await ask(person, "POST /payment-methods", card)).status).toBe(201);
    expect(await room.bid(person, 1_000)).toMatchObject({ outcome: "leading" });
  });

  test("without an address neither", async () => {
    const room = await openRoom();
    const person = await api.joinAsBidder("Homeless");
    await room.enter(person);
    for (const id of await readIds(person, "/addresses")) await ask(person, `DELETE /addresses/${id}`);
    expect(await room.bid(person, 1_000)).toMatchObject({ code: "over_limit" });
  });

  test("another address has its own shipping and tax, in a room one is in already, there and back", async () => {
    await api.sql(
      `INSERT INTO tax_rates (id, country, tax_bps, effective_from) VALUES (gen_random_uuid(), 'HU', 2700, '2020-01-01')`,
    );
    await api.sql(
      `INSERT INTO shipping_rates (id, currency, country, amount_minor, effective_from)
       VALUES (gen_random_uuid(), 'USD', 'HU', 4321, '2020-01-01')`,
    );
    const room = await openRoom();
    const person = await api.joinAsBidder("Mover");
    await room.enter(person);
    const before = await readTerms(room, person);
    expect(before).not.toMatchObject({ tax_bps: 2_700 });
    const [home = ""] = await readIds(person, "/addresses");
    await ask(person, `PATCH /addresses/${home}`, { country: "HU" });
    expect(await readTerms(room, person)).toEqual({ shipping_minor: "4321", tax_bps: 2_700 });
    // Back before the room's registration is in Postgres again.
    const abroad = { fullName: "Mover", line1: "Fő utca 1", city: "Pécs", postalCode: "7621", country: "HU" };
    await ask(person, `PATCH /addresses/${home}`, { country: "US" });
    const made = await ask(person, "POST /addresses", { ...abroad, isDefault: true });
    await ask(person, `DELETE /addresses/${made.body.data.id}`);
    expect(await readTerms(room, person)).toEqual(before);
  });
});

describe("[B2] whom a seller blocks", () => {
  test("is out of every sale of theirs, and in again when they say so", async () => {
    const [room, next] = [await openRoom(), await openRoom()];
    const person = await api.joinAsBidder("Rude");
    const { paddle } = await room.enter(person);
    const blocked = await ask(seller, "POST /sellers/me/blocked-bidders", {
      auctionId: room.id,
      paddle,
      reason: "rude",
    });
    expect([blocked.status, blocked.body.data]).toMatchObject([201, { displayName: "Rude", reason: "rude" }]);
    expect(JSON.stringify(blocked.body)).not.toContain(person.id);
    expect((await room.bid(person, 1_000)).code).toBe("blocked");
    expect(await next.enter(person)).toMatchObject({ obstacle: "blocked", paddle: null });
    const list = await ask(seller, "GET /sellers/me/blocked-bidders");
    expect(list.body.data).toEqual([blocked.body.data]);
    await ask(seller, `DELETE /sellers/me/blocked-bidders/${blocked.body.data.id}`);
    expect(await room.bid(person, 1_000)).toMatchObject({ outcome: "leading" });
    expect((await next.enter(person)).obstacle).toBeNull();
  });

  test("[SEC-22] is a paddle or a buyer of their own, never anybody else's", async () => {
    const room = await openRoom();
    const person = await api.joinAsBidder("Nice");
    const { paddle } = await room.enter(person);
    const rival = await api.join("Rival", "seller");
    const block = (body: object) => ask(rival, "POST /sellers/me/blocked-bidders", body);
    expect((await block({ auctionId: room.id, paddle })).status).toBe(404);
    const { orderId } = await addSale(api, { sellerId: seller.id, buyerId: person.id, soldAt: new Date() });
    expect((await block({ orderId })).status).toBe(404);
    expect((await block({ userId: person.id })).status).toBe(400);
    expect((await ask(seller, "POST /sellers/me/blocked-bidders", { orderId })).status).toBe(201);
  });
});
