import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { getTestBankStub, letBankGoOn, stopBankClock } from "../../test/support/workers/bank.ts";
import { must } from "../../domain/result.ts";
import { computeFeeMinor, testCards } from "./cards.ts";
import type { BankCharge, ChargeOrder, TestBankRpc } from "./rpc.ts";

const getBank = (): TestBankRpc => getTestBankStub();

interface Told {
  readonly type: string;
  readonly id: string;
  readonly data: unknown;
}

/** Moves the bank's clock on and collects what it tells meanwhile. */
async function wait(ms: number, status = 200): Promise<Told[]> {
  const told: Told[] = [];
  await letBankGoOn(ms, ({ body }) => {
    told.push(JSON.parse(body) as Told);
    return Promise.resolve(new Response(null, { status }));
  });
  return told;
}
const typesOf = (told: readonly Told[]): string[] => told.map(({ type }) => type);

beforeEach(stopBankClock);
afterEach(reset);

let count = 0;
const order = (change: Partial<ChargeOrder> = {}): ChargeOrder => ({
  key: `key-${(count += 1)}`,
  paymentId: "payment-1",
  orderId: "order-1",
  amountMinor: 10_000,
  currency: "USD",
  method: "none",
  customer: null,
  returnUrl: "http://localhost:8787/orders/1",
  description: "A lot",
  ...change,
});

async function keep(number: string): Promise<string> {
  const { token } = await getBank().beginSetup("ana");
  const card = { number, expiryMonth: 12, expiryYear: 2040 };
  const held = await getBank().finishSetup({ token, userId: "ana", card });
  if (!held.ok) throw new Error(held.refusal);
  return held.value.reference;
}

async function charge(number: string, change: Partial<ChargeOrder> = {}): Promise<BankCharge> {
  const answer = await getBank().charge(order({ method: await keep(number), ...change }));
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.value;
}
const find = async (reference: string) => must(await getBank().findCharge(reference), "the charge is there");

const good = "4242424242424242";
const asking = "4000002500003155";
const askingThenDeclined = "4000008400001629";
const slow = "4000000000001026";

describe("cards", () => {
  test("every number passes a card's check digit", () => {
    for (const number of Object.keys(testCards)) {
      const digits = number
        .split("")
        .toReversed()
        .map((digit, at) => Number(digit) * (at % 2 === 0 ? 1 : 2));
      const sum = digits.reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0);
      expect([number, sum % 10]).toEqual([number, 0]);
    }
  });

  test.each([
    [0, 0],
    [1, 1],
    [30, 30],
    [31, 31],
    [1_000, 59],
    [1_017, 59],
    [1_018, 60],
    [10_000, 320],
    [1_000_000_000_000, 29_000_000_030],
  ])("of %i the bank keeps %i", (amountMinor, feeMinor) => {
    expect(computeFeeMinor(amountMinor)).toBe(feeMinor);
  });

  test.each([
    [good, "succeeded", null, 320],
    ["4000000000000341", "failed", "declined", null],
    ["4000000000001018", "failed", "insufficient_funds", null],
    [asking, "requires_action", null, null],
    [slow, "processing", null, null],
    ["4000000000001034", "processing", null, null],
  ] as const)("a charge of %s is %s (%s)", async (number, status, failure, feeMinor) => {
    expect(await charge(number)).toMatchObject({ status, failure, feeMinor });
  });

  test("a method that is not known, or was let go of, is not charged", async () => {
    const unknown = await getBank().charge(order());
    expect(unknown).toMatchObject({ ok: true, value: { status: "failed", failure: "unknown_method" } });
    const method = await keep(good);
    await getBank().detach(method);
    const gone = await getBank().charge(order({ method }));
    expect(gone).toMatchObject({ ok: true, value: { status: "failed", failure: "unknown_method" } });
  });
});

describe("keys", () => {
  test("[S1] the same key is one charge; with another request it is refused", async () => {
    const asked = order({ method: await keep(good) });
    const first = await getBank().charge(asked);
    expect(await getBank().charge(asked)).toEqual(first);
    expect(await getBank().charge({ ...asked, amountMinor: 1 })).toEqual({
      ok: false,
      refusal: "key_reused",
    });
    expect(typesOf(await wait(0))).toEqual(["charge.succeeded"]);
  });

  test("[S1] and still after the bank was put away", async () => {
    const asked = order({ method: await keep(good) });
    const first = await getBank().charge(asked);
    await wait(0);
    await evictDurableObject(getTestBankStub());
    expect(await getBank().charge(asked)).toEqual(first);
  });
});

