import { getPayableStep } from "../currency.ts";
import { computeShareMinor } from "../money.ts";

/** What turns a hammer price into what the buyer pays; fixed for a bidder when they register for an auction. */
export interface AllInTerms {
  /** ISO 4217: some are paid in coarser steps than they are counted in. */
  readonly currency: string;
  /** Buyer's premium on the hammer price, in basis points. */
  readonly premiumBps: number;
  /** Shipping to the bidder's address, in minor units. */
  readonly shippingMinor: number;
  /** Sales tax or VAT at the bidder's address, in basis points. */
  readonly taxBps: number;
}

/** Every line of what the buyer pays, in minor units; `totalMinor` is the sum of the other four. */
export interface AllInPrice {
  readonly priceMinor: number;
  readonly premiumMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/**
 * The all-in price of a hammer price (rule P9). The bid button and the charge both call this, so they cannot differ.
 *
 * Tax falls on price, premium and shipping together, as VAT and most sales taxes have it; each line is rounded
 * half up on its own, to what can be paid, so that an invoice's lines add up to its total.
 */
export function computeAllIn(priceMinor: number, terms: AllInTerms): AllInPrice {
  const stepMinor = getPayableStep(terms.currency);
  const premiumMinor = computeShareMinor(priceMinor, terms.premiumBps, stepMinor);
  const taxableMinor = priceMinor + premiumMinor + terms.shippingMinor;
  const taxMinor = computeShareMinor(taxableMinor, terms.taxBps, stepMinor);
  return {
    priceMinor,
    premiumMinor,
    shippingMinor: terms.shippingMinor,
    taxMinor,
    totalMinor: taxableMinor + taxMinor,
  };
}
