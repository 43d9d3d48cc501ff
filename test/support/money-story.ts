import fc from "fast-check";
import { computeDisputeBurden } from "../../domain/ledger/dispute-burden.ts";
import {
  recordDisputeLost,
  recordDisputeOpened,
  recordDisputeWon,
} from "../../domain/ledger/dispute-movements.ts";
import {
  type LedgerOrder,
  recordCharge,
  recordCreditRefund,
  recordOrderPaid,
  recordProviderFee,
  recordRefund,
  recordRefundFailed,
  recordRefundSent,
  recordRefundSettled,
} from "../../domain/ledger/movements.ts";
import type { OrderMoney } from "../../domain/ledger/order-balances.ts";
import { computeSharesLeft } from "../../domain/ledger/movements.ts";
import {
  recordPayout,
  recordPayoutFailed,
  recordPayoutSent,
  recordRelease,
} from "../../domain/ledger/payout-movements.ts";
import type { LedgerTransaction } from "../../domain/ledger/transaction.ts";
import { computeShareMinor } from "../../domain/money.ts";

type Mutable<Thing> = { -readonly [Key in keyof Thing]: Thing[Key] };

/** One thing that is tried; what is not possible as things stand is passed over. `part` picks an amount, in 1/10,000. */
export interface MoneyStep {
  readonly what: (typeof moneySteps)[number];
  readonly order: number;
  readonly part: number;
}

export const moneySteps = [
  "charge",
  "charge-again",
  "refund",
  "refund-sent",
  "refund-failed",
  "refund-resent",
  "refund-settled",
  "dispute",
  "dispute-won",
  "dispute-lost",
  "release",
  "payout",
  "payout-sent",
  "payout-failed",
] as const;

export interface MoneyStory {
  readonly orders: readonly LedgerOrder[];
  readonly steps: readonly MoneyStep[];
}

const seller = "seller-1";
const provider = "test";

const order = (index: number): fc.Arbitrary<LedgerOrder> =>
  fc
    .record({
      // A few cents, where rounding bites, as often as what things cost.
      hammerMinor: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 1_000_000_000_000 })),
      shippingMinor: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5_000 })),
      premiumBps: fc.integer({ min: 0, max: 10_000 }),
      taxBps: fc.integer({ min: 0, max: 10_000 }),
      feeBps: fc.integer({ min: 0, max: 10_000 }),
    })
    .map(({ hammerMinor, shippingMinor, premiumBps, taxBps, feeBps }) => {
      const premiumMinor = computeShareMinor(hammerMinor, premiumBps);
      const taxMinor = computeShareMinor(hammerMinor + premiumMinor + shippingMinor, taxBps);
      return {
        orderId: `order-${index}`,
        buyerId: `buyer-${index % 2}`,
        sellerId: seller,
        currency: "USD",
        hammerMinor,
        premiumMinor,
        shippingMinor,
        taxMinor,
        totalMinor: hammerMinor + premiumMinor + shippingMinor + taxMinor,
        feeBps,
      };
    });

export const moneyStories: fc.Arbitrary<MoneyStory> = fc.record({
  orders: fc.tuple(order(0), order(1), order(2)),
  steps: fc.array(
    fc.record({
      what: fc.constantFrom(...moneySteps),
      order: fc.nat({ max: 2 }),
      part: fc.oneof(fc.constant(10_000), fc.nat({ max: 10_000 })),
    }),
    { maxLength: 60, size: "max" },
  ),
});

type Refund = Mutable<OrderMoney["refunds"][number]> & {
  readonly id: string;
  /** Of a charge that came too late and never paid the order. */
  readonly isLate: boolean;
  wasSent: boolean;
};
type Dispute = Mutable<OrderMoney["disputes"][number]> & {
  readonly id: string;
  /** Of a charge that came too late and never paid the order. */
  readonly isLate: boolean;
};

/** What the tables would say of one order. */
export interface OrderTables extends Mutable<OrderMoney> {
  readonly charges: { readonly provider: string; readonly amountMinor: number; readonly feeMinor: number }[];
  readonly refunds: Refund[];
  readonly disputes: Dispute[];
  readonly givenBackMinor: number[];
}

export interface PayoutRow {
  readonly payoutId: string;
  readonly amountMinor: number;
  status: "pending" | "in_transit" | "failed";
}

/** Everything a story left behind: the ledger on one side and the tables on the other. */
export interface MoneyWorld {
  readonly ledger: LedgerTransaction[];
  readonly orders: readonly OrderTables[];
  readonly payouts: PayoutRow[];
}

