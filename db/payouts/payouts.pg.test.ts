import { v7 as makeUuidV7 } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { addUser, getValue, openTestGround, readAllPages } from "../../test/support/ground.ts";
import { addPaidOrder, refundPart, sendOrder } from "../../test/support/paid-order.ts";
import { readBalances } from "../queries/ledger.ts";
import { listNextReleases, readWalletBalances } from "../queries/wallet.ts";
import { applyPayout, keepPayoutWaiting, type PayoutStanding } from "./apply-payout.ts";
import { keepPayoutAccount, setCanBePaid } from "./payout-accounts.ts";
import { findPayout, listPayouts } from "./payouts.ts";
import { listDueReleases, releaseOrder } from "./release-order.ts";
import { requestPayout } from "./request-payout.ts";

const ground = await openTestGround();
const { client, database, pool } = ground;
const hourMs = 3_600_000;
const now = new Date(Date.UTC(2026, 10, 21, 12));
const later = (hours: number): Date => new Date(now.getTime() + hours * hourMs);

let sellerId: string;
let buyerId: string;
beforeEach(async () => {
  [sellerId, buyerId] = [(await addUser(database, "seller")).id, (await addUser(database)).id];
});

/** A paid order on its way, whose seller gets 9,700 of it in two hours. */
async function addOrderOnItsWay(releaseAt: Date | null = later(2)): Promise<string> {
  const { orderId } = await addPaidOrder(ground, { sellerId, buyerId, at: now });
  await sendOrder(pool, orderId, { shippedAt: now, deliveredAt: now, releaseAt });
  return orderId;
}
async function addAvailable(): Promise<void> {
  await releaseOrder(client, await addOrderOnItsWay(), later(2));
}
const openAccount = async (canBePaid = true): Promise<string> => {
  const providerReference = makeUuidV7();
  await keepPayoutAccount(database, {
    userId: sellerId,
    provider: "test",
    providerReference,
    country: "US",
    canBePaid,
  });
  return providerReference;
};
const balances = () => readWalletBalances(database, sellerId);
const nothing = { heldMinor: 0, availableMinor: 0, inTransitMinor: 0, creditMinor: 0 };
const ask = (amountMinor: number | null = null, currency = "USD") =>
  requestPayout(client, { sellerId, provider: "test", currency, amountMinor, at: now });

describe("a release", () => {
  test("[S3] makes what is left of the seller's share and the shipping theirs, once", async () => {
    const orderId = await addOrderOnItsWay();
    expect(await balances()).toEqual([{ currency: "USD", ...nothing, heldMinor: 9_700 }]);
    expect(await listNextReleases(database, sellerId, 20)).toEqual([
      {
        orderId,
        title: "A lamp",
        currency: "USD",
        amountMinor: 9_700,
        releaseAt: later(2),
        reason: "delivered",
      },
    ]);
    const released = await Promise.all([1, 2, 3].map(() => releaseOrder(client, orderId, later(2))));
    expect(released.filter(Boolean)).toEqual([true]);
    expect(await balances()).toEqual([{ currency: "USD", ...nothing, availableMinor: 9_700 }]);
    expect(await listNextReleases(database, sellerId, 20)).toEqual([]);
  });

  test("[S3] leaves out what was given back", async () => {
    const { orderId, paymentId } = await addPaidOrder(ground, { sellerId, buyerId, at: now });
    await refundPart(ground, { orderId, paymentId, amountMinor: 1_242, at: now });
    await sendOrder(pool, orderId, { shippedAt: now, releaseAt: later(2) });
    expect(await releaseOrder(client, orderId, later(2))).toBe(true);
    expect(await balances()).toEqual([{ currency: "USD", ...nothing, availableMinor: 8_730 }]);
  });

  test.each([
    ["before its time", "release_at = release_at + interval '1 millisecond'"],
    ["without a time", "release_at = null"],
    ["while it is disputed", "status = 'disputed', status_before_dispute = 'delivered', disputed_at = now()"],
    ["when all was refunded", "status = 'refunded', refunded_at = now()"],
    ["when it was lost", "lost_at = now()"],
  ])("[S3] does not happen %s", async (_, change) => {
    const orderId = await addOrderOnItsWay();
    await pool.query(`update orders set ${change} where id = $1`, [orderId]);
    expect(await releaseOrder(client, orderId, later(2))).toBe(false);
    expect(await balances()).toEqual([{ currency: "USD", ...nothing, heldMinor: 9_700 }]);
  });

  test("[S3] is due when its time has come, the longest waiting first", async () => {
    const [second, first] = [await addOrderOnItsWay(later(2)), await addOrderOnItsWay(later(1))];
    await addOrderOnItsWay(later(3));
    const due = await listDueReleases(database, { at: later(2), limit: 500 });
    expect(due.filter((id) => id === first || id === second)).toEqual([first, second]);
    expect(await listDueReleases(database, { at: later(2), limit: 1 })).toHaveLength(1);
  });
});

