import { describe, expect, test } from "vitest";
import type { TestPerson } from "../../test/support/workers/api.ts";
import { letBankTell } from "../../test/support/workers/bank.ts";
import { mobile } from "../../test/support/workers/factors.ts";
import { dayMs, minuteMs, openSaleLife } from "../../test/support/workers/sale-life.ts";

const { api, admin, renew, ask, refuse, pass, hammer, read, readBooks, expectBooksInOrder } =
  await openSaleLife();

describe("[S3] what goes back of a paid sale", () => {
  test("a part is given back, then the rest; no more than there was", async () => {
    const sale = await hammer();
    const { seller, winner, orderId } = sale;
    const { totalMinor } = await read(winner, orderId);
    const refund = `POST /orders/${orderId}/refund`;
    expect(await ask(seller, refund, { amountMinor: 1_000 })).toMatchObject({
      status: "paid",
      refundedMinor: 1_000,
    });
    await refuse(seller, refund, "amount_too_large", { amountMinor: totalMinor });
    expect(await ask(seller, refund, {})).toMatchObject({ status: "refunded", refundedMinor: totalMinor });
    await refuse(seller, refund, "order_state");
    await api.work();
    expect(await readBooks(sale)).toEqual({});
    await expectBooksInOrder();
  });

  test("a refund is looked at first, comes out of exactly those shares, and both parties see it", async () => {
    const { seller, winner, orderId } = await hammer();
    const { totalMinor } = await read(winner, orderId);
    const refund = `POST /orders/${orderId}/refund`;
    // What is left of each share after it is uneven, so that the next part depends on it.
    await ask(seller, refund, { amountMinor: 333 });
    const preview = await ask(seller, `GET /orders/${orderId}/refund?amountMinor=1000`);
    const leftMinor = totalMinor - 1_333;
    expect(preview).toMatchObject({ amountMinor: 1_000, leftMinor, isReleased: false });
    expect((await read(winner, orderId)).refundedMinor).toBe(333);
    await ask(seller, refund, { amountMinor: 1_000, reason: "damaged", note: "Sorry." });
    const taken = await api.sql(
      `select account.kind, entry.amount_minor::int as amount from ledger_entries entry
       join ledger_accounts account on account.id = entry.account_id
       join ledger_transactions told on told.id = entry.transaction_id
       where told.order_id = $1 and told.kind = 'refund' and entry.amount_minor > 0
         and told.id = (select id from ledger_transactions where order_id = $1 and kind = 'refund'
                        order by at desc, id desc limit 1)`,
      [orderId],
    );
    const { sellerMinor, shippingMinor, feeMinor, premiumMinor, taxMinor } = preview.shares;
    const shares = {
      "seller-held": sellerMinor,
      shipping: shippingMinor,
      fees: feeMinor,
      premium: premiumMinor,
      tax: taxMinor,
    };
    const given = Object.entries(shares).filter(([, amount]) => amount !== 0);
    expect(Object.fromEntries(taken.map(({ kind, amount }) => [kind, amount]))).toEqual(
      Object.fromEntries(given),
    );
    await api.work();
    for (const person of [seller, winner]) {
      expect(await ask(person, `GET /orders/${orderId}/refunds`)).toMatchObject([
        { amountMinor: 333, reason: "requested", note: null, status: "completed" },
        { amountMinor: 1_000, reason: "damaged", note: "Sorry.", status: "completed" },
      ]);
    }
    expect(await ask(seller, `GET /orders/${orderId}/refund`)).toMatchObject({
      amountMinor: leftMinor,
      leftMinor: 0,
    });
    const { token } = await renew(seller);
    const path = `GET /orders/${orderId}/refund?amountMinor=${leftMinor + 1}`;
    expect((await api.call(path, { token, headers: mobile })).body.error.code).toBe("amount_too_large");
  });

  test("a refund that comes back is kept for the buyer", async () => {
    const sale = await hammer({ card: "4000000000005126" });
    const { seller, winner, orderId } = sale;
    const { totalMinor } = await read(winner, orderId);
    await ask(seller, `POST /orders/${orderId}/refund`, {});
    await api.work();
    await letBankTell(api, minuteMs);
    await api.work();
    expect(await readBooks(sale)).toEqual({ buyer: -totalMinor });
    expect((await ask(winner, "GET /wallet")).balances).toMatchObject([{ creditMinor: totalMinor }]);
    await expectBooksInOrder();
  });

  test("a part that card networks do not take is refused before anything moves; all that is left may go back", async () => {
    const sale = await hammer({ currency: "KWD" });
    const { seller, winner, orderId } = sale;
    const { totalMinor } = await read(winner, orderId);
    const refund = `POST /orders/${orderId}/refund`;
    await refuse(seller, refund, "amount_not_payable", { amountMinor: 1_005 });
    const { token } = await renew(seller);
    const preview = await api.call(`GET ${refund.slice(5)}?amountMinor=1005`, { token, headers: mobile });
    expect(preview.body.error.code).toBe("amount_not_payable");
    expect((await read(winner, orderId)).refundedMinor).toBe(0);
    await ask(seller, refund, { amountMinor: 1_010 });
    expect(await ask(seller, refund, {})).toMatchObject({ status: "refunded", refundedMinor: totalMinor });
    await api.work();
    expect(await readBooks(sale)).toEqual({});
    await expectBooksInOrder();
  });

  test("a parcel the carrier scanned is released from the scan on, whatever its buyer says", async () => {
    const sale = await hammer();
    const { seller, winner, orderId } = sale;
    const path = `POST /admin/orders/${orderId}/delivered`;
    const now = () => ({ scannedAt: new Date().toISOString() });
    await refuse(admin, path, "order_state", now());
    await ask(seller, `POST /orders/${orderId}/ship`, { carrier: "DHL" });
    const { shippedAt } = await read(seller, orderId);
    await pass(3 * dayMs);
    for (const [offMs, code] of [
      [minuteMs, "in_future"],
      [-4 * dayMs, "out_of_order"],
    ] as const) {
      const scannedAt = new Date(Date.now() + offMs).toISOString();
      const { token } = await renew(admin);
      const { status, body } = await api.call(path, { token, headers: mobile, body: { scannedAt } });
      expect([status, body.error?.details?.[0]?.code]).toEqual([400, code]);
    }
    const scannedAt = new Date(Date.parse(shippedAt) + dayMs).toISOString();
    expect(await ask(admin, path, { scannedAt })).toMatchObject({
      status: "delivered",
      deliveredAt: scannedAt,
      releaseAt: new Date(Date.parse(scannedAt) + 2 * dayMs).toISOString(),
    });
    await refuse(winner, `POST /orders/${orderId}/deliver`, "order_state");
    await pass(minuteMs);
    expect((await read(seller, orderId)).releasedAt).not.toBeNull();
    await expectBooksInOrder();
  });

  test("a parcel the carrier lost is given back whole", async () => {
    const sale = await hammer();
    const { seller, winner, orderId } = sale;
    await ask(seller, `POST /orders/${orderId}/ship`, { carrier: "DHL" });
    await ask(admin, `POST /admin/orders/${orderId}/lost`, {});
    await api.work();
    expect(await read(winner, orderId)).toMatchObject({ status: "refunded" });
    expect(await readBooks(sale)).toEqual({});
    await expectBooksInOrder();
  });
});

