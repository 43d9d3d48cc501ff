import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { mobile } from "../../test/support/workers/factors.ts";
import { addSale } from "../../test/support/workers/sales.ts";
import { openShop } from "../../test/support/workers/shop.ts";
import type { Shop } from "../../test/support/workers/shop.ts";
import { bringUpToDate } from "../jobs/project-room.ts";

let api: TestApi;
let shop: Shop;
let reader: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  shop = await openShop(api);
  reader = await api.join("Reader");
});

const ask = ({ token }: TestPerson, line: string, body?: unknown) =>
  api.call(line, { token, headers: mobile, ...(body === undefined ? {} : { body }) });
const report = (person: TestPerson, subjectType: string, subjectId: string, more: object = {}) =>
  ask(person, "POST /reports", { subjectType, subjectId, reason: "other", ...more });
const findCase = async (subjectId: string) => {
  const { body } = await ask(shop.admin, "GET /admin/moderation-cases?limit=100");
  return body.data.find((each: { subjectId: string }) => each.subjectId === subjectId);
};
const decide = (caseId: string, action: string, reason = "It breaks a rule.") =>
  ask(shop.admin, `POST /admin/moderation-cases/${caseId}/decide`, { action, reason });
const readLog = async (query: string) => (await ask(shop.admin, `GET /admin/audit-log?${query}`)).body.data;

