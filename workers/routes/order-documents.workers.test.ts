import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { addSale } from "../../test/support/workers/sales.ts";
import { toInvoiceKey } from "../documents/invoice-files.ts";

let api: TestApi;
let seller: TestPerson;
let buyer: TestPerson;
let admin: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  api = await createTestApi();
  // Loads the library and its fonts, which on a busy machine takes longer than a test may.
  await import("../documents/invoice-pdf.ts");
  [seller, buyer] = [await api.join("Seller", "seller"), await api.join("Buyer")];
  [admin, stranger] = [await api.join("Admin", "admin"), await api.join("Stranger", "seller")];
});

const soldAt = new Date(Date.UTC(2026, 4, 1));
let count = 0;

/** An order of the two, with an invoice number where it was paid. */
async function addOrder(status: "pending" | "paid" | "refunded" | "cancelled" = "paid"): Promise<string> {
  const { orderId } = await addSale(api, { sellerId: seller.id, buyerId: buyer.id, soldAt, status });
  const isPaid = status === "paid" || status === "refunded";
  const number = `BLZ-2026-${String((count += 1)).padStart(6, "0")}`;
  if (isPaid) await api.sql("UPDATE orders SET invoice_number = $1 WHERE id = $2", [number, orderId]);
  return orderId;
}

const read = (what: string, person: TestPerson, headers: Record<string, string> = {}) =>
  api.call(`GET /orders/${what}`, { token: person.token, headers });

/** A part of one parcel, as the hammer leaves it. */
async function putTogether(orderIds: readonly string[]): Promise<string> {
  const parcelId = crypto.randomUUID();
  await api.sql(
    `INSERT INTO parcels (id, auction_id, seller_id, buyer_id)
     SELECT $1, auction_id, seller_id, buyer_id FROM orders WHERE id = $2`,
    [parcelId, orderIds[0]],
  );
  for (const id of orderIds) await api.sql("UPDATE orders SET parcel_id = $1 WHERE id = $2", [parcelId, id]);
  return parcelId;
}

