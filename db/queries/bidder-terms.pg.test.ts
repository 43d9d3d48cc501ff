import { describe, expect, test } from "vitest";
import { addBidder, addUser, anAddress, insertRow, openTestGround } from "../../test/support/ground.ts";
import { currencyCodes, getPayableStep } from "../../domain/currency.ts";
import { createAddress } from "./addresses.ts";
import { findBidderTerms, findBiddingMeans, linkAccounts, listLinkedUserIds } from "./bidder-terms.ts";
import { findAuctionRates } from "./rates.ts";
import { setSpendingLimit } from "./users.ts";

const { database, pool } = await openTestGround();
const seller = await addUser(database, "seller");
const at = new Date(Date.UTC(2026, 10, 21));

const ask = (userId: string, currency = "USD", when = at) =>
  findBidderTerms(database, { userId, sellerId: seller.id, currency, at: when });

describe("[B1] a bidder", () => {
  test("has a verified payment method and an address", async () => {
    const { id } = await addBidder(database);
    expect(await ask(id)).toEqual({
      ok: true,
      value: {
        userId: id,
        displayName: "A buyer",
        limitMinor: null,
        shippingMinor: 795,
        additionalShippingMinor: 0,
        taxBps: 400,
      },
    });
    expect(await findBiddingMeans(database, id)).toEqual({ hasPaymentMethod: true, hasAddress: true });
  });

  test("is told what is missing first", async () => {
    const { id } = await addUser(database);
    expect(await ask(id)).toEqual({ ok: false, refusal: "payment_method_missing" });
    expect(await findBiddingMeans(database, id)).toEqual({ hasPaymentMethod: false, hasAddress: false });
    await insertRow(pool, "payment_methods", {
      id,
      user_id: id,
      provider: "test",
      provider_reference: id,
      status: "pending",
      brand: "visa",
      last4: "4242",
      preference: 1,
    });
    expect(await ask(id)).toEqual({ ok: false, refusal: "payment_method_missing" });
    await pool.query("update payment_methods set status = 'verified', verified_at = now() where id = $1", [
      id,
    ]);
    expect(await ask(id)).toEqual({ ok: false, refusal: "address_missing" });
    await createAddress(database, { userId: id, chooseAsDefault: false }, anAddress);
    expect(await ask(id)).toMatchObject({ ok: true });
    await pool.query("update payment_methods set deleted_at = now() where id = $1", [id]);
    expect(await ask(id)).toEqual({ ok: false, refusal: "payment_method_missing" });
  });

  test("is somebody", async () => {
    expect(await ask("nonsense")).toBeUndefined();
    expect(await ask("019aa000-0000-7000-8000-000000000001")).toBeUndefined();
  });
});

describe("[B2] nobody bids", () => {
  test("at their own sale, or at one of an account linked to theirs", async () => {
    const { id } = await addBidder(database);
    await linkAccounts(database, { userIds: [id, seller.id], reason: "same card" });
    await linkAccounts(database, { userIds: [seller.id, id], reason: "said twice" });
    expect(await ask(id)).toEqual({ ok: false, refusal: "own_lot" });
    expect(await ask(seller.id)).toEqual({ ok: false, refusal: "own_lot" });
    expect(await listLinkedUserIds(database, seller.id)).toEqual([id]);
    expect(await listLinkedUserIds(database, id)).toEqual([seller.id]);
  });

  test("who is blocked by the seller or disabled, and that goes before all else", async () => {
    const { id } = await addUser(database);
    await insertRow(pool, "seller_blocks", { seller_id: seller.id, user_id: id });
    expect(await ask(id)).toEqual({ ok: false, refusal: "blocked" });
    const { id: disabled } = await addBidder(database);
    await pool.query("update users set disabled_at = now() where id = $1", [disabled]);
    expect(await ask(disabled)).toEqual({ ok: false, refusal: "blocked" });
  });
});

