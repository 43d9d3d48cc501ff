import { getPayableStep } from "../currency.ts";
import { computeShareMinor } from "../money.ts";
import { assert } from "../result.ts";
import { ofHouse, ofProvider, ofUser } from "./account.ts";
import { splitMinor } from "./share.ts";
import {
  type Entry,
  type LedgerTransaction,
  type MovementOf,
  credit,
  debit,
  recordMovement,
} from "./transaction.ts";

/** What the ledger needs of an order; every amount in minor units of `currency`. */
export interface LedgerOrder {
  readonly orderId: string;
  readonly buyerId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly hammerMinor: number;
  readonly premiumMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** What the house keeps of the hammer price, in basis points. */
  readonly feeBps: number;
}

/** Who gets what of an order's money. The five sum to what the buyer pays. */
export interface OrderShares {
  readonly sellerMinor: number;
  readonly feeMinor: number;
  readonly premiumMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
}

export function computeOrderShares(order: LedgerOrder): OrderShares {
  const feeMinor = computeShareMinor(order.hammerMinor, order.feeBps, getPayableStep(order.currency));
  const { premiumMinor, shippingMinor, taxMinor } = order;
  return { sellerMinor: order.hammerMinor - feeMinor, feeMinor, premiumMinor, shippingMinor, taxMinor };
}

const toWeights = (shares: OrderShares): number[] => [
  shares.sellerMinor,
  shares.feeMinor,
  shares.premiumMinor,
  shares.shippingMinor,
  shares.taxMinor,
];

const toShares = ([
  sellerMinor = 0,
  feeMinor = 0,
  premiumMinor = 0,
  shippingMinor = 0,
  taxMinor = 0,
]: readonly number[]): OrderShares => ({
  sellerMinor,
  feeMinor,
  premiumMinor,
  shippingMinor,
  taxMinor,
});

/** What is left of an order's shares once these parts were given back, one after the other. */
export function computeSharesLeft(order: LedgerOrder, givenBackMinor: readonly number[]): OrderShares {
  return givenBackMinor.reduce((left, amountMinor) => {
    const taken = toWeights(takeShares(left, amountMinor));
    return toShares(toWeights(left).map((share, index) => share - (taken[index] ?? 0)));
  }, computeOrderShares(order));
}

/** A part of what is left, from everybody in proportion: nobody gives back more than they have, and all of it is all. */
function takeShares(left: OrderShares, amountMinor: number): OrderShares {
  const weights = toWeights(left);
  const leftMinor = weights.reduce((sum, weight) => sum + weight, 0);
  assert(amountMinor > 0 && amountMinor <= leftMinor, "no more is given back than is left");
  return toShares(splitMinor(amountMinor, weights));
}

/** The shares of a part that is given back after `givenBackMinor` were. */
export const computeRefundShares = (
  order: LedgerOrder,
  refund: { readonly givenBackMinor: readonly number[]; readonly amountMinor: number },
): OrderShares => takeShares(computeSharesLeft(order, refund.givenBackMinor), refund.amountMinor);

/** A charge went through: the provider holds the money, for the buyer. */
export const recordCharge = (
  order: LedgerOrder,
  charge: { readonly paymentId: string; readonly provider: string },
): LedgerTransaction =>
  recordMovement("charge", charge.paymentId, order, [
    debit(ofProvider("provider", charge.provider), order.totalMinor),
    credit(ofUser("buyer", order.buyerId), order.totalMinor),
  ]);

/** What the buyer paid in becomes everybody's share. Once per order, whatever paid it. */
export function recordOrderPaid(order: LedgerOrder): LedgerTransaction {
  return recordMovement("order-paid", order.orderId, order, [
    debit(ofUser("buyer", order.buyerId), order.totalMinor),
    ...creditShares(order, computeOrderShares(order)),
  ]);
}

