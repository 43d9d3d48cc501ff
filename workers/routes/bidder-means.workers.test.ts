import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";

let api: TestApi;
let ana: TestPerson;
let ben: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  ana = await api.join("Ana");
  ben = await api.join("Ben");
});

const home = (change: object = {}) => ({
  fullName: "Ana Test",
  line1: "1 Harbor Street",
  city: "Portland",
  region: "ME",
  postalCode: "04101",
  country: "US",
  ...change,
});
const card = (change: object = {}) => ({
  cardNumber: "4242 4242 4242 4242",
  expiryMonth: 12,
  expiryYear: 2040,
  ...change,
});

describe("addresses", () => {
  const list = async (token: string) => (await api.call("GET /addresses", { token })).body.data;

  test("are added, changed and removed; one is the default", async () => {
    const first = await api.call("POST /addresses", { token: ana.token, body: home() });
    expect([first.status, first.body.data.isDefault]).toEqual([201, true]);
    const second = await api.call("POST /addresses", {
      token: ana.token,
      body: home({ label: "Work", line2: "Floor 3" }),
    });
    expect(second.body.data).toMatchObject({ label: "Work", isDefault: false });
    const { id } = second.body.data;
    const chosen = await api.call(`PATCH /addresses/${id}`, {
      token: ana.token,
      body: { isDefault: true, city: "Bangor" },
    });
    expect(chosen.body.data).toMatchObject({ city: "Bangor", line2: "Floor 3", isDefault: true });
    expect(
      (await list(ana.token)).map((row: { label: unknown; isDefault: unknown }) => [
        row.label,
        row.isDefault,
      ]),
    ).toEqual([
      ["Work", true],
      [null, false],
    ]);
    expect((await api.call(`DELETE /addresses/${id}`, { token: ana.token })).status).toBe(200);
    expect((await list(ana.token))[0].isDefault).toBe(true);
  });

  test("page", async () => {
    const carl = await api.join("Carl");
    for (const label of ["1", "2", "3"])
      await api.call("POST /addresses", { token: carl.token, body: home({ label }) });
    const first = await api.call("GET /addresses?limit=2", { token: carl.token });
    expect(first.body.meta.hasMore).toBe(true);
    const rest = await api.call(`GET /addresses?limit=2&cursor=${first.body.meta.nextCursor}`, {
      token: carl.token,
    });
    expect([first.body.data.length, rest.body.data.length, rest.body.meta.hasMore]).toEqual([2, 1, false]);
  });

  test.each([
    [{ country: "usa" }, "country"],
    [{ fullName: " " }, "fullName"],
    [{ postalCode: "x".repeat(21) }, "postalCode"],
    [{ line1: undefined }, "line1"],
  ])("refuse %j", async (change, path) => {
    const refused = await api.call("POST /addresses", { token: ana.token, body: home(change) });
    expect([refused.status, refused.body.error.details[0].path]).toEqual([400, path]);
  });
});

describe("payment methods", () => {
  const add = (body: object, token = ana.token, headers: Record<string, string> = {}) =>
    api.call("POST /payment-methods", { token, body, headers });

  test("a setup names the test cards", async () => {
    const setup = await api.call("POST /payments/setup", { token: ana.token });
    expect(setup.status).toBe(201);
    expect(setup.body.data.provider).toBe("test");
    expect(setup.body.data.testCards).toContainEqual({ number: "4242424242424242", outcome: "verified" });
  });

  test("a good card is verified and shown by its last digits only", async () => {
    const added = await add(card());
    expect(added.body.data).toMatchObject({
      brand: "visa",
      last4: "4242",
      status: "verified",
      isDefault: true,
      expiryYear: 2040,
    });
    expect(JSON.stringify(added.body)).not.toMatch(/42424242|test_card/u);
    const rows = await api.sql("SELECT * FROM payment_methods WHERE user_id = $1", [ana.id]);
    expect(JSON.stringify(rows)).not.toContain("42424242");
    const listed = await api.call("GET /payment-methods", { token: ana.token });
    expect(listed.body.data).toHaveLength(1);
  });

  test.each([
    ["4000000000000002", "declined"],
    ["4000000000009995", "insufficient_funds"],
    ["4000000000000069", "expired"],
    ["4111111111111111", "unknown_card"],
  ])("the card %s is refused: %s", async (cardNumber, reason) => {
    const refused = await add(card({ cardNumber }), ben.token);
    expect([refused.status, refused.body.error.code, refused.body.error.details]).toEqual([
      409,
      "card_declined",
      { reason },
    ]);
    expect((await api.call("GET /payment-methods", { token: ben.token })).body.data).toEqual([]);
  });

  test.each([
    [{ cardNumber: "42" }, "cardNumber"],
    [{ cardNumber: "4242-4242-4242-424x" }, "cardNumber"],
    [{ expiryMonth: 13 }, "expiryMonth"],
    [{ securityCode: "12" }, "securityCode"],
  ])("refuse %j", async (change, path) => {
    const refused = await add(card(change), ben.token);
    expect([refused.status, refused.body.error.details[0].path]).toEqual([400, path]);
    expect(JSON.stringify(refused.body)).not.toContain("4242");
  });

  test("a card past its month is refused", async () => {
    const refused = await add(card({ expiryMonth: 1, expiryYear: 2026 }), ben.token);
    expect(refused.body.error.details).toEqual({ reason: "expired" });
  });

  test("stolen cards cannot be tried by the dozen", async () => {
    const thief = await api.join("Thief");
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => add(card({ cardNumber: "4000000000000002" }), thief.token)),
    );
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  test("a retry with its key adds one card, and a refusal frees the key", async () => {
    const dora = await api.join("Dora");
    const key = { "Idempotency-Key": "one-card" };
    expect((await add(card({ cardNumber: "4000000000000002" }), dora.token, key)).status).toBe(409);
    const first = await add(card(), dora.token, key);
    const again = await add(card(), dora.token, key);
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    expect((await api.call("GET /payment-methods", { token: dora.token })).body.data).toHaveLength(1);
    expect((await add(card(), dora.token, { "Idempotency-Key": "x".repeat(256) })).status).toBe(400);
  });
});

describe("profiles", () => {
  test("one's own says what is missing, others' say little", async () => {
    const eve = await api.join("Eve");
    const own = (await api.call("GET /users/me/profile", { token: eve.token })).body.data;
    expect(own).toMatchObject({
      id: eve.id,
      email: eve.email,
      role: "buyer",
      bidding: { hasPaymentMethod: false, hasAddress: false },
    });
    await api.equip(eve);
    const equipped = (await api.call(`GET /users/${eve.id}/profile`, { token: eve.token })).body.data;
    expect(equipped.bidding).toEqual({ hasPaymentMethod: true, hasAddress: true });
    const seen = (await api.call(`GET /users/${eve.id}/profile`, { token: ben.token })).body.data;
    expect(Object.keys(seen).toSorted()).toEqual(["avatarUrl", "createdAt", "displayName", "id", "isSeller"]);
    expect((await api.call(`GET /users/${crypto.randomUUID()}/profile`)).status).toBe(404);
    expect((await api.call("GET /users/admin/profile")).status).toBe(404);
  });
});
