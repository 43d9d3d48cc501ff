import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MoneyWorld, moneyStories, playMoney, readBalance } from "../../test/support/money-story.ts";
import { computeOrderShares, computeSharesLeft } from "./movements.ts";
import { computeOrderBalances } from "./order-balances.ts";
import { computeSumMinor, nameAccount, sumByAccount } from "./transaction.ts";
import type { Entry } from "./transaction.ts";

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const runs = { numRuns: 300 };

/** Plays stories and looks at each world they leave, or at each step on the way. */
function checkEnds(check: (world: MoneyWorld) => void): void {
  fc.assert(
    fc.property(moneyStories, (story) => check(playMoney(story))),
    runs,
  );
}
function checkSteps(check: (world: MoneyWorld) => void): void {
  fc.assert(
    fc.property(moneyStories, (story) => void playMoney(story, check)),
    runs,
  );
}

const entriesOf = ({ ledger }: MoneyWorld, orderId: string | null): Entry[] =>
  ledger.filter((one) => one.orderId === orderId).flatMap(({ entries }) => entries);

const toSheet = (entries: readonly Entry[]): Record<string, number> =>
  Object.fromEntries(
    sumByAccount(entries)
      .map(({ account, amountMinor }) => [nameAccount(account), amountMinor] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

/**
 * Where all money must be, counted in the plainest way from what happened, without shares, accounts or movements: what
 * came in less what went out is what the house owes, holds and kept.
 */
function countMoney({ orders, payouts }: MoneyWorld) {
  const charges = orders.flatMap((one) => one.charges);
  const refunds = orders.flatMap((one) => one.refunds);
  const disputes = orders.flatMap((one) => one.disputes);
  const of = (rows: readonly { readonly amountMinor: number }[]): number =>
    sum(rows.map(({ amountMinor }) => amountMinor));
  const fees = (rows: readonly { readonly feeMinor: number }[]): number =>
    sum(rows.map(({ feeMinor }) => feeMinor));
  const sent = payouts.filter(({ status }) => status === "in_transit");
  const openDisputes = disputes.filter(({ status }) => status === "open");
  const lost = orders.map((one) => countLost(one));
  const bornFeesMinor = sum(lost.map(({ feesMinor }) => feesMinor));
  return {
    provider:
      of(charges) -
      fees(charges) -
      of(refunds.filter(({ status }) => status === "completed")) -
      of(disputes.filter(({ status }) => status !== "won")) -
      fees(disputes) -
      of(sent),
    providerFees: fees(charges) + fees(disputes) - bornFeesMinor,
    refunds: 0 - of(refunds.filter(({ status }) => status === "pending")),
    disputes: of(openDisputes),
    losses: sum(lost.map(({ lossMinor }) => lossMinor)),
    payouts: 0 - of(payouts.filter(({ status }) => status === "pending")),
    credit:
      sum(refunds.map(({ status, chargedBackMinor }) => (status === "failed" ? chargedBackMinor : 0))) -
      of(refunds.filter(({ status }) => status === "failed")),
    // Everything the two sides of the sale still have of it.
    kept:
      0 -
      sum(orders.filter(({ isPaid }) => isPaid).map((one) => one.order.totalMinor)) +
      sum(orders.flatMap(({ givenBackMinor }) => givenBackMinor)) +
      of(payouts.filter(({ status }) => status !== "failed")) +
      bornFeesMinor +
      sum(lost.map(({ owedMinor }) => owedMinor)),
  };
}

/** What lost disputes cost beyond what was given back for them: an order's total once from its seller, the rest the house. */
function countLost({ order, disputes, refunds, givenBackMinor }: MoneyWorld["orders"][number]) {
  const lost = disputes.filter(({ status }) => status === "lost");
  let answeredMinor = 0;
  let bornMinor = 0;
  let feesMinor = 0;
  for (const { amountMinor, feeMinor, isLate, burden } of lost) {
    if (isLate) continue;
    const answerableMinor = Math.min(amountMinor, order.totalMinor - answeredMinor);
    answeredMinor += answerableMinor;
    // What was on the buyer's account already is nobody's to bear.
    const ownMinor = Math.max(0, answerableMinor - (burden?.creditMinor ?? 0));
    bornMinor += ownMinor;
    if (ownMinor > 0) feesMinor += feeMinor;
  }
  const chargedBackMinor = sum(refunds.map((refund) => refund.chargedBackMinor));
  const refundedMinor = sum(
    refunds.filter(({ isOfCredit }) => !isOfCredit).map(({ amountMinor }) => amountMinor),
  );
  return {
    feesMinor,
    owedMinor: bornMinor - (sum(givenBackMinor) - refundedMinor),
    lossMinor: sum(lost.map(({ amountMinor }) => amountMinor)) - bornMinor - chargedBackMinor,
  };
}

// Hundreds of histories of up to 60 steps: a second or two.
describe("in any history of money", { timeout: 60_000 }, () => {
  test("[S3] every transaction sums to zero, has no line of nothing and one line per account", () => {
    checkEnds(({ ledger }) => {
      for (const { entries } of ledger) {
        expect(computeSumMinor(entries)).toBe(0);
        expect(entries.every(({ amountMinor }) => amountMinor !== 0)).toBe(true);
        expect(new Set(entries.map(({ account }) => nameAccount(account))).size).toBe(entries.length);
      }
    });
  });

  test("[S3] every key is there once", () => {
    checkEnds(({ ledger }) => {
      expect(new Set(ledger.map(({ key }) => key)).size).toBe(ledger.length);
    });
  });

  test("[S3] after every step all money is where a plain count of what happened has it", () => {
    checkSteps((world) => {
      const seller = "seller-1";
      const kept = ["seller-held", "shipping", "seller-available"].map((kind) =>
        readBalance(world, kind, seller),
      );
      const house = ["fees", "premium", "tax"].map((kind) => readBalance(world, kind, null));
      expect({
        provider: readBalance(world, "provider", "test"),
        providerFees: readBalance(world, "provider-fees", "test"),
        refunds: readBalance(world, "refunds", null),
        disputes: readBalance(world, "disputes", null),
        losses: readBalance(world, "losses", null),
        payouts: readBalance(world, "payouts", seller),
        credit: readBalance(world, "buyer", "buyer-0") + readBalance(world, "buyer", "buyer-1"),
        kept: sum([...kept, ...house]),
      }).toEqual(countMoney(world));
    });
  });

  test("[S3] the ledger of an order says what its tables say, account by account", () => {
    checkSteps((world) => {
      for (const money of world.orders) {
        expect(toSheet(computeOrderBalances(money))).toEqual(toSheet(entriesOf(world, money.order.orderId)));
      }
    });
  });

  test("[S3] parts come to the whole, and nobody gives back more than they got", () => {
    checkEnds(({ orders }) => {
      for (const { order, givenBackMinor } of orders) {
        const whole = Object.entries(computeOrderShares(order));
        const left: Readonly<Record<string, number>> = { ...computeSharesLeft(order, givenBackMinor) };
        expect(sum(Object.values(left))).toBe(order.totalMinor - sum(givenBackMinor));
        for (const [name, share] of whole) {
          expect(left[name]).toBeGreaterThanOrEqual(0);
          expect(left[name]).toBeLessThanOrEqual(share);
        }
      }
    });
  });

  test("[S3] what is given back comes from everybody in proportion, to a minor unit per part", () => {
    checkEnds(({ orders }) => {
      for (const { order, givenBackMinor } of orders) {
        const left: Readonly<Record<string, number>> = { ...computeSharesLeft(order, givenBackMinor) };
        const leftMinor = sum(Object.values(left));
        for (const [name, share] of Object.entries(computeOrderShares(order))) {
          const exact = Number((BigInt(share) * BigInt(leftMinor)) / BigInt(order.totalMinor));
          expect(Math.abs((left[name] ?? 0) - exact)).toBeLessThanOrEqual(givenBackMinor.length + 1);
        }
      }
    });
  });

  test("[S3] an order that was given back in whole leaves nobody anything of it", () => {
    checkEnds(({ orders }) => {
      for (const { order, givenBackMinor } of orders) {
        if (sum(givenBackMinor) !== order.totalMinor) continue;
        expect(Object.values(computeSharesLeft(order, givenBackMinor))).toEqual([0, 0, 0, 0, 0]);
      }
    });
  });

  test("the histories reach everything they are about", () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(moneyStories, (story) => {
        const { ledger, orders } = playMoney(story);
        for (const { kind, entries } of ledger) {
          reached.add(kind);
          if (kind === "dispute-lost" && entries.some(({ account }) => account.kind === "losses"))
            reached.add("a loss");
        }
        for (const { order, givenBackMinor, disputes } of orders) {
          if (disputes.some(({ burden }) => (burden?.owedMinor ?? 0) > 0)) reached.add("owed by its seller");
          if (givenBackMinor.length > 1 && sum(givenBackMinor) === order.totalMinor)
            reached.add("all in parts");
        }
      }),
      { numRuns: 300 },
    );
    expect([...reached].toSorted()).toEqual([
      "a loss",
      "all in parts",
      "charge",
      "dispute-lost",
      "dispute-opened",
      "dispute-won",
      "order-paid",
      "owed by its seller",
      "payout",
      "payout-failed",
      "payout-sent",
      "provider-fee",
      "refund",
      "refund-failed",
      "refund-sent",
      "refund-settled",
      "release",
    ]);
  });
});
