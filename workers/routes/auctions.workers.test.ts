import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { auction, inAnHour, lot } from "../../test/support/workers/auctions.ts";
import type { Row } from "../../test/support/workers/auctions.ts";

let api: TestApi;
let seller: TestPerson;
let buyer: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  seller = await api.join("Seller", "seller");
  buyer = await api.joinAsBidder("Buyer");
});

const create = async (change: object = {}, token = seller.token) =>
  api.call("POST /auctions", { token, body: auction(change) });
const mobile = { "X-Client": "mobile" };

describe("setting up", () => {
  test("a sale with its lots is answered, read and listed at once", async () => {
    const created = await create({
      title: "Listed at once",
      lots: [lot(), lot({ title: "Second", reserveMinor: 5_017 })],
    });
    expect(created.status).toBe(201);
    const { data } = created.body;
    expect(data).toMatchObject({
      title: "Listed at once",
      status: "scheduled",
      sellerId: seller.id,
      currency: "USD",
      pacing: "live",
      startedAt: null,
      viewers: 0,
    });
    expect(
      data.lots.map(({ title, status, position, hasReserve }: Row) => [title, status, position, hasReserve]),
    ).toEqual([
      ["A lot", "queued", 1, false],
      ["Second", "queued", 2, true],
    ]);
    expect(JSON.stringify(data)).not.toContain("5017");
    const read = await api.call(`GET /auctions/${data.id}`);
    expect(read.body.data).toEqual(data);
    const listed = await api.call("GET /auctions?status=scheduled&limit=100");
    const found = listed.body.data.find(({ id }: { id: string }) => id === data.id);
    expect(found.lots).toHaveLength(2);
    expect(JSON.stringify(found)).not.toMatch(/reserve/iu);
  });

  test.each([
    ["no lots", { lots: [] }, "lots too_small"],
    [
      "a misspelt field",
      { lots: [{ ...lot(), reservePriceMinor: 2_000 }] },
      "lots.0.reservePriceMinor unknown",
    ],
    ["no title for a lot", { lots: [{ startingPriceMinor: 100 }] }, "lots.0.title custom"],
    [
      "[SEC-26] a negative price",
      { lots: [lot({ startingPriceMinor: -1 })] },
      "lots.0.startingPriceMinor too_small",
    ],
    [
      "[SEC-26] a fraction",
      { lots: [lot({ startingPriceMinor: 10.5 })] },
      "lots.0.startingPriceMinor invalid_type",
    ],
    ["[SEC-26] 2^53", { lots: [lot({ startingPriceMinor: 2 ** 53 })] }, "lots.0.startingPriceMinor too_big"],
    [
      "a reserve below the start",
      { lots: [lot(), lot({ reserveMinor: 900 })] },
      "lots.1.reserveMinor too_small",
    ],
    ["a format nobody runs", { lots: [lot({ format: "silent" })] }, "lots.0.format invalid_value"],
    ["a currency that is none", { currency: "usd" }, "currency unsupported_currency"],
    ["a currency nobody sells in", { currency: "XAU" }, "currency unsupported_currency"],
    ["an end before the start", { scheduledEnd: "2020-01-01T00:00:00Z" }, "scheduledEnd custom"],
    ["a time that is none", { scheduledStart: "tomorrow" }, "scheduledStart invalid_format"],
    ["a picture nobody uploaded", { lots: [lot({ imageIds: ["nope"] })] }, "lots.0.imageIds.0 unknown"],
    [
      "somebody else's product",
      { lots: [lot({ productId: crypto.randomUUID() })] },
      "lots.0.productId unknown",
    ],
  ])("refuses %s", async (_name, change, expected) => {
    const refused = await create(change);
    expect([refused.status, refused.body.error.code]).toEqual([400, "validation_failed"]);
    expect(refused.body.error.details.map(({ path, code }: Row) => `${path} ${code}`)).toContain(expected);
  });

  test("[SEC-23] is for sellers", async () => {
    expect((await create({}, buyer.token)).body.error.code).toBe("forbidden");
    expect((await api.call("POST /auctions", { body: auction() })).status).toBe(401);
  });

  test("[SEC-24] takes no seller, status or price from the body", async () => {
    const created = await create({ sellerId: buyer.id, status: "live", premiumBps: 0, winnerPaddle: 1 });
    expect(created.body.data).toMatchObject({ sellerId: seller.id, status: "scheduled" });
    expect(created.body.data.premiumBps).toBeGreaterThan(0);
  });

  test("the short form takes everything from the product", async () => {
    const [category] = await api.sql(
      "INSERT INTO categories (id, name, slug) VALUES (gen_random_uuid(), 'Short', 'short') RETURNING id",
    );
    const product = await api.call("POST /products", {
      token: seller.token,
      body: {
        title: "A vase",
        categoryId: category?.["id"],
        condition: "good",
        currency: "EUR",
        startingPriceMinor: 900,
        reservePriceMinor: 2_000,
        images: [{ url: "/demo/moon-jar.svg" }],
        status: "active",
      },
    });
    expect(product.status).toBe(201);
    const created = await api.call("POST /auctions", {
      token: seller.token,
      body: { productId: product.body.data.id, scheduledStart: inAnHour() },
    });
    expect(created.status).toBe(201);
    expect(created.body.data).toMatchObject({ title: "A vase", currency: "EUR" });
    expect(created.body.data.lots).toMatchObject([
      {
        title: "A vase",
        startingPriceMinor: 900,
        hasReserve: true,
        imageUrls: ["/demo/moon-jar.svg"],
        productId: product.body.data.id,
      },
    ]);
    const wrong = await create({ lots: [{ productId: product.body.data.id, startingPriceMinor: 100 }] });
    expect(wrong.body.error.details[0].code).toBe("other_currency");
    const foreign = await api.join("Foreign", "seller");
    const stolen = await api.call("POST /auctions", {
      token: foreign.token,
      body: { productId: product.body.data.id, scheduledStart: inAnHour() },
    });
    expect(stolen.body.error.code).toBe("validation_failed");
  });

  test("[SEC-27] an Idempotency-Key makes one auction of any number of tries", async () => {
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const body = auction({ title: "Once" });
    const tries = await Promise.all(
      [1, 2, 3].map(() => api.call("POST /auctions", { token: seller.token, body, headers: key })),
    );
    expect(tries.map(({ status }) => String(status)).toSorted()).toEqual(["201", "409", "409"]);
    expect(tries.find(({ status }) => status === 409)?.body.error.code).toBe("idempotency_in_progress");
    const first = tries.find(({ status }) => status === 201);
    const replay = await api.call("POST /auctions", { token: seller.token, body, headers: key });
    expect([replay.status, replay.body, replay.headers.get("Idempotency-Replayed")]).toEqual([
      201,
      first?.body,
      "true",
    ]);
    const other = await api.call("POST /auctions", {
      token: seller.token,
      body: { ...body, title: "Twice" },
      headers: key,
    });
    expect([other.status, other.body.error.code]).toEqual([422, "idempotency_mismatch"]);
    const stranger = await api.join("Stranger", "seller");
    expect((await api.call("POST /auctions", { token: stranger.token, body, headers: key })).status).toBe(
      201,
    );
    const refused = { ...body, lots: [] };
    const other2 = { "Idempotency-Key": crypto.randomUUID() };
    expect(
      (await api.call("POST /auctions", { token: seller.token, body: refused, headers: other2 })).status,
    ).toBe(400);
    expect((await api.call("POST /auctions", { token: seller.token, body, headers: other2 })).status).toBe(
      201,
    );
  });
});