describe("a buyer who is asked", () => {
  test.each([
    [asking, true, "succeeded", null],
    [asking, false, "failed", "authentication_failed"],
    [askingThenDeclined, true, "failed", "declined"],
  ] as const)("%s, approved: %s, is %s", async (number, isApproved, status, failure) => {
    const { reference, approvalToken } = await charge(number);
    const token = must(approvalToken, "a token to approve with");
    expect(await getBank().findApproval(token)).toMatchObject({ amountMinor: 10_000, isOpen: true });
    await getBank().answerApproval(token, isApproved);
    expect(await find(reference)).toMatchObject({ status, failure, approvalToken: null });
    // Said is said.
    await getBank().answerApproval(token, !isApproved);
    expect((await find(reference)).status).toBe(status);
    expect(await getBank().findApproval(token)).toMatchObject({ isOpen: false });
    expect(typesOf(await wait(0))).toEqual(["charge.requires_action", `charge.${status}`]);
  });

  test("comes too late once the charge was given up", async () => {
    const { reference, approvalToken } = await charge(asking);
    expect(await getBank().cancelCharge(reference)).toMatchObject({
      status: "canceled",
      failure: "canceled",
    });
    await getBank().answerApproval(must(approvalToken, "a token"), true);
    expect((await find(reference)).status).toBe("canceled");
  });

  test("is found by a token of theirs only", async () => {
    expect(await getBank().findApproval("guess")).toBeUndefined();
    await getBank().answerApproval("guess", true);
  });
});

describe("slow charges", () => {
  test("come to their end by the clock, and are not called back", async () => {
    const { reference } = await charge(slow);
    expect((await getBank().cancelCharge(reference))?.status).toBe("processing");
    expect(typesOf(await wait(9_000))).toEqual(["charge.processing"]);
    expect((await find(reference)).status).toBe("processing");
    expect(typesOf(await wait(11_000))).toEqual(["charge.succeeded"]);
    expect(await find(reference)).toMatchObject({ status: "succeeded", feeMinor: 320 });
  });
});

describe("webhooks", () => {
  test("are told once they were heard, and no more", async () => {
    const { reference } = await charge(good);
    const [told] = await wait(0);
    expect(told?.data).toMatchObject({ about: "charge", charge: { reference, paymentId: "payment-1" } });
    expect(await wait(3_600_000)).toEqual([]);
  });

  test("that were not heard come again, later and later, for three days", async () => {
    await charge(good);
    const [first] = await wait(0, 503);
    expect(await wait(4_000, 503)).toEqual([]);
    const [second] = await wait(6_000, 500);
    expect(second?.id).toBe(first?.id);
    expect(await wait(10_000, 500)).toEqual([]);
    expect(await wait(20_000, 500)).toHaveLength(1);
    expect(await wait(4 * 86_400_000, 500)).toHaveLength(1);
    expect(await wait(8 * 86_400_000)).toEqual([]);
  });

  test("late ones wait a minute", async () => {
    await charge("4000000000001042");
    expect(await wait(59_000)).toEqual([]);
    expect(typesOf(await wait(61_000))).toEqual(["charge.succeeded"]);
  });

  test("double ones have one id", async () => {
    await charge("4000000000001059");
    const [first, second, ...more] = await wait(0);
    expect([second?.id, more]).toEqual([first?.id, []]);
  });

  test("of a charge out of order say last what happened first", async () => {
    await charge("4000000000001067");
    expect(typesOf(await wait(0))).toEqual(["charge.succeeded"]);
    expect(typesOf(await wait(11_000))).toEqual(["charge.processing"]);
  });

  test("go to the product's own door, and wait there for its yes", async () => {
    await charge(good);
    // Out of memory, and back with its own clock.
    await evictDurableObject(getTestBankStub());
    await runDurableObjectAlarm(getTestBankStub());
    const left = await runInDurableObject(getTestBankStub(), (_bank, state) =>
      state.storage.sql.exec("SELECT attempts FROM webhooks").toArray(),
    );
    // This Worker has no database: it was asked, and did not say yes.
    expect(left).toEqual([{ attempts: 1 }]);
  });
});

