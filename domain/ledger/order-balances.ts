import { ofHouse, ofProvider, ofUser } from "./account.ts";
import type { DisputeBurden } from "./dispute-burden.ts";
import { computeSharesLeft } from "./movements.ts";
import type { LedgerOrder } from "./movements.ts";
import { type Entry, sumByAccount } from "./transaction.ts";

/** What became of an order's money, as its own tables tell it and not the ledger. */
export interface OrderMoney {
  readonly order: LedgerOrder;
  readonly isPaid: boolean;
  readonly isReleased: boolean;
  /** Every charge that went through, also one that came too late. */
  readonly charges: readonly ChargeMoney[];
  readonly refunds: readonly RefundMoney[];
  /** At buyers' banks only: what is disputed with us moves money as a refund, or not at all. */
  readonly disputes: readonly DisputeMoney[];
  /** What was given back, by refunds and lost disputes, in the order in which it was decided. */
  readonly givenBackMinor: readonly number[];
}

interface ChargeMoney {
  readonly provider: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
}

interface RefundMoney {
  readonly provider: string;
  readonly amountMinor: number;
  readonly status: "pending" | "completed" | "failed" | "resent" | "settled" | "charged-back";
  /** Of one that came back: what its buyer's bank took back for them, before anything else was done about it. */
  readonly chargedBackMinor: number;
  /** Out of what stood on the buyer's account: of a charge the order did not take, or of a refund that came back. */
  readonly isOfCredit: boolean;
}

interface DisputeMoney {
  readonly provider: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly status: "open" | "won" | "lost";
  /** Of a lost one. */
  readonly burden: DisputeBurden | null;
}

/**
 * What must stand on every account on behalf of one order. Written from the tables' side and apart from the movements:
 * it knows how things stand and nothing of how they got there, so the ledger is held against something that is not
 * itself.
 */
export function computeOrderBalances(money: OrderMoney): Entry[] {
  const { order } = money;
  return sumByAccount([
    ...money.charges.flatMap((charge) => listCharge(order, charge)),
    ...money.refunds.flatMap((refund) => listRefund(order, refund)),
    ...money.disputes.flatMap((dispute) => listDispute(order, dispute)),
    ...(money.isPaid ? listShares(money) : []),
  ]);
}

function listCharge({ buyerId }: LedgerOrder, charge: ChargeMoney): Entry[] {
  return [
    { account: ofProvider("provider", charge.provider), amountMinor: charge.amountMinor - charge.feeMinor },
    { account: ofProvider("provider-fees", charge.provider), amountMinor: charge.feeMinor },
    { account: ofUser("buyer", buyerId), amountMinor: -charge.amountMinor },
  ];
}

/**
 * Where a refund's money is by now; one that could not be sent is the buyer's, with us, until another takes it on. What
 * their bank took of it is off their account by its dispute.
 */
function listRefund({ buyerId }: LedgerOrder, refund: RefundMoney): Entry[] {
  const { amountMinor, chargedBackMinor, provider, status, isOfCredit } = refund;
  const whereabouts = {
    pending: ofHouse("refunds"),
    completed: ofProvider("provider", provider),
    failed: ofUser("buyer", buyerId),
    resent: ofUser("buyer", buyerId),
    settled: ofHouse("bank"),
    "charged-back": ofUser("buyer", buyerId),
  } as const;
  return [
    { account: whereabouts[status], amountMinor: chargedBackMinor - amountMinor },
    { account: ofUser("buyer", buyerId), amountMinor: -chargedBackMinor },
    ...(isOfCredit ? [{ account: ofUser("buyer", buyerId), amountMinor }] : []),
  ];
}

/** What the bank holds; of a lost one, who bears its fee and what was not there to be given back. */
function listDispute({ buyerId, sellerId }: LedgerOrder, dispute: DisputeMoney): Entry[] {
  const { amountMinor, feeMinor, provider, status, burden } = dispute;
  const atProvider = ofProvider("provider", provider);
  const available = ofUser("seller-available", sellerId);
  return [
    { account: atProvider, amountMinor: -feeMinor - (status === "won" ? 0 : amountMinor) },
    {
      account: burden?.isSellers === true ? available : ofProvider("provider-fees", provider),
      amountMinor: feeMinor,
    },
    { account: ofUser("buyer", buyerId), amountMinor: burden?.creditMinor ?? 0 },
    { account: available, amountMinor: burden?.owedMinor ?? 0 },
    { account: ofHouse("losses"), amountMinor: burden?.lossMinor ?? 0 },
    { account: ofHouse("disputes"), amountMinor: status === "open" ? amountMinor : 0 },
  ];
}

/** What the buyer paid, whose it is now as far as it was not given back. */
function listShares({ order, isReleased, givenBackMinor }: OrderMoney): Entry[] {
  const { sellerMinor, shippingMinor, feeMinor, premiumMinor, taxMinor } = computeSharesLeft(
    order,
    givenBackMinor,
  );
  const available = ofUser("seller-available", order.sellerId);
  return [
    { account: ofUser("buyer", order.buyerId), amountMinor: order.totalMinor },
    { account: isReleased ? available : ofUser("seller-held", order.sellerId), amountMinor: -sellerMinor },
    { account: isReleased ? available : ofUser("shipping", order.sellerId), amountMinor: -shippingMinor },
    { account: ofHouse("fees"), amountMinor: -feeMinor },
    { account: ofHouse("premium"), amountMinor: -premiumMinor },
    { account: ofHouse("tax"), amountMinor: -taxMinor },
  ];
}
