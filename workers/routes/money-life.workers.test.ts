import { createMessageBatch, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { disputeFeeMinor } from "../../durable-objects/test-bank/cards.ts";
import { must } from "../../domain/result.ts";
import { createTestApi, testAddress } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { getTestBankStub, letBankGoOn, stopBankClock } from "../../test/support/workers/bank.ts";
import { login, mobile, setUpApp } from "../../test/support/workers/factors.ts";
import type { TestPhone } from "../../test/support/workers/factors.ts";
import { handleNudges } from "../jobs/queue.ts";
import { handleScheduled } from "../jobs/scheduled.ts";
import { sendWork } from "../jobs/work-tools.ts";

/*
 * The whole life of a sale through the public interface, on the real parts: the room, the queue's consumers, Postgres, and the
 * bank behind its signed webhooks.
 */

const api: TestApi = await createTestApi();
const admin = await api.join("Admin", "admin");
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

let nowMs = Date.now();
beforeEach(async () => {
  // Always on from where the last one stopped, in the middle of a step of the app's codes.
  nowMs = Math.ceil(nowMs / 30_000) * 30_000 + 15_000;
  vi.useFakeTimers({ toFake: ["Date"], now: nowMs });
  await stopBankClock();
});
afterEach(() => {
  nowMs = Date.now();
  vi.useRealTimers();
});

interface SignIn {
  readonly token: string;
  readonly atMs: number;
}
const signIns = new Map<string, SignIn>();
const phones = new Map<string, TestPhone>();

/** Signs in again where the clock was moved past the token, with the app's code for whoever has one. */
async function renew(person: TestPerson): Promise<TestPerson> {
  const known = signIns.get(person.id);
  if (known !== undefined && Date.now() < known.atMs + 5 * minuteMs) return { ...person, token: known.token };
  const totp = phones.get(person.id)?.code();
  const { body } = await login(api, person, totp === undefined ? {} : { totp });
  const token = String(body.data.accessToken);
  signIns.set(person.id, { token, atMs: Date.now() });
  return { ...person, token };
}

async function ask(person: TestPerson, line: string, body?: unknown, status = 200) {
  const { token } = await renew(person);
  const answer = await api.call(line, { token, headers: mobile, ...(body === undefined ? {} : { body }) });
  expect([line, answer.status, answer.body?.error?.code]).toEqual([line, status, undefined]);
  return answer.body.data;
}

const refuse = async (person: TestPerson, line: string, code: string, body: unknown = {}) => {
  const { token } = await renew(person);
  const { status, body: answer } = await api.call(line, { token, headers: mobile, body });
  expect([line, status, answer.error.code]).toEqual([line, 409, code]);
};

/** Webhooks go where the bank sends them: through the front door. */
const post = async ({ headers, body }: { readonly headers: Headers; readonly body: string }) => {
  const { status } = await api.call("POST /webhooks/payments/test", {
    text: body,
    headers: Object.fromEntries(headers),
  });
  return new Response(null, { status });
};

async function pass(ms: number): Promise<void> {
  vi.setSystemTime(Date.now() + ms);
  await handleScheduled(api.env, Date.now());
  await api.work();
}

async function joinWithCard(name: string, cardNumber: string): Promise<TestPerson> {
  const person = await api.join(name);
  const card = { cardNumber, expiryMonth: 12, expiryYear: 2_040 };
  await ask(person, "POST /payment-methods", card, 201);
  await ask(person, "POST /addresses", testAddress, 201);
  return person;
}

interface Hammer {
  readonly seller: TestPerson;
  readonly winner: TestPerson;
  readonly loser: TestPerson;
  readonly orderId: string;
}

/** One lot, two who bid for it, the hammer, and what the jobs make of it. */
async function hammer({ card = "4242424242424242", secondChance = false } = {}): Promise<Hammer> {
  const seller = await api.join("Seller", "seller");
  if (secondChance) await ask(seller, "PUT /sellers/me/settings", { offersSecondChance: true });
  const winner = await joinWithCard("Winner", card);
  const loser = await joinWithCard("Loser", "5555555555554444");
  const scheduledStart = new Date(Date.now() + 60 * minuteMs).toISOString();
  const lot = { title: "A watch", startingPriceMinor: 1_000 };
  const sale = { title: "Watches", scheduledStart, currency: "USD", lots: [lot] };
  const { id, lots } = await ask(seller, "POST /auctions", sale, 201);
  const lotId = lots[0].id;
  for (const bidder of [winner, loser]) await ask(bidder, `POST /auctions/${id}/join`);
  const host = (command: object) =>
    ask(seller, `POST /auctions/${id}/commands`, { id: crypto.randomUUID(), ...command });
  await host({ type: "auction.start" });
  await host({ type: "lot.open", lotId });
  const bid = { lotId, mode: "max" };
  await ask(loser, `POST /auctions/${id}/bid`, { ...bid, amountMinor: 5_000 });
  await ask(winner, `POST /auctions/${id}/bid`, { ...bid, amountMinor: 6_000 });
  vi.setSystemTime(Date.now() + 31_000);
  await runDurableObjectAlarm(api.env.AUCTION_ROOM.get(api.env.AUCTION_ROOM.idFromName(id)));
  const nudge = { id: "nudge", timestamp: new Date(), attempts: 1, body: { auctionId: id } };
  await handleNudges(createMessageBatch("room-nudges", [nudge]), api.env);
  await api.work();
  const [order] = await ask(winner, "GET /orders");
  return { seller, winner, loser, orderId: must(order, "the hammer made an order").id };
}

const read = (person: TestPerson, orderId: string) => ask(person, `GET /orders/${orderId}`);

/** What the books say of one sale's people, by account; nothing where everything came to zero. */
async function readBooks({ seller, winner, loser }: Hammer): Promise<Record<string, number>> {
  const rows = await api.sql(
    `select a.kind, sum(e.amount_minor)::int as balance from ledger_accounts a
       join ledger_entries e on e.account_id = a.id
     where a.owner_id = any($1) group by a.kind having sum(e.amount_minor) <> 0`,
    [[seller.id, winner.id, loser.id]],
  );
  return Object.fromEntries(rows.map(({ kind, balance }) => [String(kind), Number(balance)]));
}

/** A dispute as the bank has it. */
async function readHeldDispute(orderId: string) {
  const [row] = await api.sql("select provider_reference from disputes where order_id = $1", [orderId]);
  const held = await getTestBankStub().findDispute(String(row?.["provider_reference"]));
  return must(held, "the bank has the dispute");
}

/** The whole ledger, whoever it is about, and what the reconciliation has to say. */
async function expectBooksInOrder(): Promise<void> {
  const [sum] = await api.sql("select coalesce(sum(amount_minor), 0)::int as sum from ledger_entries");
  expect(sum).toEqual({ sum: 0 });
  const { findings } = await ask(admin, "POST /admin/ledger/reconciliations");
  expect(findings).toEqual([]);
}

describe("[S1] [S3] from the hammer to a seller who was paid", () => {
  test("auction, bids, hammer, charge, parcel, delivery, release, payout; every account at zero", async () => {
    const sale = await hammer();
    const { seller, winner, orderId } = sale;
    const paid = await read(winner, orderId);
    expect(paid).toMatchObject({ status: "paid", priceMinor: 5_100, origin: "hammer" });
    expect(paid.invoiceNumber).toMatch(/\d/u);
    expect(paid.totalMinor).toBe(paid.priceMinor + paid.premiumMinor + paid.shippingMinor + paid.taxMinor);
    // Its invoice was made by a job, before anybody asked for it.
    expect(await api.env.MEDIA.head(`documents/invoices/${orderId}/0.pdf`)).not.toBeNull();
    const feeMinor = Math.round(5_100 * 0.08);
    expect(await readBooks(sale)).toEqual({
      "seller-held": -(5_100 - feeMinor),
      shipping: -paid.shippingMinor,
    });
    await refuse(winner, `POST /orders/${orderId}/pay`, "order_state");
    const parcel = { carrier: "DHL", trackingNumber: "JD0001" };
    expect(await ask(seller, `POST /orders/${orderId}/ship`, parcel)).toMatchObject({ status: "shipped" });
    expect(await ask(winner, `POST /orders/${orderId}/deliver`, {})).toMatchObject({ status: "delivered" });
    const released = 5_100 - feeMinor + paid.shippingMinor;
    await pass(2 * dayMs + minuteMs);
    expect((await ask(seller, "GET /wallet")).balances).toMatchObject([
      { currency: "USD", heldMinor: 0, availableMinor: released },
    ]);
    phones.set(seller.id, await setUpApp(api, await renew(seller)));
    signIns.delete(seller.id);
    const { url } = await ask(seller, "POST /wallet/account", { country: "US" });
    const page = String(url).split("/").at(-1) ?? "";
    const back = await getTestBankStub().findOnboarding(page);
    expect(back).toEqual({ returnUrl: `${api.env.ORIGIN}/account/wallet` });
    await getTestBankStub().answerOnboarding(page, "accept");
    await ask(seller, "POST /wallet/payouts", { currency: "USD" }, 201);
    await api.work();
    await letBankGoOn(10 * dayMs, post);
    await pass(10 * dayMs);
    expect(await readBooks(sale)).toEqual({});
    // Each side's history of it: what was bought is in the buyer's, what was sold and paid out in the seller's.
    const told = async (person: TestPerson) =>
      (await ask(person, "GET /users/me/transactions")).map((one: Record<string, unknown>) => [
        one["type"],
        one["direction"],
        one["amountMinor"],
        one["status"],
      ]);
    expect(await told(winner)).toEqual([["purchase", "out", paid.totalMinor, "completed"]]);
    expect(await told(seller)).toEqual([
      ["payout", "out", released, "completed"],
      ["sale", "in", 5_100, "completed"],
    ]);
    await expectBooksInOrder();
  });
});

describe("[S2] a payment that fails", () => {
  test("gives the buyer ten minutes, in which another card pays", async () => {
    const sale = await hammer({ card: "4000000000000341" });
    const { winner, orderId } = sale;
    const unpaid = await read(winner, orderId);
    expect(unpaid).toMatchObject({ status: "pending", actions: ["pay"] });
    expect(unpaid.paymentDueAt).toBe(new Date(Date.now() + 10 * minuteMs).toISOString());
    const told = await api.sql("select subject from development_mails where recipient = $1", [winner.email]);
    expect(told).toContainEqual({ subject: "Your payment did not go through: A watch" });
    const again = await ask(winner, `POST /orders/${orderId}/pay`, {});
    expect(again.payment).toMatchObject({ status: "failed", failure: "declined" });
    const card = { cardNumber: "4242424242424242", expiryMonth: 12, expiryYear: 2_040 };
    const { id: paymentMethodId } = await ask(winner, "POST /payment-methods", card, 201);
    const done = await ask(winner, `POST /orders/${orderId}/pay`, { paymentMethodId });
    expect(done).toMatchObject({ order: { status: "paid" }, payment: { status: "completed" } });
    const attempts = await api.sql("select status from payments where order_id = $1 order by attempt", [
      orderId,
    ]);
    expect(attempts.map(({ status }) => status)).toEqual(["failed", "failed", "completed"]);
    await expectBooksInOrder();
  });

  test("asks the buyer's bank, and goes on when it is answered", async () => {
    const { winner, orderId } = await hammer({ card: "4000002500003155" });
    const { payment } = await ask(winner, `POST /orders/${orderId}/pay`, {});
    expect(payment).toMatchObject({ status: "requires_action", action: { type: "redirect" } });
    const { pathname, searchParams } = new URL(payment.action.url);
    const token = searchParams.get("token") ?? pathname.split("/").at(-1) ?? "";
    await getTestBankStub().answerApproval(token, true);
    // The page the bank sends its customer back to asks again; the webhook would have come too.
    const done = await ask(winner, `POST /orders/${orderId}/pay`, {});
    expect(done).toMatchObject({ order: { status: "paid" }, payment: { status: "completed" } });
    await expectBooksInOrder();
  });

  test("is paid by webhook alone, when the provider takes its time", async () => {
    const { winner, orderId } = await hammer({ card: "4000000000001026" });
    expect(await read(winner, orderId)).toMatchObject({ status: "pending" });
    await refuse(winner, `POST /orders/${orderId}/pay`, "payment_in_progress");
    await letBankGoOn(minuteMs, post);
    await api.work();
    expect(await read(winner, orderId)).toMatchObject({ status: "paid" });
    await expectBooksInOrder();
  });

  test("goes to the next bidder at their own last maximum when nobody pays, and only if they want it", async () => {
    const sale = await hammer({ card: "4000000000000341", secondChance: true });
    const { winner, loser, orderId } = sale;
    await pass(11 * minuteMs);
    expect(await read(winner, orderId)).toMatchObject({
      status: "cancelled",
      cancelReason: "payment-failed",
    });
    const [offer] = await ask(loser, "GET /orders");
    expect(offer).toMatchObject({
      status: "pending",
      origin: "second-chance",
      priceMinor: 5_000,
      saleNumber: 2,
      actions: ["pay", "cancel"],
    });
    const charged = await api.sql("select 1 from payments where order_id = $1", [offer.id]);
    expect(charged).toEqual([]);
    expect(await ask(loser, `POST /orders/${offer.id}/pay`, {})).toMatchObject({ order: { status: "paid" } });
    await refuse(winner, `POST /orders/${orderId}/pay`, "order_state");
    await expectBooksInOrder();
  });
});

describe("[S3] what goes wrong after it was paid", () => {
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

  test("a dispute stops the release; the house decides, and the books follow", async () => {
    const sale = await hammer();
    const { seller, winner, orderId } = sale;
    await ask(seller, `POST /orders/${orderId}/ship`, { carrier: "DHL" });
    const complaint = { reason: "damaged", message: "The glass is broken." };
    const opened = await ask(winner, `POST /orders/${orderId}/dispute`, complaint, 201);
    expect(opened).toMatchObject({ status: "open", messages: [{ author: "buyer" }] });
    const answer = { message: "It was whole when it left." };
    await ask(seller, `POST /orders/${orderId}/dispute/messages`, answer, 201);
    const evidence = await ask(seller, `GET /orders/${orderId}/dispute/evidence`);
    expect(evidence.lot.facts.map(({ type }: { type: string }) => type)).toContain("lot.sold");
    expect(evidence).toMatchObject({ payments: [{ status: "completed" }], lot: { buyerPaddle: 1 } });
    await pass(40 * dayMs);
    expect((await read(seller, orderId)).releasedAt).toBeNull();
    const decision = { outcome: "buyer", resolution: "The pictures show it." };
    await ask(admin, `POST /admin/orders/${orderId}/dispute/resolve`, decision);
    await api.work();
    expect(await read(winner, orderId)).toMatchObject({ status: "refunded" });
    expect(await readBooks(sale)).toEqual({});
    await expectBooksInOrder();
  });

  test.each([
    ["4000000000000259", "refunded", "lost"],
    ["4000000000002685", "paid", "won"],
  ])("the buyer's bank takes the money and decides: %s is %s", async (card, status, outcome) => {
    const sale = await hammer({ card });
    const { seller, winner, orderId } = sale;
    await letBankGoOn(11_000, post);
    await api.work();
    expect(await read(seller, orderId)).toMatchObject({ status: "disputed" });
    await refuse(seller, `POST /orders/${orderId}/refund`, "disputed_at_bank");
    await letBankGoOn(dayMs, post);
    await api.work();
    expect(await read(winner, orderId)).toMatchObject({ status });
    expect(await ask(seller, `GET /orders/${orderId}/dispute`)).toMatchObject({
      origin: "bank",
      status: outcome,
    });
    await expectBooksInOrder();
  });

  test.each([
    ["winning_evidence", "shipped", "won"],
    ["losing_evidence", "refunded", "lost"],
  ])(
    "the seller answers their buyer's bank, once, and it decides: %s is %s",
    async (word, status, outcome) => {
      const sale = await hammer({ card: "4000000000000259" });
      const { seller, winner, orderId } = sale;
      const paidBooks = await readBooks(sale);
      await ask(seller, `POST /orders/${orderId}/ship`, { carrier: "DHL", trackingNumber: "JD0002" });
      await letBankGoOn(11_000, post);
      await api.work();
      const path = `/orders/${orderId}/dispute`;
      const open = await ask(seller, `GET ${path}`);
      expect(open).toMatchObject({ status: "open", bankEvidence: { status: "due", submittedAt: null } });
      expect(Date.parse(open.answerDueAt)).toBeLessThan(Date.parse(open.bankEvidence.dueAt));
      await ask(seller, `POST ${path}/messages`, { message: `It was handed over: ${word}.` }, 201);
      await ask(seller, `POST ${path}/evidence/submit`, {});
      // Pressed again before the work was done.
      await ask(seller, `POST ${path}/evidence/submit`, {});
      await api.work();
      const { evidence } = await readHeldDispute(orderId);
      for (const part of [word, "JD0002", "paddle 1 won at the hammer", "/auctions/", "charge "])
        expect(evidence?.text).toContain(part);
      expect(evidence?.documentBytes).toBeGreaterThan(1_000);
      expect((await ask(seller, `GET ${path}`)).bankEvidence.status).toBe("submitted");
      await letBankGoOn(minuteMs, post);
      await api.work();
      expect(await ask(seller, `GET ${path}`)).toMatchObject({ status: outcome });
      expect(await read(winner, orderId)).toMatchObject({ status });
      // Back with the seller; or with the buyer, and the seller owes what it cost.
      const lostBooks = { "seller-available": disputeFeeMinor };
      expect(await readBooks(sale)).toEqual(outcome === "won" ? paidBooks : lostBooks);
      await expectBooksInOrder();
    },
  );

  test("a bank is answered for a seller who does not, once, also after a crash behind the bank", async () => {
    const { seller, orderId } = await hammer({ card: "4000000000000259" });
    await letBankGoOn(11_000, post);
    await api.work();
    const [row] = await api.sql("select id, answer_due_at from disputes where order_id = $1", [orderId]);
    const work = { kind: "dispute", id: String(row?.["id"]) } as const;
    await sendWork(api.env, [work]);
    await api.work();
    // Before its time it is the seller's to answer.
    expect((await readHeldDispute(orderId)).evidence).toBeNull();
    await pass(Date.parse(String(row?.["answer_due_at"])) - Date.now() + 1_000);
    const held = await readHeldDispute(orderId);
    expect(held.evidence?.text).toContain("has not been handed to a carrier yet");
    // As if nothing had been written down of the bank's answer.
    await api.sql(
      `update disputes set evidence_status = 'sending', evidence_submitted_at = null, next_action_at = created_at
       where id = $1`,
      [work.id],
    );
    await ask(seller, `POST /orders/${orderId}/dispute/messages`, { message: "One more thing." }, 201);
    await sendWork(api.env, [work]);
    await api.work();
    expect((await readHeldDispute(orderId)).evidence).toEqual(held.evidence);
    expect((await ask(seller, `GET /orders/${orderId}/dispute`)).bankEvidence.status).toBe("submitted");
  });

  test("a refund that comes back is kept for the buyer", async () => {
    const sale = await hammer({ card: "4000000000005126" });
    const { seller, winner, orderId } = sale;
    const { totalMinor } = await read(winner, orderId);
    await ask(seller, `POST /orders/${orderId}/refund`, {});
    await api.work();
    await letBankGoOn(minuteMs, post);
    await api.work();
    expect(await readBooks(sale)).toEqual({ buyer: -totalMinor });
    expect((await ask(winner, "GET /wallet")).balances).toMatchObject([{ creditMinor: totalMinor }]);
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
