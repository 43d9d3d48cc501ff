import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { addSale } from "../../test/support/workers/sales.ts";
import type { TestSale } from "../../test/support/workers/sales.ts";

let api: TestApi;
let admin: TestPerson;
let buyer: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  [admin, buyer] = [await api.join("Admin", "admin"), await api.join("Buyer")];
});

const dayMs = 24 * 3_600_000;
/** An order of the buyer's with this seller, delivered unless something else is said. */
const order = async (seller: TestPerson, more: Partial<TestSale> = {}): Promise<string> => {
  const sale = { sellerId: seller.id, buyerId: buyer.id, soldAt: new Date(), status: "delivered", ...more };
  return (await addSale(api, sale as TestSale)).orderId;
};
const write = (orderId: string, body: object, person = buyer) =>
  api.call(`POST /orders/${orderId}/review`, { token: person.token, body });
const edit = (orderId: string, body: object) =>
  api.call(`PUT /orders/${orderId}/review`, { token: buyer.token, body });
const answer = (orderId: string, seller: TestPerson, text: string) =>
  api.call(`POST /orders/${orderId}/review/answer`, { token: seller.token, body: { text } });
const moderate = (reviewId: string, verb: "hide" | "show", body?: object) =>
  api.call(`POST /admin/reviews/${reviewId}/${verb}`, {
    token: admin.token,
    ...(body === undefined ? {} : { body }),
  });
const readRating = async (seller: TestPerson) =>
  (await api.call(`GET /sellers/${seller.id}`)).body.data.rating;
const list = async (seller: TestPerson, query = "") =>
  (await api.call(`GET /sellers/${seller.id}/reviews${query}`)).body.data;

describe("a review", () => {
  test("is written, answered and read where the seller's things are", async () => {
    const seller = await api.join("Kiln", "seller");
    const orderId = await order(seller);
    const written = await write(orderId, { rating: 4, text: "Well packed." });
    expect([written.status, written.body.data]).toEqual([
      201,
      {
        id: expect.any(String),
        orderId,
        author: "B***",
        title: "A lamp",
        auctionId: expect.any(String),
        productId: null,
        rating: 4,
        text: "Well packed.",
        createdAt: expect.any(String),
        editedAt: null,
        editableUntil: expect.any(String),
        answer: null,
        answeredAt: null,
        hiddenAt: null,
        hiddenReason: null,
      },
    ]);
    const answered = await answer(orderId, seller, "Thank you!");
    expect([answered.status, answered.body.data.answer]).toEqual([201, "Thank you!"]);
    const again = await answer(orderId, seller, "And again!");
    expect([again.status, again.body.error.code]).toEqual([409, "already_answered"]);
    const [shown] = await list(seller);
    expect(shown).toMatchObject({ author: "B***", rating: 4, text: "Well packed.", answer: "Thank you!" });
    expect(JSON.stringify(shown)).not.toContain(buyer.id);
    expect(JSON.stringify(shown)).not.toContain("Buyer");
    for (const person of [buyer, seller]) {
      const read = await api.call(`GET /orders/${orderId}/review`, { token: person.token });
      expect(read.body.data).toEqual(answered.body.data);
    }
  });

  test.each(["pending", "paid", "shipped", "cancelled"] as const)(
    "[SEC-29] is not written about an order that is %s",
    async (status) => {
      const seller = await api.join("Early", "seller");
      const refused = await write(await order(seller, { status }), { rating: 1 });
      expect([refused.status, refused.body.error.code]).toEqual([409, "order_state"]);
      expect(await readRating(seller)).toEqual({ count: 0, sum: 0 });
    },
  );

  test("may be written about what arrived and was then refunded", async () => {
    const seller = await api.join("Back", "seller");
    const orderId = await order(seller);
    await api.sql("UPDATE orders SET status = 'refunded', refunded_at = now() WHERE id = $1", [orderId]);
    expect((await write(orderId, { rating: 2, text: "It was broken." })).status).toBe(201);
  });

  test("is one for each order, however often and at once it is sent", async () => {
    const seller = await api.join("Once", "seller");
    const orderId = await order(seller);
    const answers = await Promise.all([1, 2, 3].map((rating) => write(orderId, { rating })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      201, 409, 409,
    ]);
    const won = answers.find(({ status }) => status === 201);
    expect(await readRating(seller)).toEqual({ count: 1, sum: won?.body.data.rating });
  });

  test.each([0, 6, 4.5, "5", null])("of %j stars is refused", async (rating) => {
    const seller = await api.join("Stars", "seller");
    expect((await write(await order(seller), { rating })).status).toBe(400);
  });

  test("is written in its time and changed in its time", async () => {
    const seller = await api.join("Late", "seller");
    const old = await order(seller, {
      soldAt: new Date(Date.now() - 91 * dayMs),
      paidAt: new Date(Date.now() - 91 * dayMs),
    });
    const late = await write(old, { rating: 5 });
    expect([late.status, late.body.error.code]).toEqual([409, "review_window_closed"]);
    const orderId = await order(seller);
    await write(orderId, { rating: 5, text: "Lovely." });
    const edited = await edit(orderId, { rating: 1, text: "It fell apart." });
    expect(edited.body.data).toMatchObject({
      rating: 1,
      text: "It fell apart.",
      editedAt: expect.any(String),
    });
    expect(await readRating(seller)).toEqual({ count: 1, sum: 1 });
    await api.sql("UPDATE reviews SET created_at = now() - interval '15 days' WHERE order_id = $1", [
      orderId,
    ]);
    const tooLate = await edit(orderId, { rating: 5 });
    expect([tooLate.status, tooLate.body.error.code]).toEqual([409, "review_window_closed"]);
    expect(await readRating(seller)).toEqual({ count: 1, sum: 1 });
  });

  test("is listed latest first, by stars, a page at a time", async () => {
    const seller = await api.join("Many", "seller");
    for (const rating of [5, 3, 5]) await write(await order(seller), { rating });
    expect((await list(seller)).map(({ rating }: { rating: number }) => rating)).toEqual([5, 3, 5]);
    expect(await list(seller, "?rating=5")).toHaveLength(2);
    const first = await api.call(`GET /sellers/${seller.id}/reviews?limit=2`);
    const rest = await list(seller, `?cursor=${first.body.meta.nextCursor}`);
    expect(rest).toHaveLength(1);
    expect(await readRating(seller)).toEqual({ count: 3, sum: 13 });
    expect((await api.call(`GET /sellers/${seller.id}/reviews?rating=6`)).status).toBe(400);
  });

  test("[SEC-38] stays the text it is", async () => {
    const seller = await api.join("Plain", "seller");
    const text = `<img src=x onerror="alert(1)">`;
    const orderId = await order(seller);
    await write(orderId, { rating: 3, text });
    await answer(orderId, seller, text);
    expect(await list(seller)).toMatchObject([{ text, answer: text }]);
  });
});