test("[B5] the smaller of the two spending limits counts, per currency", async () => {
  const { id: userId } = await addBidder(database);
  const limit = async (setBy: "user" | "platform", limitMinor: number | null): Promise<unknown> => {
    await setSpendingLimit(database, { userId, currency: "USD", setBy, limitMinor });
    const terms = await ask(userId);
    return terms?.ok === true ? terms.value.limitMinor : terms;
  };
  expect(await limit("platform", 1_000_000_000_000)).toBe(1_000_000_000_000);
  expect(await limit("user", 5_000)).toBe(5_000);
  expect(await limit("platform", 4_000)).toBe(4_000);
  expect(await limit("platform", null)).toBe(5_000);
  expect(await limit("user", null)).toBeNull();
  await setSpendingLimit(database, { userId, currency: "EUR", setBy: "user", limitMinor: 1 });
  expect(await ask(userId)).toMatchObject({ value: { limitMinor: null } });
});

describe("[P9] shipping and tax", () => {
  test.each([
    ["US", "NY", "USD", 795, 400],
    ["US", "ny", "USD", 795, 400],
    ["US", "OR", "USD", 795, 0],
    ["US", null, "USD", 795, 0],
    ["CA", "ON", "USD", 1_495, 1_300],
    ["CA", "AB", "CAD", 995, 500],
    ["DE", null, "EUR", 595, 1_900],
    ["DE", "BY", "USD", 2_495, 1_900],
    ["BR", null, "GBP", 1_495, 0],
  ])("to %s %s in %s cost %i and %i bps", async (country, region, currency, shippingMinor, taxBps) => {
    const { id } = await addBidder(database);
    await createAddress(database, { userId: id, chooseAsDefault: true }, { ...anAddress, country, region });
    expect(await ask(id, currency)).toMatchObject({ ok: true, value: { shippingMinor, taxBps } });
  });

  test("follow the rate of the moment", async () => {
    const { id } = await addBidder(database);
    await pool.query(
      `insert into shipping_rates (id, currency, country, amount_minor, additional_minor, effective_from)
       values (gen_random_uuid(), 'USD', 'US', 895, 150, '2027-01-01T00:00:00Z')`,
    );
    expect(await ask(id, "USD", new Date(Date.UTC(2027, 0, 1) - 1))).toMatchObject({
      value: { shippingMinor: 795, additionalShippingMinor: 0 },
    });
    expect(await ask(id, "USD", new Date(Date.UTC(2027, 0, 1)))).toMatchObject({
      value: { shippingMinor: 895, additionalShippingMinor: 150 },
    });
  });

  test("is shipped to in every currency one can sell in, and what that costs can be paid", async () => {
    const { id } = await addBidder(database);
    const unpayable: string[] = [];
    for (const currency of currencyCodes) {
      const terms = await ask(id, currency);
      const shippingMinor = terms?.ok === true ? terms.value.shippingMinor : Number.NaN;
      if (shippingMinor % getPayableStep(currency) !== 0) unpayable.push(currency);
    }
    expect(unpayable).toEqual([]);
  });

  test("in a currency nothing is shipped in, there is no bidding", async () => {
    const { id } = await addBidder(database);
    expect(await ask(id, "XTS")).toEqual({ ok: false, refusal: "not_shippable" });
  });
});

test("a seller's own rates go before the house's", async () => {
  const special = await addUser(database, "seller");
  expect(await findAuctionRates(database, { sellerId: special.id, at })).toEqual({
    premiumBps: 1_000,
    feeBps: 800,
  });
  await pool.query(
    `insert into premium_rates (id, seller_id, premium_bps, effective_from)
     values (gen_random_uuid(), $1, 500, '2026-03-01T00:00:00Z')`,
    [special.id],
  );
  expect(await findAuctionRates(database, { sellerId: special.id, at })).toEqual({
    premiumBps: 500,
    feeBps: 800,
  });
  const before = new Date(Date.UTC(2026, 1));
  expect(await findAuctionRates(database, { sellerId: special.id, at: before })).toEqual({
    premiumBps: 1_000,
    feeBps: 800,
  });
});
