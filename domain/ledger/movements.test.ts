import { describe, expect, test } from "vitest";
import { computeDisputeBurden } from "./dispute-burden.ts";
import { recordDisputeLost, recordDisputeOpened, recordDisputeWon } from "./dispute-movements.ts";
import type { LedgerOrder } from "./movements.ts";
import {
  computeRefundShares,
  recordCharge,
  recordCreditRefund,
  recordOrderPaid,
  recordProviderFee,
  recordRefund,
  recordRefundFailed,
  recordRefundSent,
  recordRefundSettled,
} from "./movements.ts";
import { recordPayout, recordPayoutFailed, recordPayoutSent, recordRelease } from "./payout-movements.ts";
import type { LedgerTransaction } from "./transaction.ts";
import { makeTransaction, nameAccount } from "./transaction.ts";

const order: LedgerOrder = {
  orderId: "o1",
  buyerId: "ana",
  sellerId: "sol",
  currency: "USD",
  hammerMinor: 10_000,
  premiumMinor: 1_000,
  shippingMinor: 500,
  taxMinor: 920,
  totalMinor: 12_420,
  feeBps: 800,
};
const charge = { paymentId: "p1", provider: "test" };
const refund = { refundId: "r1", amountMinor: 1_242 };
const dispute = { disputeId: "d1", amountMinor: 1_242, provider: "test" };
const lost = {
  disputeId: "d1",
  provider: "test",
  feeMinor: 1_500,
  burden: computeDisputeBurden({
    amountMinor: 1_242,
    creditMinor: 0,
    leftMinor: 12_420,
    answerableMinor: 12_420,
  }),
};
const payout = { payoutId: "b1", sellerId: "sol", currency: "USD", amountMinor: 700 };
const nothingGiven = { givenBackMinor: [], isReleased: false };

/** A tenth of everything, from everybody. */
const tenth = { "fees ": 80, "premium ": 100, "tax ": 92 };