/** Plays a story the way the product moves money: the tables and the ledger, a step at a time. */
export function playMoney(
  story: MoneyStory,
  look: (world: MoneyWorld) => void = () => undefined,
): MoneyWorld {
  const world: MoneyWorld = {
    ledger: [],
    orders: story.orders.map((one) => ({
      order: one,
      isPaid: false,
      isReleased: false,
      charges: [],
      refunds: [],
      disputes: [],
      givenBackMinor: [],
    })),
    payouts: [],
  };
  for (const step of story.steps) {
    takeStep(world, step);
    look(world);
  }
  return world;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** What stands on one account, with the sign of the ledger. */
export const readBalance = ({ ledger }: MoneyWorld, kind: string, ownerId: string | null): number =>
  sum(
    ledger
      .flatMap(({ entries }) => entries)
      .filter(({ account }) => account.kind === kind && account.ownerId === ownerId)
      .map(({ amountMinor }) => amountMinor),
  );

function takeStep(world: MoneyWorld, { what, order: index, part }: MoneyStep): void {
  const tables = world.orders[index];
  if (tables === undefined) return;
  if (what.startsWith("payout")) movePayout(world, what, part);
  else if (what.startsWith("dispute")) moveDispute(world, tables, { what, part });
  else if (what === "refund-resent" || what === "refund-settled") moveReturned(world, tables, what);
  else if (what.startsWith("refund")) moveRefund(world, tables, { what, part });
  else if (what === "release") release(world, tables);
  else if (!tables.isPaid || what === "charge-again") charge(world, tables, part);
}

/** The first charge pays the order; whatever comes after it goes back. */
function charge({ ledger }: MoneyWorld, tables: OrderTables, part: number): void {
  const { order: of, charges } = tables;
  const paymentId = `${of.orderId}-payment-${charges.length}`;
  const feeMinor = computeShareMinor(of.totalMinor, Math.floor(part / 10));
  charges.push({ provider, amountMinor: of.totalMinor, feeMinor });
  ledger.push(recordCharge(of, { paymentId, provider }));
  ledger.push(recordProviderFee(of, { paymentId, provider, feeMinor }));
  if (!tables.isPaid) {
    tables.isPaid = true;
    ledger.push(recordOrderPaid(of));
    return;
  }
  sendCredit(ledger, tables, { amountMinor: of.totalMinor, isLate: true });
}

const begun = { provider, status: "pending", chargedBackMinor: 0, wasSent: false } as const;

/** What stands on the buyer's account goes back, or is tried to. */
function sendCredit(
  ledger: LedgerTransaction[],
  { order: of, refunds }: OrderTables,
  credit: Pick<Refund, "amountMinor" | "isLate">,
): void {
  const id = `${of.orderId}-refund-${refunds.length}`;
  const { amountMinor } = credit;
  refunds.push({ ...credit, ...begun, id, isOfCredit: true });
  ledger.push(recordCreditRefund(of, { refundId: id, amountMinor }));
}

const leftOf = ({ order: of, givenBackMinor, isPaid }: OrderTables): number =>
  isPaid ? of.totalMinor - sum(givenBackMinor) : 0;

/** At least one minor unit, at most all. */
const pick = (wholeMinor: number, part: number): number => Math.max(1, computeShareMinor(wholeMinor, part));

interface Move {
  readonly what: string;
  readonly part: number;
}

function moveRefund({ ledger }: MoneyWorld, tables: OrderTables, { what, part }: Move): void {
  const { order: of, refunds, givenBackMinor } = tables;
  if (what === "refund") {
    if (leftOf(tables) === 0 || tables.disputes.some(({ status }) => status === "open")) return;
    const id = `${of.orderId}-refund-${refunds.length}`;
    const amountMinor = pick(leftOf(tables), part);
    const { isReleased } = tables;
    ledger.push(
      recordRefund(of, { refundId: id, amountMinor, givenBackMinor: [...givenBackMinor], isReleased }),
    );
    refunds.push({ ...begun, id, amountMinor, isOfCredit: false, isLate: false });
    givenBackMinor.push(amountMinor);
    return;
  }
  const open = refunds.find(({ status }) => status === "pending" || (status === "completed" && part > 9_000));
  if (open === undefined) return;
  const { id: refundId, amountMinor, wasSent } = open;
  if (what === "refund-failed") {
    ledger.push(recordRefundFailed(of, { refundId, amountMinor, provider, wasSent }));
    open.status = "failed";
  } else if (!wasSent) {
    ledger.push(recordRefundSent(of, { refundId, amountMinor, provider }));
    open.status = "completed";
    open.wasSent = true;
  }
}

/** One that came back is sent again, as another, or is paid by hand. */
function moveReturned(
  { ledger }: MoneyWorld,
  tables: OrderTables,
  what: "refund-resent" | "refund-settled",
): void {
  const returned = tables.refunds.find(({ status }) => status === "failed");
  if (returned === undefined) return;
  const { id: refundId, isLate } = returned;
  const amountMinor = creditOf(returned);
  returned.status = what === "refund-resent" ? "resent" : "settled";
  if (what === "refund-resent") sendCredit(ledger, tables, { amountMinor, isLate });
  else ledger.push(recordRefundSettled(tables.order, { refundId, amountMinor }));
}

function moveDispute({ ledger }: MoneyWorld, tables: OrderTables, { what, part }: Move): void {
  const { order: of, refunds, disputes, givenBackMinor, isReleased } = tables;
  const open = disputes.find(({ status }) => status === "open");
  if (what === "dispute") {
    if (open !== undefined || !tables.isPaid) return;
    const id = `${of.orderId}-dispute-${disputes.length}`;
    const row = {
      id,
      provider,
      // The bank may take the whole charge, whatever was given back of it.
      amountMinor: pick(of.totalMinor, part),
      feeMinor: part % 3 === 0 ? 0 : 1_500,
    };
    const isLate = tables.charges.length > 1 && part % 4 === 0;
    disputes.push({ ...row, isLate, status: "open", burden: null });
    ledger.push(recordDisputeOpened(of, { disputeId: id, ...row }));
    return;
  }
  if (open === undefined) return;
  const { id: disputeId, amountMinor, feeMinor } = open;
  if (what === "dispute-won") {
    ledger.push(recordDisputeWon(of, { disputeId, amountMinor, provider }));
    open.status = "won";
    return;
  }
  const lostMinor = sum(disputes.filter(isLostOfOrder).map((one) => one.amountMinor));
  const answerableMinor = open.isLate ? 0 : Math.max(0, of.totalMinor - lostMinor);
  open.status = "lost";
  const returned = refunds.filter(({ status, isLate }) => status === "failed" && isLate === open.isLate);
  const creditMinor = sum(returned.map(creditOf));
  open.burden = computeDisputeBurden({
    amountMinor,
    creditMinor,
    leftMinor: leftOf(tables),
    answerableMinor,
  });
  chargeBack(returned, open.burden.creditMinor);
  const given = { givenBackMinor: [...givenBackMinor], isReleased };
  ledger.push(recordDisputeLost(of, { disputeId, burden: open.burden, feeMinor, provider, ...given }));
  if (open.burden.takenMinor > 0) givenBackMinor.push(open.burden.takenMinor);
}

/** What a refund that came back left on its buyer's account. */
const creditOf = ({ amountMinor, chargedBackMinor }: Refund): number => amountMinor - chargedBackMinor;

/** The first one first. */
function chargeBack(returned: readonly Refund[], creditMinor: number): void {
  let leftMinor = creditMinor;
  for (const refund of returned) {
    const partMinor = Math.min(leftMinor, creditOf(refund));
    leftMinor -= partMinor;
    refund.chargedBackMinor += partMinor;
    if (creditOf(refund) === 0) refund.status = "charged-back";
  }
}

const isLostOfOrder = ({ status, isLate }: Dispute): boolean => status === "lost" && !isLate;

function release({ ledger }: MoneyWorld, tables: OrderTables): void {
  if (!tables.isPaid || tables.isReleased || tables.disputes.some(({ status }) => status === "open")) return;
  tables.isReleased = true;
  ledger.push(recordRelease(tables.order, computeSharesLeft(tables.order, tables.givenBackMinor)));
}

function movePayout(world: MoneyWorld, what: string, part: number): void {
  const { ledger, payouts } = world;
  const of = { sellerId: seller, currency: "USD" };
  if (what === "payout") {
    const availableMinor = -readBalance(world, "seller-available", seller);
    if (availableMinor <= 0) return;
    const payout = { payoutId: `payout-${payouts.length}`, amountMinor: pick(availableMinor, part) };
    ledger.push(recordPayout({ ...of, ...payout }));
    payouts.push({ ...payout, status: "pending" });
    return;
  }
  const open = payouts.find(({ status }) => status !== "failed");
  if (open === undefined) return;
  const { payoutId, amountMinor, status } = open;
  if (what === "payout-failed") {
    const wasSent = status === "in_transit";
    ledger.push(recordPayoutFailed({ ...of, payoutId, amountMinor, provider, wasSent }));
    open.status = "failed";
  } else if (status === "pending") {
    ledger.push(recordPayoutSent({ ...of, payoutId, amountMinor, provider }));
    open.status = "in_transit";
  }
}
