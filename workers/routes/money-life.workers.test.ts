import { describe, expect, test } from "vitest";
import type { TestPerson } from "../../test/support/workers/api.ts";
import { getTestBankStub, letBankTell } from "../../test/support/workers/bank.ts";
import { dayMs, minuteMs, openSaleLife } from "../../test/support/workers/sale-life.ts";

/* The whole life of a sale, from the auction to a seller who was paid. */

const { api, admin, ask, refuse, pass, hammer, read, readBooks, expectBooksInOrder, setUpPhone } =
  await openSaleLife();

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
    await setUpPhone(seller);
    const { url } = await ask(seller, "POST /wallet/account", { country: "US" });
    const page = String(url).split("/").at(-1) ?? "";
    const back = await getTestBankStub().findOnboarding(page);
    expect(back).toEqual({ returnUrl: `${api.env.ORIGIN}/account/wallet` });
    await getTestBankStub().answerOnboarding(page, "accept");
    await ask(seller, "POST /wallet/payouts", { currency: "USD" }, 201);
    await api.work();
    await letBankTell(api, 10 * dayMs);
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

  test("a seller the house begins to trust is paid for what is under way; one it no longer trusts waits", async () => {
    const { seller, winner, orderId } = await hammer();
    const shop = {
      shopName: "Watches",
      slug: `watches-${seller.id.slice(0, 8)}`,
      about: "Old ones.",
      country: "US",
    };
    await ask(seller, "PUT /sellers/me/profile", { ...shop, policies: {} });
    await ask(seller, `POST /orders/${orderId}/ship`, { carrier: "DHL" });
    const { shippedAt, releaseAt, soldAt, disputableUntil } = await read(seller, orderId);
    expect(disputableUntil).toBeNull();
    // Its buyer's to know: four months from the sale, as long as nothing arrived.
    expect((await read(winner, orderId)).disputableUntil).toBe(
      new Date(Date.parse(soldAt) + 120 * dayMs).toISOString(),
    );
    const mark = (isTrusted: boolean) =>
      ask(admin, `PUT /admin/sellers/${seller.id}/marks`, { isVerified: true, isTrusted });
    await mark(true);
    expect((await read(seller, orderId)).releaseAt).toBe(shippedAt);
    await mark(false);
    expect((await read(seller, orderId)).releaseAt).toBe(releaseAt);
    await mark(true);
    await pass(minuteMs);
    expect((await read(seller, orderId)).releasedAt).not.toBeNull();
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
    // The bank tells of it as well, of which nothing new follows, and nothing is looked at for ever.
    await letBankTell(api, 1_000);
    await api.work();
    expect(
      await api.sql("select status, next_action_at from payments where order_id = $1", [orderId]),
    ).toEqual([{ status: "failed", next_action_at: null }]);
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

  test("is paid with another card instead of the one its bank asks about, which is charged nothing", async () => {
    const { winner, orderId } = await hammer({ card: "4000002500003155" });
    const pay = `POST /orders/${orderId}/pay`;
    const { payment } = await ask(winner, pay, {});
    expect(payment.status).toBe("requires_action");
    const [first] = await ask(winner, "GET /payment-methods");
    // The same card goes on with the same attempt, and so does one that is not theirs.
    for (const paymentMethodId of [first.id, crypto.randomUUID()])
      expect((await ask(winner, pay, { paymentMethodId })).payment.id).toBe(payment.id);
    const card = { cardNumber: "4242424242424242", expiryMonth: 12, expiryYear: 2_040 };
    const { id: paymentMethodId } = await ask(winner, "POST /payment-methods", card, 201);
    const done = await ask(winner, pay, { paymentMethodId });
    expect(done).toMatchObject({ order: { status: "paid" }, payment: { status: "completed" } });
    const attempts = await api.sql("select status from payments where order_id = $1 order by attempt", [
      orderId,
    ]);
    expect(attempts.slice(-2).map(({ status }) => status)).toEqual(["canceled", "completed"]);
    // Whoever answers the first bank after all is late.
    const { pathname, searchParams } = new URL(payment.action.url);
    const token = searchParams.get("token") ?? pathname.split("/").at(-1) ?? "";
    await getTestBankStub().answerApproval(token, true);
    await letBankTell(api, minuteMs);
    await api.work();
    expect(await read(winner, orderId)).toMatchObject({ status: "paid" });
    await expectBooksInOrder();
  });

  test("is paid by webhook alone, when the provider takes its time", async () => {
    const { winner, orderId } = await hammer({ card: "4000000000001026" });
    expect(await read(winner, orderId)).toMatchObject({ status: "pending" });
    await refuse(winner, `POST /orders/${orderId}/pay`, "payment_in_progress");
    await letBankTell(api, minuteMs);
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