describe("changing", () => {
  test("title, times and lots, while scheduled", async () => {
    const { id, lots } = (await create()).body.data;
    const later = new Date(Date.now() + 7_200_000).toISOString();
    const edited = await api.call(`PATCH /auctions/${id}`, {
      token: seller.token,
      body: { title: "Renamed", scheduledStart: later },
    });
    expect(edited.body.data).toMatchObject({ title: "Renamed", scheduledStart: later });
    const added = await api.call(`POST /auctions/${id}/lots`, {
      token: seller.token,
      body: lot({ title: "Third", reserveMinor: 4_000 }),
    });
    expect([added.status, added.body.data.title, added.body.data.position]).toEqual([201, "Third", 2]);
    const changed = await api.call(`PATCH /auctions/${id}/lots/${added.body.data.id}`, {
      token: seller.token,
      body: { title: "Third, better", startingPriceMinor: 1_500 },
    });
    expect(changed.body.data).toMatchObject({
      title: "Third, better",
      startingPriceMinor: 1_500,
      hasReserve: true,
    });
    const tooHigh = await api.call(`PATCH /auctions/${id}/lots/${added.body.data.id}`, {
      token: seller.token,
      body: { startingPriceMinor: 4_000 },
    });
    expect(tooHigh.body.error.details[0]).toMatchObject({ path: "reserveMinor" });
    expect(
      (await api.call(`DELETE /auctions/${id}/lots/${lots[0].id}`, { token: seller.token })).status,
    ).toBe(200);
    const read = (await api.call(`GET /auctions/${id}`)).body.data;
    expect(read.lots.map(({ title }: Row) => title)).toEqual(["Third, better"]);
    const listed = (await api.call(`GET /auctions?q=Renamed`)).body.data;
    expect(listed.map((row: Row) => [row.title, row.lotCount])).toEqual([["Renamed", 1]]);
  });

  test("[SEC-21] a private sale is there for its seller only", async () => {
    const { id } = (await create({ visibility: "private", title: "Secret sale" })).body.data;
    for (const line of [
      `GET /auctions/${id}`,
      `GET /auctions/${id}/bids`,
      `GET /auctions/${id}/messages`,
      `GET /auctions/${id}/log`,
    ]) {
      expect((await api.call(line)).status).toBe(404);
      expect((await api.call(line, { token: buyer.token })).status).toBe(404);
      expect((await api.call(line, { token: seller.token })).status).toBe(200);
    }
    expect(
      (await api.call(`POST /auctions/${id}/join`, { token: buyer.token, headers: mobile })).status,
    ).toBe(404);
    const command = { type: "chat.post", id: "1", text: "hello" };
    expect(
      (await api.call(`POST /auctions/${id}/commands`, { token: buyer.token, body: command })).status,
    ).toBe(404);
    expect((await api.call("GET /auctions?q=Secret")).body.data).toEqual([]);
    expect((await api.call("GET /auctions?q=Secret", { token: seller.token })).body.data).toHaveLength(1);
  });
});
