import type { BankFailure, DisputeReason, MethodRefusal } from "./rpc.ts";

/** How a card behaves, all of it: what is left out goes well and at once. */
export interface TestCard {
  readonly brand: string;
  /** For people who choose one to try. */
  readonly outcome: string;
  /** Refused when it is to be kept: it never comes to a charge. */
  readonly refusedAtSetup?: MethodRefusal;
  /** Every charge waits for its buyer's word at the bank. */
  readonly asksBuyer?: true;
  /** What charges come to in the end. */
  readonly failure?: BankFailure;
  /** Charges answer `processing` and come to their end so much later. */
  readonly settlesAfterMs?: number;
  readonly webhooks?: "late" | "twice" | "reordered";
  /** Charges are disputed at the buyer's bank, which then decides so. */
  readonly dispute?: { readonly reason: DisputeReason; readonly outcome: "won" | "lost" };
  /** Refunds answer `pending`, and then go through or come back. */
  readonly refunds?: "slow" | "fail";
}

/**
 * Numbers that pass a card's check digit and that no bank gave out. Those that card networks and Stripe publish mean the same
 * here; the ones from …1018 on are our own.
 */
export const testCards: Readonly<Record<string, TestCard>> = {
  "4242424242424242": { brand: "visa", outcome: "verified" },
  "5555555555554444": { brand: "mastercard", outcome: "verified" },
  "378282246310005": { brand: "amex", outcome: "verified" },

  "4000000000000002": { brand: "visa", outcome: "declined", refusedAtSetup: "declined" },
  "4000000000009995": {
    brand: "visa",
    outcome: "declined: no funds",
    refusedAtSetup: "insufficient_funds",
  },
  "4000000000000069": { brand: "visa", outcome: "declined: expired", refusedAtSetup: "expired" },

  "4000000000000341": { brand: "visa", outcome: "verified, declined when charged", failure: "declined" },
  "4000000000001018": {
    brand: "visa",
    outcome: "verified, no funds when charged",
    failure: "insufficient_funds",
  },
  "4000002500003155": { brand: "visa", outcome: "asks for approval when charged", asksBuyer: true },
  "4000008400001629": {
    brand: "visa",
    outcome: "asks for approval when charged, then declined",
    asksBuyer: true,
    failure: "declined",
  },

  "4000000000001026": { brand: "visa", outcome: "slow: paid after ten seconds", settlesAfterMs: 10_000 },
  "4000000000001034": {
    brand: "visa",
    outcome: "slow, then declined",
    settlesAfterMs: 10_000,
    failure: "declined",
  },
  "4000000000001042": { brand: "visa", outcome: "its webhooks come a minute late", webhooks: "late" },
  "4000000000001059": { brand: "visa", outcome: "its webhooks come twice", webhooks: "twice" },
  "4000000000001067": { brand: "visa", outcome: "its webhooks come out of order", webhooks: "reordered" },

  "4000000000000259": {
    brand: "visa",
    outcome: "disputed as unauthorised, lost",
    dispute: { reason: "fraudulent", outcome: "lost" },
  },
  "4000000000002685": {
    brand: "visa",
    outcome: "disputed as not received, won",
    dispute: { reason: "product_not_received", outcome: "won" },
  },
  "4000000000007726": { brand: "visa", outcome: "refunds are slow", refunds: "slow" },
  "4000000000005126": { brand: "visa", outcome: "refunds come back", refunds: "fail" },
};

/** Until a refund, a payout or a dispute goes on by itself: long enough to be seen, short enough to be waited for. */
export const nextStepMs = 10_000;
/** How long the buyer's bank waits for evidence, and then decides without. */
export const decisionMs = 120_000;
/** Words of a seller's evidence that decide a dispute, whatever its card says; the same as Stripe's in its test mode. */
export const decidingWords = { winning_evidence: "won", losing_evidence: "lost" } as const;
export const lateWebhookMs = 60_000;

/** What the bank keeps of a charge: 2.9 % and 30 minor units, rounded half up, never more than the charge. */
export function computeFeeMinor(amountMinor: number): number {
  return Math.min(amountMinor, Math.floor((amountMinor * 29 + 500) / 1_000) + 30);
}

/** What a dispute costs, whoever wins it. */
export const disputeFeeMinor = 1_500;
