import { v7 as makeUuidV7 } from "uuid";
import { expect, test } from "vitest";
import { must } from "../../domain/result.ts";
import { addUser, getValue, openTestGround } from "../../test/support/ground.ts";
import { addPaidOrder, refundPart, sendOrder } from "../../test/support/paid-order.ts";
import { keepPayoutAccount } from "../payouts/payout-accounts.ts";
import { releaseOrder } from "../payouts/release-order.ts";
import { requestPayout } from "../payouts/request-payout.ts";
import { readWalletBalances } from "../queries/wallet.ts";
import { checkOrders } from "../reconciliation/check-orders.ts";
import { readKindSums } from "../reconciliation/sums.ts";
import { applyBankDispute } from "./bank-dispute.ts";

const ground = await openTestGround();
const { client, database, pool } = ground;
const at = new Date(Date.UTC(2026, 10, 21, 12));
const feeMinor = 1_500;

/** A seller with an order that was paid and has arrived. */
async function sell() {
  const [sellerId, buyerId] = [(await addUser(database, "seller")).id, (await addUser(database)).id];
  const order = await addPaidOrder(ground, { sellerId, buyerId, at });
  return { sellerId, buyerId, ...order };
}

async function readReference(paymentId: string): Promise<string> {
  const { rows } = await pool.query("select provider_reference from payments where id = $1", [paymentId]);
  return String(must(rows[0], "the payment is there").provider_reference);
}

async function tellBank(
  paymentId: string,
  told: {
    readonly amountMinor: number;
    readonly status: "open" | "won" | "lost";
    readonly reference?: string;
  },
): Promise<void> {
  const chargeReference = await readReference(paymentId);
  const { reference = `of ${chargeReference}` } = told;
  const dispute = {
    provider: "test",
    chargeReference,
    feeMinor,
    reason: "other",
    evidenceDueAt: null,
    ...told,
    reference,
  } as const;
  must(await applyBankDispute(client, dispute, at), "it is about a charge of ours");
}

const release = async (orderId: string): Promise<void> => {
  await sendOrder(pool, orderId, { shippedAt: at, deliveredAt: at, releaseAt: at });
  await releaseOrder(client, orderId, at);
};

const readAvailable = async (sellerId: string) =>
  (await readWalletBalances(database, sellerId))[0]?.availableMinor;

/** What stands on an account of the house. */
async function readHouse(kind: "disputes" | "losses"): Promise<number> {
  const sums = await readKindSums(database);
  return sums.find((one) => one.kind === kind)?.balanceMinor ?? 0;
}

async function expectInOrder(...orderIds: readonly string[]): Promise<void> {
  expect(await client.transact((transaction) => checkOrders.find(transaction, orderIds))).toEqual([]);
  expect(await readHouse("disputes")).toBe(0);
}

test("[S3] what was given back and is taken once more is owed by the seller, and later sales pay it off", async () => {
  const { sellerId, buyerId, orderId, paymentId, totalMinor } = await sell();
  await release(orderId);
  await refundPart(ground, { orderId, paymentId, amountMinor: 4_000, at });
  await tellBank(paymentId, { amountMinor: totalMinor, status: "open" });
  await tellBank(paymentId, { amountMinor: totalMinor, status: "lost" });
  // Their whole share was given back; the part that was given back twice is theirs, and the bank's fee.
  const owedMinor = 4_000 + feeMinor;
  expect(await readAvailable(sellerId)).toBe(-owedMinor);
  expect(await readHouse("losses")).toBe(0);

  const account = { userId: sellerId, provider: "test", country: "US", canBePaid: true } as const;
  await keepPayoutAccount(database, { ...account, providerReference: makeUuidV7() });
  const ask = { sellerId, provider: "test", currency: "USD", amountMinor: null, at } as const;
  expect(await requestPayout(client, ask)).toEqual({ ok: false, refusal: "balance_too_low" });
  const next = await addPaidOrder(ground, { sellerId, buyerId, at });
  await release(next.orderId);
  expect(getValue(await requestPayout(client, ask)).amountMinor).toBe(10_000 - 800 + 500 - owedMinor);
  await expectInOrder(orderId, next.orderId);
});

test("[S3] an order given back in whole and taken again is owed whole, once", async () => {
  const { sellerId, orderId, paymentId, totalMinor } = await sell();
  await refundPart(ground, { orderId, paymentId, amountMinor: totalMinor, at });
  const before = await readHouse("losses");
  for (const reference of [makeUuidV7(), makeUuidV7()]) {
    await tellBank(paymentId, { reference, amountMinor: totalMinor, status: "lost" });
    await tellBank(paymentId, { reference, amountMinor: totalMinor, status: "lost" });
  }
  // Beyond the order's total the house bears it, with that dispute's fee.
  expect(await readAvailable(sellerId)).toBe(-(totalMinor + feeMinor));
  expect((await readHouse("losses")) - before).toBe(totalMinor);
  await expectInOrder(orderId);
});

test("[S3] a bank that takes more than was charged takes it from the house", async () => {
  const { sellerId, orderId, paymentId, totalMinor } = await sell();
  const before = await readHouse("losses");
  await tellBank(paymentId, { amountMinor: totalMinor + 75, status: "lost" });
  expect((await readHouse("losses")) - before).toBe(75);
  expect(await readAvailable(sellerId)).toBe(-feeMinor);
  await expectInOrder(orderId);
});

test("[S3] two disputes about one order at once are two: neither decides the other, and the last one frees it", async () => {
  const { orderId, paymentId } = await sell();
  const [one, other] = [makeUuidV7(), makeUuidV7()];
  const readStatus = async () =>
    (await pool.query("select status from orders where id = $1", [orderId])).rows[0].status;
  await tellBank(paymentId, { reference: one, amountMinor: 2_000, status: "open" });
  await tellBank(paymentId, { reference: other, amountMinor: 3_000, status: "open" });
  await tellBank(paymentId, { reference: one, amountMinor: 2_000, status: "won" });
  expect(await readStatus()).toBe("disputed");
  await tellBank(paymentId, { reference: other, amountMinor: 3_000, status: "lost" });
  expect(await readStatus()).toBe("paid");
  await expectInOrder(orderId);
});
