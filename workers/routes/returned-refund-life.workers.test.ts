import { runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { orderLimits } from "../../domain/order/order-limits.ts";
import { disputeFeeMinor } from "../../durable-objects/test-bank/cards.ts";
import type { TestPerson } from "../../test/support/workers/api.ts";
import { getTestBankStub, letBankTell } from "../../test/support/workers/bank.ts";
import { mobile } from "../../test/support/workers/factors.ts";
import { sendWork } from "../jobs/work-tools.ts";
import { dayMs, minuteMs, openSaleLife } from "../../test/support/workers/sale-life.ts";
import type { Hammer } from "../../test/support/workers/sale-life.ts";

const { api, admin, renew, ask, refuse, hammer, read, readBooks, expectBooksInOrder } = await openSaleLife();

/** Its refunds are pending for ten seconds, and come back. */
const card = "4000000000005126";

const letRefundsEnd = async (): Promise<void> => {
  await api.work();
  await letBankTell(api, minuteMs);
  await api.work();
};

/** A sale whose refund came back. */
async function openReturned(): Promise<Hammer & { readonly totalMinor: number; readonly refundId: string }> {
  const sale = await hammer({ card });
  const { totalMinor } = await read(sale.winner, sale.orderId);
  await ask(sale.seller, `POST /orders/${sale.orderId}/refund`, {});
  await letRefundsEnd();
  const [refund] = await ask(sale.winner, `GET /orders/${sale.orderId}/refunds`);
  expect(refund).toMatchObject({ status: "failed", mayResend: true, settlement: null });
  return { ...sale, totalMinor, refundId: refund.id };
}

const listReturned = async (status = "failed"): Promise<{ readonly id: string }[]> =>
  ask(admin, `GET /admin/refunds?status=${status}&limit=100`);
const findReturned = async (refundId: string, status?: string) =>
  (await listReturned(status)).find(({ id }) => id === refundId);

/** Lets the buyer's bank take refunds from now on. */
const mendCard = (orderId: string): Promise<void> =>
  runInDurableObject(getTestBankStub(), (_, { storage }) => {
    storage.sql.exec("UPDATE charges SET card = '4242424242424242' WHERE order_id = ?", orderId);
  });

/** The buyer has their bank take some of the charge back. */
async function goToBank(orderId: string, amountMinor: number): Promise<void> {
  await runInDurableObject(getTestBankStub(), (_, { storage }) => {
    storage.sql.exec(
      `INSERT INTO disputes (reference, charge, amount_minor, fee_minor, reason, status, due_at_ms)
       SELECT 'dispute of ' || order_id, reference, ?, ?, 'fraudulent', 'announced', 0
       FROM charges WHERE order_id = ?`,
      amountMinor,
      disputeFeeMinor,
      orderId,
    );
  });
  await letBankTell(api, 1_000);
  await api.work();
}

const letBankDecide = async (): Promise<void> => {
  await letBankTell(api, dayMs);
  await api.work();
};

const byTransfer = { means: "bank-transfer", reference: "2026-1141" };

const callAs = async (person: TestPerson, path: string) => {
  const { token } = await renew(person);
  return api.call(`POST ${path}`, { token, headers: mobile, body: {} });
};

/** The subjects of what somebody was told about an order, from the first. */
async function readLetters({ email }: TestPerson): Promise<unknown[]> {
  const rows = await api.sql(
    "select subject from development_mails where recipient = $1 and subject like '%A watch' order by sent_at, id",
    [email],
  );
  return rows.map(({ subject }) => subject);
}

async function readBankOf(orderId: string): Promise<unknown> {
  const [row] = await api.sql(
    `select sum(entry.amount_minor)::int as sum from ledger_entries entry
     join ledger_accounts account on account.id = entry.account_id and account.kind = 'bank'
     join ledger_transactions told on told.id = entry.transaction_id where told.order_id = $1`,
    [orderId],
  );
  return row?.["sum"];
}

describe("[S3] a refund that comes back", () => {
  test("is paid by hand, once, and nothing is left on its buyer's account", async () => {
    const sale = await openReturned();
    const { seller, winner, orderId, totalMinor, refundId } = sale;
    expect(await readBooks(sale)).toEqual({ buyer: -totalMinor });
    expect(await findReturned(refundId)).toMatchObject({
      orderId,
      amountMinor: totalMinor,
      currency: "USD",
      buyer: { id: winner.id, displayName: "Winner" },
      paidWith: { brand: "visa", last4: "5126" },
      settlement: null,
    });
    const settle = `POST /admin/refunds/${refundId}/settle`;
    const paid = { means: "bank-transfer", reference: "2026-1141" };
    expect(await ask(admin, settle, paid)).toEqual({ id: refundId, orderId, status: "settled" });
    await refuse(admin, settle, "refund_not_returned", paid);
    await refuse(admin, `POST /admin/refunds/${refundId}/resend`, "refund_not_returned");
    await refuse(winner, `POST /orders/${orderId}/refunds/${refundId}/resend`, "refund_not_returned");
    await letRefundsEnd();
    expect(await readBooks(sale)).toEqual({});
    expect(await readBankOf(orderId)).toBe(-totalMinor);
    expect(await findReturned(refundId)).toBeUndefined();
    expect(await findReturned(refundId, "settled")).toMatchObject({ settlement: { ...paid, by: admin.id } });
    expect(await ask(winner, `GET /orders/${orderId}/refunds`)).toMatchObject([
      { id: refundId, status: "settled", mayResend: false, settlement: paid },
    ]);
    expect(await ask(seller, `GET /orders/${orderId}/refunds`)).toMatchObject([
      { id: refundId, status: "settled", settlement: null },
    ]);
    const [entry] = await ask(admin, `GET /admin/audit-log?subjectType=refund&subjectId=${refundId}`);
    expect(entry).toMatchObject({
      action: "refund.settled",
      actorId: admin.id,
      details: { orderId, ...paid },
    });
    expect(await readLetters(winner)).toEqual([
      "Paid: A watch",
      "A refund: A watch",
      "Your refund did not arrive: A watch",
      "Your refund was paid another way: A watch",
    ]);
    expect(await ask(winner, "GET /users/me/transactions?type=refund")).toMatchObject([
      { id: `refund-${refundId}`, status: "completed", direction: "in", amountMinor: totalMinor },
    ]);
    await expectBooksInOrder();
  });

  test("is sent again by the house, comes back again, and is sent by its buyer once their bank takes it", async () => {
    const sale = await openReturned();
    const { seller, winner, loser, orderId, totalMinor, refundId } = sale;
    const resend = `POST /admin/refunds/${refundId}/resend`;
    expect(await ask(admin, resend, {})).toEqual({ id: refundId, orderId, status: "resent" });
    await refuse(admin, resend, "refund_not_returned");
    // Promised again: it is not on the buyer's account while it is under way.
    expect(await readBooks(sale)).toEqual({});
    await letRefundsEnd();
    expect(await readBooks(sale)).toEqual({ buyer: -totalMinor });
    const [first, second] = await ask(winner, `GET /orders/${orderId}/refunds`);
    expect([first, second]).toMatchObject([
      { id: refundId, status: "resent", mayResend: false },
      { retryOf: refundId, status: "failed", mayResend: true, amountMinor: totalMinor },
    ]);
    expect(await findReturned(refundId)).toBeUndefined();
    expect(await findReturned(second.id)).toMatchObject({ orderId });

    const own = `/orders/${orderId}/refunds/${second.id}/resend`;
    for (const stranger of [seller, loser])
      expect((await callAs(stranger, own)).body.error.code).toBe("not_found");
    await mendCard(orderId);
    const resent = await ask(winner, `POST ${own}`, {});
    expect(resent).toHaveLength(3);
    await letRefundsEnd();
    expect(await ask(winner, `GET /orders/${orderId}/refunds`)).toMatchObject([
      { status: "resent" },
      { status: "resent" },
      { status: "completed", retryOf: second.id },
    ]);
    expect(await readBooks(sale)).toEqual({});
    expect((await read(winner, orderId)).refundedMinor).toBe(totalMinor);
    const given = await ask(seller, "GET /users/me/transactions?type=refund");
    expect(given).toMatchObject([{ id: `refund-${refundId}`, status: "completed", direction: "out" }]);
    await expectBooksInOrder();
  });

  test("at once by two and with a message that comes twice, it is sent once", async () => {
    const sale = await openReturned();
    const { winner, orderId, refundId } = sale;
    await mendCard(orderId);
    const answers = await Promise.all([
      callAs(winner, `/orders/${orderId}/refunds/${refundId}/resend`),
      callAs(winner, `/orders/${orderId}/refunds/${refundId}/resend`),
    ]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    await letRefundsEnd();
    await letRefundsEnd();
    const refunds = await ask(winner, `GET /orders/${orderId}/refunds`);
    expect(refunds.map(({ status }: { status: string }) => status)).toEqual(["resent", "completed"]);
    expect(await readBooks(sale)).toEqual({});
    await expectBooksInOrder();
  });

  test("is tried a bounded number of times, and then paid by hand", { timeout: 60_000 }, async () => {
    const sale = await openReturned();
    const { winner, orderId } = sale;
    for (let tried = 0; tried < orderLimits.refundRetriesMax; tried += 1) {
      const last = (await ask(winner, `GET /orders/${orderId}/refunds`)).at(-1);
      await ask(admin, `POST /admin/refunds/${last.id}/resend`, {});
      await letRefundsEnd();
    }
    const last = (await ask(winner, `GET /orders/${orderId}/refunds`)).at(-1);
    expect(last).toMatchObject({ status: "failed", mayResend: false });
    await refuse(admin, `POST /admin/refunds/${last.id}/resend`, "too_many_refunds");
    await ask(admin, `POST /admin/refunds/${last.id}/settle`, { means: "cheque", reference: "No. 12" });
    expect(await readBooks(sale)).toEqual({});
    await expectBooksInOrder();
  });

  test("is not paid a second time once the buyer's bank took the charge back", async () => {
    const sale = await openReturned();
    const { winner, orderId, totalMinor, refundId } = sale;
    await goToBank(orderId, totalMinor);
    await refuse(admin, `POST /admin/refunds/${refundId}/settle`, "disputed_at_bank", byTransfer);
    await letBankDecide();
    expect(await ask(winner, `GET /orders/${orderId}/dispute`)).toMatchObject({
      origin: "bank",
      status: "lost",
    });
    // Nobody bears it: their shares were given before. The bank's fee is the house's.
    expect(await readBooks(sale)).toEqual({});
    expect(await ask(winner, `GET /orders/${orderId}/refunds`)).toMatchObject([
      { id: refundId, status: "charged-back", chargedBackMinor: totalMinor, mayResend: false },
    ]);
    expect(await findReturned(refundId)).toBeUndefined();
    expect(await findReturned(refundId, "charged-back")).toMatchObject({ settlement: null });
    await refuse(admin, `POST /admin/refunds/${refundId}/settle`, "refund_not_returned", byTransfer);
    await refuse(admin, `POST /admin/refunds/${refundId}/resend`, "refund_not_returned");
    await refuse(winner, `POST /orders/${orderId}/refunds/${refundId}/resend`, "refund_not_returned");
    expect(await ask(winner, "GET /users/me/transactions?type=refund")).toMatchObject([
      { id: `refund-${refundId}`, status: "completed" },
    ]);
    await expectBooksInOrder();
  });

  test.each(["settle", "resend"])("of which a bank took a part leaves the rest, to %s", async (way) => {
    const sale = await openReturned();
    const { winner, orderId, totalMinor, refundId } = sale;
    await goToBank(orderId, 2_000);
    await letBankDecide();
    const restMinor = totalMinor - 2_000;
    expect(await readBooks(sale)).toEqual({ buyer: -restMinor });
    expect(await findReturned(refundId)).toMatchObject({ amountMinor: totalMinor, chargedBackMinor: 2_000 });
    await mendCard(orderId);
    await ask(admin, `POST /admin/refunds/${refundId}/${way}`, way === "settle" ? byTransfer : {});
    await letRefundsEnd();
    expect(await readBooks(sale)).toEqual({});
    expect(await readBankOf(orderId)).toBe(way === "settle" ? -restMinor : null);
    expect((await ask(winner, `GET /orders/${orderId}/refunds`)).at(-1)).toMatchObject(
      way === "settle"
        ? { status: "settled", chargedBackMinor: 2_000 }
        : { status: "completed", amountMinor: restMinor, retryOf: refundId },
    );
    await expectBooksInOrder();
  });

  test("is not paid at all where it comes back after the buyer's bank took the charge for good", async () => {
    const sale = await hammer({ card });
    const { seller, winner, orderId } = sale;
    await mendCard(orderId);
    const { totalMinor } = await read(winner, orderId);
    await ask(seller, `POST /orders/${orderId}/refund`, {});
    await letRefundsEnd();
    await goToBank(orderId, totalMinor);
    await letBankDecide();
    const [{ id: refundId, status }] = await ask(winner, `GET /orders/${orderId}/refunds`);
    expect(status).toBe("completed");
    await runInDurableObject(getTestBankStub(), (_, { storage }) => {
      storage.sql.exec("UPDATE refunds SET status = 'failed' WHERE refund_id = ?", refundId);
    });
    await sendWork(api.env, [{ kind: "refund", id: refundId }]);
    await api.work();
    expect(await ask(winner, `GET /orders/${orderId}/refunds`)).toMatchObject([
      { id: refundId, status: "failed", mayResend: false },
    ]);
    await refuse(admin, `POST /admin/refunds/${refundId}/settle`, "disputed_at_bank", byTransfer);
    await refuse(admin, `POST /admin/refunds/${refundId}/resend`, "disputed_at_bank");
    await expectBooksInOrder();
  });
});