describe("steps in the wrong order, and at once", () => {
  test("[SEC-29] nothing is shipped unpaid, delivered unshipped, or refunded unpaid", async () => {
    const { seller, winner, orderId } = await hammer({ card: "4000000000000341" });
    await refuse(seller, `POST /orders/${orderId}/ship`, "order_state", { carrier: "DHL" });
    await refuse(winner, `POST /orders/${orderId}/deliver`, "order_state");
    await refuse(seller, `POST /orders/${orderId}/refund`, "order_state");
    const complaint = { reason: "damaged", message: "Nothing came." };
    await refuse(winner, `POST /orders/${orderId}/dispute`, "order_state", complaint);
    await refuse(winner, `POST /orders/${orderId}/cancel`, "cancel_window_closed");
    expect(await read(winner, orderId)).toMatchObject({
      status: "pending",
      shippedAt: null,
      refundedMinor: 0,
    });
  });

  test("[SEC-30] a refund, a dispute and a cancellation at once leave one legal outcome", async () => {
    const sale = await hammer();
    const { seller, winner, orderId } = sale;
    const { totalMinor } = await read(winner, orderId);
    const [sellersToken, winnersToken] = [await renew(seller), await renew(winner)];
    const send = async ({ token }: TestPerson, path: string, body: object) => {
      const answer = await api.call(`POST /orders/${orderId}/${path}`, { token, headers: mobile, body });
      return { path, status: answer.status, code: answer.body.error?.code };
    };
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => send(sellersToken, "refund", {})),
      ...Array.from({ length: 2 }, () => send(sellersToken, "cancel", {})),
      send(winnersToken, "dispute", { reason: "other", message: "Never mind." }),
      send(sellersToken, "ship", { carrier: "DHL" }),
    ]);
    await api.work();

    // Whatever came first, one of them gave everything back, and whoever came after that was told so.
    const isDone = ({ status }: { readonly status: number }) => status < 300;
    const done = answers.filter(isDone).map(({ path }) => path);
    expect(done.filter((path) => path === "refund" || path === "cancel")).toHaveLength(1);
    for (const answer of answers.filter((one) => !isDone(one)))
      expect(answer).toMatchObject({ status: 409, code: "order_state" });
    const order = await read(winner, orderId);
    expect(order).toMatchObject({ status: "refunded", refundedMinor: totalMinor, releasedAt: null });
    expect([order.shippedAt !== null, order.disputedAt !== null]).toEqual([
      done.includes("ship"),
      done.includes("dispute"),
    ]);
    const refunds = await api.sql(
      "select amount_minor::int, status, reason from refunds where order_id = $1",
      [orderId],
    );
    const reason = done.includes("cancel") ? "cancelled" : "requested";
    expect(refunds).toEqual([{ amount_minor: totalMinor, status: "completed", reason }]);
    const disputes = await api.sql("select status from disputes where order_id = $1", [orderId]);
    expect(disputes).toEqual(done.includes("dispute") ? [{ status: "lost" }] : []);
    expect(await readBooks(sale)).toEqual({});
    await expectBooksInOrder();
  });
});