describe("the house", () => {
  test("hides a review from everybody else and from the count, and shows it again", async () => {
    const seller = await api.join("Judged", "seller");
    const orderId = await order(seller);
    const { id } = (await write(orderId, { rating: 1, text: "His home address is …" })).body.data;
    await write(await order(seller), { rating: 5 });
    expect((await moderate(id, "hide", {})).status).toBe(400);
    const reason = "It has somebody's address in it.";
    // Twice has no more effect than once.
    for (const time of [1, 2])
      expect([time, (await moderate(id, "hide", { reason })).status]).toEqual([time, 200]);
    expect(await readRating(seller)).toEqual({ count: 1, sum: 5 });
    expect(await list(seller)).toHaveLength(1);
    const own = await api.call(`GET /orders/${orderId}/review`, { token: buyer.token });
    expect(own.body.data).toMatchObject({ hiddenReason: reason, hiddenAt: expect.any(String) });
    for (const refused of [await edit(orderId, { rating: 5 }), await answer(orderId, seller, "Hm")])
      expect([refused.status, refused.body.error.code]).toEqual([409, "review_hidden"]);
    expect(await readRating(seller)).toEqual({ count: 1, sum: 5 });
    await moderate(id, "show");
    expect(await readRating(seller)).toEqual({ count: 2, sum: 6 });
    const log = await api.sql("SELECT action, details FROM audit_log WHERE subject_id = $1 ORDER BY at, id", [
      id,
    ]);
    expect(log).toMatchObject([
      {
        action: "review.hidden",
        details: { before: { hiddenReason: null }, after: { hiddenReason: reason } },
      },
      { action: "review.hidden" },
      {
        action: "review.shown",
        details: { before: { hiddenReason: reason }, after: { hiddenReason: null } },
      },
    ]);
  });

  test("has sums that agree with the reviews after any number of changes at once", async () => {
    const seller = await api.join("Summed", "seller");
    const ids = await Promise.all(
      [1, 2, 3, 4, 5].map(async (rating) => {
        const orderId = await order(seller);
        const { id } = (await write(orderId, { rating })).body.data;
        return { orderId, id };
      }),
    );
    await Promise.all(
      ids.flatMap(({ orderId, id }, at) => [
        edit(orderId, { rating: 5 - at }),
        moderate(id, at % 2 === 0 ? "hide" : "show", { reason: "a test" }),
      ]),
    );
    const [truth] = await api.sql(
      `SELECT count(*)::int AS count, coalesce(sum(rating), 0)::int AS sum FROM reviews
       WHERE seller_id = $1 AND hidden_at IS NULL`,
      [seller.id],
    );
    expect(await readRating(seller)).toEqual(truth);
  });
});