describe("a movement of money", () => {
  test.each<readonly [LedgerTransaction, key: string, lines: Readonly<Record<string, number>>]>([
    [recordCharge(order, charge), "charge:p1", { "provider test": 12_420, "buyer ana": -12_420 }],
    [
      recordOrderPaid(order),
      "order-paid:o1",
      {
        "buyer ana": 12_420,
        "seller-held sol": -9_200,
        "shipping sol": -500,
        "fees ": -800,
        "premium ": -1_000,
        "tax ": -920,
      },
    ],
    [
      recordProviderFee(order, { ...charge, feeMinor: 390 }),
      "provider-fee:p1",
      { "provider-fees test": 390, "provider test": -390 },
    ],
    [
      recordRefund(order, { ...refund, ...nothingGiven }),
      "refund:r1",
      { "seller-held sol": 920, "shipping sol": 50, ...tenth, "refunds ": -1_242 },
    ],
    [
      recordRefund(order, { ...refund, givenBackMinor: [], isReleased: true }),
      "refund:r1",
      { "seller-available sol": 970, ...tenth, "refunds ": -1_242 },
    ],
    [
      recordRefund(order, { ...refund, amountMinor: 11_178, givenBackMinor: [1_242], isReleased: false }),
      "refund:r1",
      {
        "seller-held sol": 8_280,
        "shipping sol": 450,
        "fees ": 720,
        "premium ": 900,
        "tax ": 828,
        "refunds ": -11_178,
      },
    ],
    [recordCreditRefund(order, refund), "refund:r1", { "buyer ana": 1_242, "refunds ": -1_242 }],
    [
      recordRefundSent(order, { ...refund, provider: "test" }),
      "refund-sent:r1",
      { "refunds ": 1_242, "provider test": -1_242 },
    ],
    [recordRefundSettled(order, refund), "refund-settled:r1", { "buyer ana": 1_242, "bank ": -1_242 }],
    [
      recordRefundFailed(order, { ...refund, provider: "test", wasSent: false }),
      "refund-failed:r1",
      { "refunds ": 1_242, "buyer ana": -1_242 },
    ],
    [
      recordRefundFailed(order, { ...refund, provider: "test", wasSent: true }),
      "refund-failed:r1",
      { "provider test": 1_242, "buyer ana": -1_242 },
    ],
    [
      recordDisputeOpened(order, { ...dispute, feeMinor: 1_500 }),
      "dispute-opened:d1",
      { "disputes ": 1_242, "provider-fees test": 1_500, "provider test": -2_742 },
    ],
    [recordDisputeWon(order, dispute), "dispute-won:d1", { "provider test": 1_242, "disputes ": -1_242 }],
    [
      recordDisputeLost(order, { ...lost, ...nothingGiven }),
      "dispute-lost:d1",
      {
        "seller-held sol": 920,
        "shipping sol": 50,
        ...tenth,
        "disputes ": -1_242,
        "seller-available sol": 1_500,
        "provider-fees test": -1_500,
      },
    ],
    [
      recordDisputeLost(order, { ...lost, givenBackMinor: [], isReleased: true }),
      "dispute-lost:d1",
      { "seller-available sol": 2_470, ...tenth, "disputes ": -1_242, "provider-fees test": -1_500 },
    ],
    [
      // All of it was given back before, and its bank takes more than the order's total.
      recordDisputeLost(order, {
        ...lost,
        burden: computeDisputeBurden({
          amountMinor: 12_500,
          creditMinor: 0,
          leftMinor: 0,
          answerableMinor: 12_420,
        }),
        givenBackMinor: [12_420],
        isReleased: false,
      }),
      "dispute-lost:d1",
      {
        "losses ": 80,
        "disputes ": -12_500,
        "seller-available sol": 13_920,
        "provider-fees test": -1_500,
      },
    ],
    [
      // A charge that never paid the order.
      recordDisputeLost(order, {
        ...lost,
        ...nothingGiven,
        burden: computeDisputeBurden({
          amountMinor: 12_420,
          creditMinor: 0,
          leftMinor: 12_420,
          answerableMinor: 0,
        }),
      }),
      "dispute-lost:d1",
      { "losses ": 12_420, "disputes ": -12_420 },
    ],
    [
      // The same, but what was sent back of it had come back: nobody bears it, and the house the bank's fee.
      recordDisputeLost(order, {
        ...lost,
        ...nothingGiven,
        burden: computeDisputeBurden({
          amountMinor: 12_420,
          creditMinor: 12_420,
          leftMinor: 12_420,
          answerableMinor: 0,
        }),
      }),
      "dispute-lost:d1",
      { "buyer ana": 12_420, "disputes ": -12_420 },
    ],
    [
      // A tenth was given back and came back, and the bank takes a little more than the order's total: that is the house's.
      recordDisputeLost(order, {
        ...lost,
        burden: computeDisputeBurden({
          amountMinor: 12_500,
          creditMinor: 1_242,
          leftMinor: 11_178,
          answerableMinor: 12_420,
        }),
        givenBackMinor: [1_242],
        isReleased: true,
      }),
      "dispute-lost:d1",
      {
        "seller-available sol": 8_730 + 1_500,
        "fees ": 720,
        "premium ": 900,
        "tax ": 828,
        "losses ": 80,
        "buyer ana": 1_242,
        "disputes ": -12_500,
        "provider-fees test": -1_500,
      },
    ],
    [
      recordRelease(order, { sellerMinor: 9_200, shippingMinor: 500 }),
      "release:o1",
      { "seller-held sol": 9_200, "shipping sol": 500, "seller-available sol": -9_700 },
    ],
    [recordPayout(payout), "payout:b1", { "seller-available sol": 700, "payouts sol": -700 }],
    [
      recordPayoutSent({ ...payout, provider: "test" }),
      "payout-sent:b1",
      { "payouts sol": 700, "provider test": -700 },
    ],
    [
      recordPayoutFailed({ ...payout, provider: "test", wasSent: false }),
      "payout-failed:b1",
      { "payouts sol": 700, "seller-available sol": -700 },
    ],
    [
      recordPayoutFailed({ ...payout, provider: "test", wasSent: true }),
      "payout-failed:b1",
      { "provider test": 700, "seller-available sol": -700 },
    ],
  ])("[S3] is written as %j", (transaction, key, lines) => {
    expect(transaction.key).toBe(key);
    expect(transaction.currency).toBe("USD");
    expect(
      Object.fromEntries(
        transaction.entries.map(({ account, amountMinor }) => [nameAccount(account), amountMinor]),
      ),
    ).toEqual(lines);
  });

  test("[S3] of nothing has no lines", () => {
    expect(recordProviderFee(order, { ...charge, feeMinor: 0 }).entries).toEqual([]);
    expect(recordRelease(order, { sellerMinor: 0, shippingMinor: 0 }).entries).toEqual([]);
  });

  test.each([
    [12_421, []],
    [11_179, [1_242]],
    [1, [12_420]],
    [0, []],
    [-1, []],
  ])("[S3] cannot give back %d after %j", (amountMinor, givenBackMinor) => {
    expect(() => computeRefundShares(order, { amountMinor, givenBackMinor })).toThrow("assertion failed");
  });

  test.each([
    ["does not sum to zero", [10_000, -9_999]],
    ["is a fraction", [0.5, -0.5]],
    ["is beyond what counts exactly", [2 ** 53, -(2 ** 53)]],
    ["is not a number", [Number.NaN, Number.NaN]],
  ])("[S3] cannot be made of what %s", (_, [debitMinor = 0, creditMinor = 0]) => {
    const entries = [
      { account: { kind: "fees", ownerId: null }, amountMinor: debitMinor },
      { account: { kind: "tax", ownerId: null }, amountMinor: creditMinor },
    ] as const;
    expect(() =>
      makeTransaction({ key: "k", kind: "charge", currency: "USD", orderId: null, entries }),
    ).toThrow("assertion failed");
  });
});