describe("a report", () => {
  test("is one case with others about the same thing, and counts once for each person", async () => {
    const productId = await shop.createProduct({ title: "A <b>fake</b>" });
    const other = await api.join("Other");
    const answers = await Promise.all(
      [reader, reader, other].map((person) =>
        report(person, "product", productId, { reason: "counterfeit" }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const found = await findCase(productId);
    expect(found).toMatchObject({
      status: "open",
      reportCount: 2,
      ownerId: shop.seller.id,
      ownerName: "Seller",
    });
    const { body } = await ask(shop.admin, `GET /admin/moderation-cases/${found.id}`);
    expect(body.data).toMatchObject({
      content: expect.stringContaining("A <b>fake</b>"),
      actions: expect.arrayContaining(["hide"]),
    });
    expect(body.data.reports).toHaveLength(2);
    expect(JSON.stringify(answers)).not.toContain(found.id);
  });

  test("is not taken about what one may not see, what is gone or what is one's own", async () => {
    const draft = await shop.createProduct({ status: "draft" });
    const productId = await shop.createProduct();
    const refused = [
      await report(reader, "product", draft),
      await report(reader, "review", crypto.randomUUID()),
      await report(reader, "auction", productId),
      await report(shop.seller, "product", productId),
      await report(reader, "planet", productId),
      await report(reader, "product", productId, { reason: "ugly" }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 409, 400, 400]);
  });

  test("is limited for each person", async () => {
    const busy = await api.join("Busy");
    const answers = [];
    for (let sent = 0; sent < 21; sent += 1) answers.push(await report(busy, "user", shop.seller.id));
    expect(answers.map(({ status }) => status).slice(-2)).toEqual([201, 429]);
  });

  test("[SEC-38] keeps its note as text", async () => {
    const productId = await shop.createProduct();
    const note = `<script>alert(1)</script>`;
    await report(reader, "product", productId, { note });
    const { id } = await findCase(productId);
    const { body } = await ask(shop.admin, `GET /admin/moderation-cases/${id}`);
    expect(body.data.reports).toMatchObject([{ note }]);
  });
});

describe("a case", () => {
  test("about a product is decided once; hidden, it is gone for everybody and its seller is told", async () => {
    const productId = await shop.createProduct();
    await report(reader, "product", productId);
    const { id } = await findCase(productId);
    const decided = await decide(id, "hide", "It is a counterfeit.");
    expect(decided.body.data).toMatchObject({
      status: "acted",
      action: "hide",
      reason: "It is a counterfeit.",
    });
    for (const token of [undefined, shop.seller.token])
      expect((await api.call(`GET /products/${productId}`, { token })).status).toBe(404);
    const again = await decide(id, "dismiss");
    expect([again.status, again.body.error.code]).toEqual([409, "case_decided"]);
    await api.work();
    const mails = await api.sql(
      "SELECT text FROM development_mails WHERE subject = 'Something of yours was taken down'",
    );
    expect(mails).toMatchObject([{ text: expect.stringContaining("It is a counterfeit.") }]);
    expect(await readLog(`subjectType=product&subjectId=${productId}`)).toMatchObject([
      {
        actorId: shop.admin.id,
        action: "moderation.acted",
        details: {
          before: { status: "open", product: "active" },
          after: { status: "acted", product: "deleted" },
        },
      },
    ]);
    // What is reported later is another case; a hidden thing is not there to be reported.
    expect((await report(reader, "product", productId)).status).toBe(404);
  });

  test("that took a product down is undone by an admin, in the audit log; what a seller took away stays away", async () => {
    const [hidden, deleted] = [await shop.createProduct({ sku: "BACK" }), await shop.createProduct()];
    await report(reader, "product", hidden);
    await decide((await findCase(hidden)).id, "hide", "It is a counterfeit.");
    await api.call(`DELETE /products/${deleted}`, { token: shop.seller.token });
    const restore = async (id: string, person = shop.admin) => {
      const answer = await ask(person, `POST /admin/products/${id}/restore`, { reason: "It is real." });
      return answer.body.error?.code ?? answer.body.data;
    };
    expect(await restore(hidden, shop.seller)).toBe("forbidden");
    expect(await restore(deleted)).toBe("not_found");
    const namesake = await shop.createProduct({ sku: "BACK" });
    expect(await restore(hidden)).toBe("conflict");
    await api.call(`DELETE /products/${namesake}`, { token: shop.seller.token });
    expect(await restore(hidden)).toMatchObject({ id: hidden, status: "active" });
    expect((await api.call(`GET /products/${hidden}`)).status).toBe(200);
    expect(await restore(hidden)).toBe("not_found");
    await api.work();
    const mails = await api.sql(
      "SELECT recipient, text FROM development_mails WHERE subject = 'Something of yours is back'",
    );
    expect(mails).toMatchObject([
      { recipient: shop.seller.email, text: expect.stringMatching(`It is real\\.[^]+/products/${hidden}`) },
    ]);
    expect((await readLog(`subjectType=product&subjectId=${hidden}`))[0]).toMatchObject({
      actorId: shop.admin.id,
      action: "product.restored",
      details: { reason: "It is real.", before: { product: "deleted" }, after: { product: "active" } },
    });
  });

  test("about a review takes it out of the count", async () => {
    const buyer = await api.join("Buyer");
    const sale = {
      sellerId: shop.seller.id,
      buyerId: buyer.id,
      soldAt: new Date(),
      status: "delivered",
    } as const;
    const { orderId } = await addSale(api, sale);
    const { body } = await ask(buyer, `POST /orders/${orderId}/review`, { rating: 1, text: "Rude words" });
    await report(shop.seller, "review", body.data.id, { reason: "offensive" });
    await decide((await findCase(body.data.id)).id, "hide");
    const { data } = (await api.call(`GET /sellers/${shop.seller.id}`)).body;
    expect(data.rating).toEqual({ count: 0, sum: 0 });
  });

  test("about a chat line removes it from its room", async () => {
    const { body } = await ask(shop.seller, "POST /auctions", {
      title: "Talk",
      scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
      currency: "USD",
      lots: [{ title: "A lot", startingPriceMinor: 1_000 }],
    });
    const auctionId = body.data.id;
    const project = () => bringUpToDate(api.env, api.database.client, auctionId);
    const talker = await api.join("Talker");
    await ask(talker, `POST /auctions/${auctionId}/commands`, {
      type: "chat.post",
      id: "1",
      text: "Something awful",
    });
    await project();
    const [line] = (await api.call(`GET /auctions/${auctionId}/messages`)).body.data;
    expect((await report(reader, "message", line.messageId, { reason: "harassment" })).status).toBe(201);
    expect((await decide((await findCase(line.messageId)).id, "hide")).status).toBe(200);
    await project();
    expect((await api.call(`GET /auctions/${auctionId}/messages`)).body.data).toEqual([]);
  });

  test("may warn somebody or keep them out; a person cannot be hidden", async () => {
    const villain = await api.join("Villain");
    await report(reader, "user", villain.id, { reason: "harassment" });
    const { id, actions } = await findCase(villain.id);
    expect(actions).toEqual(["dismiss", "warn", "disable"]);
    expect((await decide(id, "hide")).status).toBe(409);
    expect((await decide(id, "warn", "Be kind.")).status).toBe(200);
    await report(reader, "user", villain.id);
    await decide((await findCase(villain.id)).id, "disable", "Again.");
    expect((await ask(villain, "GET /orders")).status).toBe(401);
    const log = await readLog(`subjectType=user&subjectId=${villain.id}`);
    expect(log.map(({ action }: { action: string }) => action)).toEqual([
      "user.disabled",
      "moderation.acted",
      "moderation.acted",
      "user.registered",
    ]);
    await api.work();
    const mails = await api.sql(
      "SELECT text FROM development_mails WHERE recipient = $1 AND subject LIKE 'A warning%'",
      [villain.email],
    );
    expect(mails).toMatchObject([{ text: expect.stringContaining("Be kind.") }]);
  });

  test("of two admins at once is decided by one", async () => {
    const productId = await shop.createProduct();
    await report(reader, "product", productId);
    const { id } = await findCase(productId);
    const answers = await Promise.all([decide(id, "hide"), decide(id, "dismiss")]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
  });
});

describe("the audit log", () => {
  test("is read by who, what, which and when, a page at a time", async () => {
    const [newest] = await readLog("limit=1");
    expect(newest).toMatchObject({ id: expect.any(String), requestId: expect.any(String) });
    const by = await readLog(`actorId=${shop.admin.id}&action=moderation.acted`);
    expect(by.length).toBeGreaterThan(0);
    for (const entry of by)
      expect(entry).toMatchObject({ actorId: shop.admin.id, action: "moderation.acted" });
    expect(await readLog(`from=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
    const first = await ask(shop.admin, "GET /admin/audit-log?limit=2");
    const second = await ask(shop.admin, `GET /admin/audit-log?limit=2&cursor=${first.body.meta.nextCursor}`);
    const ids = [...first.body.data, ...second.body.data].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(4);
    expect((await ask(shop.admin, "GET /admin/audit-log?who=me")).status).toBe(400);
  });

  test("[SEC-23] is nobody's but an admin's", async () => {
    for (const person of [reader, shop.seller])
      expect((await ask(person, "GET /admin/audit-log")).status).toBe(403);
  });
});