describe("a payout", () => {
  test("[S3] takes what is available, and nobody can have it again", async () => {
    await addAvailable();
    await openAccount();
    expect(getValue(await ask())).toMatchObject({ amountMinor: 9_700, status: "pending", currency: "USD" });
    expect(await balances()).toEqual([{ currency: "USD", ...nothing, inTransitMinor: 9_700 }]);
    expect(await ask()).toEqual({ ok: false, refusal: "balance_too_low" });
  });

  test("[S3] asked for many times at once never overdraws", async () => {
    await addAvailable();
    await openAccount();
    const asked = await Promise.all(Array.from({ length: 10 }, () => ask(2_000)));
    expect(asked.filter(({ ok }) => ok)).toHaveLength(4);
    expect(asked.filter(({ ok }) => !ok)).toEqual(
      Array.from({ length: 6 }, () => ({ ok: false, refusal: "balance_too_low" })),
    );
    expect(await balances()).toEqual([
      { currency: "USD", ...nothing, availableMinor: 1_700, inTransitMinor: 8_000 },
    ]);
  });

  test("[S3] needs an account, one that can be paid to, and money in its currency", async () => {
    await addAvailable();
    expect(await ask()).toEqual({ ok: false, refusal: "payout_account_missing" });
    const reference = await openAccount(false);
    expect(await ask()).toEqual({ ok: false, refusal: "payout_account_unfinished" });
    await setCanBePaid(database, { provider: "test", reference, canBePaid: true });
    expect(await ask(null, "EUR")).toEqual({ ok: false, refusal: "balance_too_low" });
    expect(await ask(499)).toEqual({ ok: false, refusal: "payout_too_small" });
    expect(await ask(9_701)).toEqual({ ok: false, refusal: "balance_too_low" });
    expect(await balances()).toEqual([{ currency: "USD", ...nothing, availableMinor: 9_700 }]);
  });

  const atProvider = async (): Promise<number> => {
    const sums = await readBalances(database, { ownerId: "test", kinds: ["provider"] });
    return sums[0]?.balanceMinor ?? 0;
  };

  type Status = PayoutStanding["status"];
  test.each<
    readonly [told: readonly Status[], status: string, left: Partial<typeof nothing>, sentMinor: number]
  >([
    [["in_transit"], "in_transit", {}, 9_700],
    [["in_transit", "paid"], "paid", {}, 9_700],
    [["paid"], "paid", {}, 9_700],
    [["paid", "in_transit"], "paid", {}, 9_700],
    [["paid", "paid", "paid"], "paid", {}, 9_700],
    [["failed"], "failed", { availableMinor: 9_700 }, 0],
    [["in_transit", "failed"], "failed", { availableMinor: 9_700 }, 0],
    [["paid", "failed", "failed"], "failed", { availableMinor: 9_700 }, 0],
    [["failed", "paid", "in_transit"], "failed", { availableMinor: 9_700 }, 0],
  ])("[S3] of which the provider tells %j is %s", async (told, status, left, sentMinor) => {
    await addAvailable();
    await openAccount();
    const { id } = getValue(await ask());
    const before = await atProvider();
    for (const one of told) {
      const standing = { reference: `po_${id}`, status: one, failure: one === "failed" ? "closed" : null };
      await applyPayout(client, id, { standing, at: now });
    }
    const payout = await findPayout(database, id);
    expect(payout).toMatchObject({ status, providerReference: `po_${id}` });
    expect(payout?.nextActionAt ?? null).toEqual(status === "in_transit" ? later(6) : null);
    expect(payout?.failureCode).toBe(status === "failed" ? "closed" : null);
    expect(await balances()).toEqual([{ currency: "USD", ...nothing, ...left }]);
    expect(before - (await atProvider())).toBe(sentMinor);
  });

  test("[S3] that waits for its provider's balance says so, keeps its money, and is sent later", async () => {
    await addAvailable();
    await openAccount();
    const { id } = getValue(await ask());
    const waits = [];
    for (let tries = 0; tries < 15; tries += 1) {
      await keepPayoutWaiting(database, id, { waitingFor: "provider-balance", at: now });
      const payout = await findPayout(database, id);
      expect(payout).toMatchObject({ status: "pending", waitingFor: "provider-balance" });
      waits.push((payout?.nextActionAt?.getTime() ?? 0) - now.getTime());
    }
    // Later and later, and at least every hour, for as long as it takes.
    expect([waits[0], waits[1], waits.at(-1)]).toEqual([5_000, 10_000, 3_600_000]);
    expect(await balances()).toEqual([{ currency: "USD", ...nothing, inTransitMinor: 9_700 }]);
    const standing = { reference: `po_${id}`, status: "in_transit", failure: null } as const;
    await applyPayout(client, id, { standing, at: now });
    await keepPayoutWaiting(database, id, { waitingFor: "provider-balance", at: now });
    expect(await findPayout(database, id)).toMatchObject({ status: "in_transit", waitingFor: null });
  });

  test("[S3] that failed can be asked for again", async () => {
    await addAvailable();
    await openAccount();
    const { id } = getValue(await ask());
    const standing = { reference: makeUuidV7(), status: "failed", failure: null } as const;
    await applyPayout(client, id, { standing, at: now });
    expect(getValue(await ask()).amountMinor).toBe(9_700);
  });

  test("[S3] is listed for its seller, the latest first", async () => {
    await addAvailable();
    await openAccount();
    const made = [getValue(await ask(1_000)), getValue(await ask(2_000)), getValue(await ask(3_000))];
    const pages = await readAllPages(async (cursor) =>
      getValue(await listPayouts(database, sellerId, { limit: 2, cursor })),
    );
    expect(pages.map(({ id }) => id)).toEqual(made.map(({ id }) => id).toReversed());
    expect(getValue(await listPayouts(database, buyerId, { limit: 2 })).rows).toEqual([]);
  });
});