function creditShares(order: LedgerOrder, shares: OrderShares): Entry[] {
  return [
    credit(ofUser("seller-held", order.sellerId), shares.sellerMinor),
    credit(ofUser("shipping", order.sellerId), shares.shippingMinor),
    credit(ofHouse("fees"), shares.feeMinor),
    credit(ofHouse("premium"), shares.premiumMinor),
    credit(ofHouse("tax"), shares.taxMinor),
  ];
}

/** What of an order goes back to its buyer, after `givenBackMinor` did. */
export interface GivenBack {
  readonly amountMinor: number;
  readonly givenBackMinor: readonly number[];
  readonly isReleased: boolean;
}

/** A part taken back from whoever has it now; what was released is taken from what the seller may be paid. */
export function debitShares(order: LedgerOrder, part: GivenBack): Entry[] {
  const shares = computeRefundShares(order, part);
  const { isReleased } = part;
  const available = ofUser("seller-available", order.sellerId);
  return [
    debit(isReleased ? available : ofUser("seller-held", order.sellerId), shares.sellerMinor),
    debit(isReleased ? available : ofUser("shipping", order.sellerId), shares.shippingMinor),
    debit(ofHouse("fees"), shares.feeMinor),
    debit(ofHouse("premium"), shares.premiumMinor),
    debit(ofHouse("tax"), shares.taxMinor),
  ];
}

/** What the provider kept of a charge. */
export const recordProviderFee = (
  order: MovementOf,
  fee: { readonly paymentId: string; readonly provider: string; readonly feeMinor: number },
): LedgerTransaction =>
  recordMovement("provider-fee", fee.paymentId, order, [
    debit(ofProvider("provider-fees", fee.provider), fee.feeMinor),
    credit(ofProvider("provider", fee.provider), fee.feeMinor),
  ]);

interface RefundOf {
  readonly refundId: string;
  readonly amountMinor: number;
}

/** A refund is decided: everybody gives back their share. The provider has not been told yet. */
export const recordRefund = (order: LedgerOrder, refund: RefundOf & GivenBack): LedgerTransaction =>
  recordMovement("refund", refund.refundId, order, [
    ...debitShares(order, refund),
    credit(ofHouse("refunds"), refund.amountMinor),
  ]);

/**
 * What stands on the buyer's account goes back to them: a charge for an order that no longer takes it, or a refund that came
 * back and is sent again.
 */
export const recordCreditRefund = (order: LedgerOrder, refund: RefundOf): LedgerTransaction =>
  recordMovement("refund", refund.refundId, order, [
    debit(ofUser("buyer", order.buyerId), refund.amountMinor),
    credit(ofHouse("refunds"), refund.amountMinor),
  ]);

/** The provider has sent a refund. */
export const recordRefundSent = (
  order: MovementOf,
  refund: RefundOf & { readonly provider: string },
): LedgerTransaction =>
  recordMovement("refund-sent", refund.refundId, order, [
    debit(ofHouse("refunds"), refund.amountMinor),
    credit(ofProvider("provider", refund.provider), refund.amountMinor),
  ]);

/** The provider could not send it: it is the buyer's, and somebody must find another way to them. */
export const recordRefundFailed = (
  order: Pick<LedgerOrder, "orderId" | "currency" | "buyerId">,
  refund: RefundOf & { readonly wasSent: boolean; readonly provider: string },
): LedgerTransaction =>
  recordMovement("refund-failed", refund.refundId, order, [
    debit(refund.wasSent ? ofProvider("provider", refund.provider) : ofHouse("refunds"), refund.amountMinor),
    credit(ofUser("buyer", order.buyerId), refund.amountMinor),
  ]);

/** A refund that came back was paid by hand, out of the house's own bank account. */
export const recordRefundSettled = (
  order: Pick<LedgerOrder, "orderId" | "currency" | "buyerId">,
  refund: RefundOf,
): LedgerTransaction =>
  recordMovement("refund-settled", refund.refundId, order, [
    debit(ofUser("buyer", order.buyerId), refund.amountMinor),
    credit(ofHouse("bank"), refund.amountMinor),
  ]);