describe("refunds", () => {
  const refund = async (reference: string, amountMinor: number, change: object = {}) => {
    const answer = await getBank().refund({
      key: `refund-${(count += 1)}`,
      refundId: "refund-1",
      charge: reference,
      amountMinor,
      currency: "USD",
      ...change,
    });
    if (!answer.ok) throw new Error(answer.refusal);
    return answer.value;
  };

  test("never give back more than was charged", async () => {
    const { reference } = await charge(good);
    const statuses = [
      (await refund(reference, 6_000)).status,
      (await refund(reference, 4_001)).status,
      (await refund(reference, 4_000)).status,
      (await refund(reference, 1)).status,
    ];
    expect(statuses).toEqual(["succeeded", "failed", "succeeded", "failed"]);
  });

  test("of another currency, or of what was never paid, fail", async () => {
    const { reference } = await charge(good);
    expect((await refund(reference, 1, { currency: "EUR" })).status).toBe("failed");
    expect((await refund((await charge("4000000000000341")).reference, 1)).status).toBe("failed");
    expect((await refund("none", 1)).status).toBe("failed");
  });

  test.each([
    ["4000000000007726", "succeeded", "failed"],
    ["4000000000005126", "failed", "succeeded"],
  ] as const)("of %s wait, are %s, and a second whole one is %s or waits", async (number, end, next) => {
    const { reference } = await charge(number);
    const { reference: refundReference, status } = await refund(reference, 10_000);
    expect(status).toBe("pending");
    expect((await refund(reference, 1)).status).toBe("failed");
    await wait(11_000);
    expect(await getBank().findRefund(refundReference)).toMatchObject({ status: end });
    // What came back can be given again.
    const again = (await refund(reference, 10_000)).status;
    expect(again).toBe(next === "succeeded" ? "pending" : "failed");
  });
});

describe("disputes", () => {
  test.each([
    ["4000000000000259", "fraudulent", "lost"],
    ["4000000000002685", "product_not_received", "won"],
  ] as const)("of %s (%s) are %s", async (number, reason, outcome) => {
    const { reference } = await charge(number);
    expect(typesOf(await wait(0))).toEqual(["charge.succeeded"]);
    const [opened] = await wait(11_000);
    expect(opened).toMatchObject({
      type: "dispute.open",
      data: { dispute: { charge: reference, amountMinor: 10_000, feeMinor: 1_500, reason, status: "open" } },
    });
    expect(typesOf(await wait(140_000))).toEqual([`dispute.${outcome}`]);
    expect(await wait(86_400_000)).toEqual([]);
  });
});

describe("payouts", () => {
  const open = async () => {
    const opened = await getBank().openAccount({
      key: `account-${(count += 1)}`,
      userId: "sam",
      country: "US",
    });
    if (!opened.ok) throw new Error(opened.refusal);
    return opened.value.reference;
  };
  const onboard = async (reference: string, answer: "accept" | "closed" | "refuse") => {
    const returnUrl = "http://localhost:8787/seller";
    const token = must(await getBank().beginOnboarding({ reference, returnUrl }), "a page to answer on");
    expect(await getBank().findOnboarding(token)).toEqual({ returnUrl });
    await getBank().answerOnboarding(token, answer);
  };
  const pay = async (account: string) => {
    const key = `payout-${(count += 1)}`;
    const payout = { key, payoutId: "payout-1", account, amountMinor: 5_000, currency: "USD" };
    const answer = await getBank().payOut(payout);
    if (!answer.ok) throw new Error(answer.refusal);
    return answer.value;
  };

  test.each([
    ["accept", true, "in_transit", "paid", null],
    ["closed", true, "in_transit", "failed", "account_closed"],
    ["refuse", false, "failed", "failed", "account_not_ready"],
  ] as const)("of an account whose owner chose %s", async (answer, canBePaid, first, end, failure) => {
    const account = await open();
    expect(await getBank().findAccount(account)).toEqual({ reference: account, canBePaid: false });
    await onboard(account, answer);
    expect((await getBank().findAccount(account))?.canBePaid).toBe(canBePaid);
    const { reference, status } = await pay(account);
    expect(status).toBe(first);
    const told = typesOf(await wait(11_000));
    expect(told.slice(0, 2)).toEqual(["account.updated", `payout.${first}`]);
    expect(await getBank().findPayout(reference)).toMatchObject({ status: end, failure });
  });

  test("to an account nobody opened fail, and it is not onboarded", async () => {
    expect((await pay("none")).failure).toBe("account_not_ready");
    expect(await getBank().beginOnboarding({ reference: "none", returnUrl: "" })).toBeUndefined();
    expect(await getBank().findOnboarding("guess")).toBeUndefined();
  });
});
