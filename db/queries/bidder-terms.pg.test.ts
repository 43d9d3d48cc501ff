import { v7 as makeUuid } from "uuid";
import { describe, expect, test } from "vitest";
import { addBidder, addUser, anAddress, insertRow, openTestGround } from "../../test/support/ground.ts";
import { currencyCodes, getPayableStep } from "../../domain/currency.ts";
import { createAddress } from "./addresses.ts";
import { findBidderTerms, findBiddingMeans, linkAccounts, listLinkedUserIds } from "./bidder-terms.ts";
import { findAuctionRates } from "./rates.ts";
import { saveSelfLimit } from "./self-limits.ts";
import { setPlatformLimit } from "./users.ts";

const { client, database, pool } = await openTestGround();
const seller = await addUser(database, "seller");
const at = new Date(Date.UTC(2026, 10, 21));

const ask = (userId: string, currency = "USD", when = at) =>
  findBidderTerms(database, { userId, sellerId: seller.id, auctionId: null, currency, at: when });

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

test("[B5] the smaller of the house's limit and one's own counts, per currency", async () => {
  const { id: userId } = await addBidder(database);
  const limit = async (setBy: "user" | "platform", limitMinor: number | null): Promise<unknown> => {
    if (setBy === "platform") await setPlatformLimit(database, { userId, currency: "USD", limitMinor });
    else
      await pool.query(
        `insert into self_limits (user_id, currency, period, limit_minor) values ($1, 'USD', 'auction', $2)
         on conflict (user_id, currency, period) do update set limit_minor = excluded.limit_minor`,
        [userId, limitMinor],
      );
    const terms = await ask(userId);
    return terms?.ok === true ? terms.value.limitMinor : terms;
  };
  expect(await limit("platform", 1_000_000_000_000)).toBe(1_000_000_000_000);
  expect(await limit("user", 5_000)).toBe(5_000);
  expect(await limit("platform", 4_000)).toBe(4_000);
  expect(await limit("platform", null)).toBe(5_000);
  expect(await limit("user", null)).toBeNull();
  await saveSelfLimit(client, { userId, currency: "EUR", period: "auction", limitMinor: 1, at });
  expect(await ask(userId)).toMatchObject({ value: { limitMinor: null } });
});

describe("[B5] a limit for a day and a month", () => {
  const hourMs = 3_600_000;
  const limitOf = async (userId: string, auctionId: string | null = null): Promise<unknown> => {
    const question = { userId, sellerId: seller.id, auctionId, currency: "USD", at };
    const terms = await findBidderTerms(database, question);
    return terms?.ok === true ? terms.value.limitMinor : terms;
  };
  const set = (userId: string, period: "auction" | "day" | "month", limitMinor: number | null) =>
    saveSelfLimit(client, { userId, currency: "USD", period, limitMinor, at });

  test("is what is left once everything won elsewhere is taken off, and never nothing", async () => {
    const { id: userId } = await addBidder(database);
    await set(userId, "day", 1_000);
    expect(await limitOf(userId)).toBe(1_000);
    const { auctionId } = await addWon(userId, 300, new Date(at.getTime() - hourMs));
    expect([await limitOf(userId), await limitOf(userId, auctionId)]).toEqual([700, 1_000]);
    await addWon(userId, 5_000, new Date(at.getTime() - 25 * hourMs));
    expect(await limitOf(userId)).toBe(700);
    await set(userId, "month", 5_400);
    expect(await limitOf(userId)).toBe(100);
    await addWon(userId, 9_000, new Date(at.getTime() - 40 * 24 * hourMs));
    expect(await limitOf(userId)).toBe(100);
    await addWon(userId, 200, at);
    expect(await limitOf(userId)).toBe(1);
  });

  test("is raised a day after that was asked for", async () => {
    const { id: userId } = await addBidder(database);
    await set(userId, "auction", 1_000);
    await set(userId, "auction", 2_000);
    expect(await limitOf(userId)).toBe(1_000);
    const later = new Date(at.getTime() + 24 * hourMs);
    const question = { userId, sellerId: seller.id, auctionId: null, currency: "USD", at: later };
    expect(await findBidderTerms(database, question)).toMatchObject({ value: { limitMinor: 2_000 } });
  });
});

describe("[S2] strikes", () => {
  test("keep somebody from bidding once there are three, for as long as three count", async () => {
    const { id: userId } = await addBidder(database);
    const give = async (days: number): Promise<void> => {
      const { orderId } = await addWon(userId, 100, at);
      const expiresAt = new Date(at.getTime() + days * 24 * 3_600_000);
      await insertRow(pool, "strikes", {
        id: orderId,
        user_id: userId,
        order_id: orderId,
        expires_at: expiresAt,
      });
    };
    for (const days of [1, 2]) await give(days);
    expect(await ask(userId)).toMatchObject({ ok: true });
    await give(3);
    expect(await ask(userId)).toEqual({ ok: false, refusal: "payment_strikes" });
    const nextDay = new Date(at.getTime() + 24 * 3_600_000);
    expect(await ask(userId, "USD", nextDay)).toMatchObject({ ok: true });
    await pool.query("update strikes set removed_at = now() where user_id = $1 and expires_at > $2", [
      userId,
      nextDay,
    ]);
    expect(await ask(userId)).toMatchObject({ ok: true });
  });
});

/** Something they won, as the projection writes it. */
async function addWon(userId: string, hammerMinor: number, soldAt: Date) {
  const [auctionId, lotId, orderId] = [makeUuid(), makeUuid(), makeUuid()];
  await insertRow(pool, "auctions", {
    id: auctionId,
    seller_id: seller.id,
    title: "A sale",
    currency: "USD",
    premium_bps: 0,
    fee_bps: 0,
    stagger_ms: 0,
    scheduled_start: soldAt,
  });
  await insertRow(pool, "lots", {
    id: lotId,
    auction_id: auctionId,
    position: 1,
    format: "english",
    title: "A lot",
    rules: "{}",
    has_reserve: false,
    reserve_met: true,
    starting_price_minor: 1,
    price_minor: 1,
  });
  await insertRow(pool, "orders", {
    id: orderId,
    auction_id: auctionId,
    lot_id: lotId,
    sale_number: 1,
    seller_id: seller.id,
    buyer_id: userId,
    currency: "USD",
    hammer_minor: hammerMinor,
    premium_minor: 0,
    shipping_minor: 0,
    tax_minor: 0,
    total_minor: hammerMinor,
    premium_bps: 0,
    tax_bps: 0,
    fee_bps: 0,
    sold_at: soldAt,
  });
  return { auctionId, orderId };
}

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