describe("an invoice", () => {
  test("is a PDF for both parties and an admin, kept by nobody between", async () => {
    const orderId = await addOrder();
    for (const person of [buyer, seller, admin]) {
      const { status, headers, body } = await read(`${orderId}/invoice`, person);
      expect(status).toBe(200);
      expect(body).toMatch(/^%PDF-1\.7/u);
      expect(headers.get("Content-Type")).toBe("application/pdf");
      expect(headers.get("Content-Disposition")).toMatch(
        /^attachment; filename="invoice-BLZ-2026-\d+\.pdf"$/u,
      );
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
  });

  test("is the same whenever it is read, and 304 for who has it", async () => {
    const orderId = await addOrder();
    const first = await read(`${orderId}/invoice`, buyer);
    const etag = first.headers.get("ETag") ?? "";
    const again = await read(`${orderId}/invoice`, seller, { "If-None-Match": etag });
    expect([again.status, again.body]).toEqual([304, ""]);
    // Made anew, it comes out the same.
    await api.env.MEDIA.delete(toInvoiceKey({ orderId, refunds: [] }));
    expect((await read(`${orderId}/invoice`, buyer)).headers.get("ETag")).toBe(etag);
  });

  test("stays as it was written, and is another one once something went back", async () => {
    const orderId = await addOrder();
    const first = await read(`${orderId}/invoice`, buyer);
    await api.sql("UPDATE users SET display_name = 'Renamed' WHERE id = $1", [seller.id]);
    const second = await read(`${orderId}/invoice`, buyer);
    expect(second.headers.get("ETag")).toBe(first.headers.get("ETag"));
    const paymentId = crypto.randomUUID();
    await api.sql(
      `INSERT INTO payments (id, order_id, user_id, attempt, idempotency_key, status, amount_minor, currency, provider, completed_at)
       VALUES ($1, $2, $3, 1, $4, 'completed', 1000, 'USD', 'test', now())`,
      [paymentId, orderId, buyer.id, paymentId],
    );
    await api.sql(
      `INSERT INTO refunds (id, order_id, payment_id, amount_minor, reason, status, completed_at)
       VALUES ($1, $2, $3, 500, 'damaged', 'completed', now())`,
      [crypto.randomUUID(), orderId, paymentId],
    );
    expect((await read(`${orderId}/invoice`, buyer)).headers.get("ETag")).not.toBe(first.headers.get("ETag"));
  });

  test("says bought of what stood at a price, as its order does, and won of the rest", async () => {
    const orderId = await addOrder();
    const readPurchase = async () =>
      (await api.call(`GET /orders/${orderId}`, { token: buyer.token })).body.data.isPurchase;
    expect(await readPurchase()).toBe(false);
    const won = await read(`${orderId}/invoice`, buyer);
    await api.sql("UPDATE lots SET format = 'fixed' WHERE id = (SELECT lot_id FROM orders WHERE id = $1)", [
      orderId,
    ]);
    expect(await readPurchase()).toBe(true);
    await api.env.MEDIA.delete(toInvoiceKey({ orderId, refunds: [] }));
    expect((await read(`${orderId}/invoice`, buyer)).headers.get("ETag")).not.toBe(won.headers.get("ETag"));
  });

  test("is written by the buyer's locale, whoever asks for it", async () => {
    const orderId = await addOrder();
    const english = await read(`${orderId}/invoice`, buyer);
    await api.sql("UPDATE users SET locale = 'de-DE' WHERE id = $1", [buyer.id]);
    await api.env.MEDIA.delete(toInvoiceKey({ orderId, refunds: [] }));
    const german = await read(`${orderId}/invoice`, seller);
    expect(german.headers.get("ETag")).not.toBe(english.headers.get("ETag"));
    // The seller's own changes nothing.
    await api.sql("UPDATE users SET locale = 'fr-FR' WHERE id = $1", [seller.id]);
    await api.env.MEDIA.delete(toInvoiceKey({ orderId, refunds: [] }));
    expect((await read(`${orderId}/invoice`, seller)).headers.get("ETag")).toBe(german.headers.get("ETag"));
    await api.sql("UPDATE users SET locale = NULL WHERE id IN ($1, $2)", [buyer.id, seller.id]);
  });

  test.each(["pending", "cancelled"] as const)("is not there for an order that is %s", async (status) => {
    const answer = await read(`${await addOrder(status)}/invoice`, buyer);
    expect([answer.status, answer.body.error.code]).toEqual([409, "order_state"]);
  });

  test("[SEC-22] nor for anybody else", async () => {
    expect((await read(`${await addOrder()}/invoice`, stranger)).status).toBe(404);
  });
});

describe("a packing slip", () => {
  test("is a PDF for the seller, one for everything that travels together", async () => {
    const [one, two] = [await addOrder(), await addOrder()];
    const parcelId = await putTogether([one, two]);
    const slips = [await read(`${one}/packing-slip`, seller), await read(`${two}/packing-slip`, admin)];
    expect(slips.map(({ status }) => status)).toEqual([200, 200]);
    expect(slips[0]?.headers.get("Content-Disposition")).toContain(`packing-slip-${parcelId}.pdf`);
    expect(slips[0]?.headers.get("ETag")).toBe(slips[1]?.headers.get("ETag"));
  });

  test("is dated as its seller writes dates", async () => {
    const orderId = await addOrder();
    const readTag = async () => (await read(`${orderId}/packing-slip`, seller)).headers.get("ETag");
    const english = await readTag();
    await api.sql("UPDATE users SET locale = 'de-DE' WHERE id = $1", [buyer.id]);
    expect(await readTag()).toBe(english);
    await api.sql("UPDATE users SET locale = 'de-DE' WHERE id = $1", [seller.id]);
    expect(await readTag()).not.toBe(english);
    await api.sql("UPDATE users SET locale = NULL WHERE id IN ($1, $2)", [buyer.id, seller.id]);
  });

  test("leaves out what is not paid, and is not there for it", async () => {
    const [paid, unpaid] = [await addOrder(), await addOrder("pending")];
    const alone = (await read(`${paid}/packing-slip`, seller)).headers.get("ETag");
    await putTogether([paid, unpaid]);
    const answer = await read(`${unpaid}/packing-slip`, seller);
    expect([answer.status, answer.body.error.code]).toEqual([409, "order_state"]);
    expect((await read(`${paid}/packing-slip`, seller)).headers.get("ETag")).not.toBe(alone);
  });

  test.each(["buyer", "stranger"] as const)("[SEC-22] not for the %s", async (name) => {
    const orderId = await addOrder();
    expect((await read(`${orderId}/packing-slip`, { buyer, stranger }[name])).status).toBe(404);
  });
});
