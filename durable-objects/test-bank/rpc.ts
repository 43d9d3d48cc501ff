import type { Result } from "../../domain/result.ts";

/*
 * What the bank is asked and answers. Its words, not the product's: the adapter (workers/providers/payments/test-payments.ts)
 * translates, as it would for any other provider.
 */

/** The one instance's name. */
export const testBankName = "bank";

/** Why a card is not kept. */
export type MethodRefusal = "declined" | "insufficient_funds" | "expired" | "unknown_card" | "setup_unknown";

/** Why a charge failed. */
export type BankFailure =
  | "declined"
  | "insufficient_funds"
  | "expired"
  | "authentication_failed"
  | "canceled"
  | "unknown_method";

/** The same key came with another request before. */
export type KeyReused = "key_reused";

export interface BankSetup {
  readonly token: string;
  readonly expiresAtMs: number;
}

export interface FinishedSetup {
  readonly token: string;
  readonly userId: string;
  readonly card: CardDetails;
}

export interface CardDetails {
  readonly number: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

export interface BankMethod {
  readonly reference: string;
  readonly customer: string;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

export interface ChargeOrder {
  readonly key: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: string;
  readonly customer: string | null;
  readonly returnUrl: string;
  readonly description: string;
}

export interface BankCharge {
  readonly reference: string;
  readonly paymentId: string;
  readonly status: "processing" | "requires_action" | "succeeded" | "failed" | "canceled";
  readonly feeMinor: number | null;
  readonly failure: BankFailure | null;
  /** Opens the page where its buyer approves it, while it waits for that. */
  readonly approvalToken: string | null;
}

/** A charge as its buyer sees it at the bank. */
export interface BankApproval {
  readonly amountMinor: number;
  readonly currency: string;
  readonly description: string;
  readonly returnUrl: string;
  readonly isOpen: boolean;
}

export interface RefundOrder {
  readonly key: string;
  readonly refundId: string;
  readonly charge: string;
  readonly amountMinor: number;
  readonly currency: string;
}

export interface BankRefund {
  readonly reference: string;
  readonly refundId: string;
  readonly status: "pending" | "succeeded" | "failed";
}

/** In the words of card networks. */
export type DisputeReason = "fraudulent" | "product_not_received";

export interface BankDispute {
  readonly reference: string;
  readonly charge: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly reason: DisputeReason;
  readonly status: "open" | "won" | "lost";
  /** Until when it takes evidence; null once it has some, or has decided. */
  readonly evidenceDueAtMs: number | null;
}

/** What a seller handed in. */
export interface BankEvidence {
  readonly text: string;
  readonly documentName: string;
  readonly documentBytes: number;
}

/** `closed`: too late. */
export type EvidenceAnswer = "taken" | "closed";

export interface BankAccount {
  readonly reference: string;
  readonly canBePaid: boolean;
}

/** How a seller's try to be let in ends: `closed` is let in, and every payout comes back. */
export const onboardingAnswers = ["accept", "closed", "refuse"] as const;
export type OnboardingAnswer = (typeof onboardingAnswers)[number];

export interface AccountOrder {
  readonly key: string;
  readonly userId: string;
  readonly country: string;
}

export interface BankOnboarding {
  readonly returnUrl: string;
}

export interface PayoutOrder {
  readonly key: string;
  readonly payoutId: string;
  readonly account: string;
  readonly amountMinor: number;
  readonly currency: string;
}

export interface BankPayout {
  readonly reference: string;
  readonly payoutId: string;
  readonly status: "in_transit" | "paid" | "failed";
  readonly failure: "account_not_ready" | "account_closed" | null;
}

/** What a webhook tells: the thing as it was when it happened. */
export type BankNews =
  | { readonly about: "charge"; readonly charge: BankCharge }
  | { readonly about: "refund"; readonly refund: BankRefund }
  | { readonly about: "dispute"; readonly dispute: BankDispute }
  | { readonly about: "payout"; readonly payout: BankPayout }
  | { readonly about: "payout-account"; readonly account: BankAccount };

export type BankAnswer<Value> = Result<Value, KeyReused>;

/** What the Worker may ask of the bank. Every answer is plain data. */
export interface TestBankRpc {
  beginSetup(userId: string): Promise<BankSetup>;
  finishSetup(setup: FinishedSetup): Promise<Result<BankMethod, MethodRefusal>>;
  detach(reference: string): Promise<void>;
  charge(order: ChargeOrder): Promise<BankAnswer<BankCharge>>;
  findCharge(reference: string): Promise<BankCharge | undefined>;
  cancelCharge(reference: string): Promise<BankCharge | undefined>;
  findApproval(token: string): Promise<BankApproval | undefined>;
  /** The buyer's word. Whoever comes too late changes nothing. */
  answerApproval(token: string, isApproved: boolean): Promise<void>;
  refund(order: RefundOrder): Promise<BankAnswer<BankRefund>>;
  findRefund(reference: string): Promise<BankRefund | undefined>;
  findDispute(
    reference: string,
  ): Promise<{ readonly dispute: BankDispute; readonly evidence: BankEvidence | null } | undefined>;
  /** Undefined when there is no such dispute. What is there is kept: a second one changes nothing. */
  submitEvidence(reference: string, evidence: BankEvidence): Promise<EvidenceAnswer | undefined>;
  openAccount(order: AccountOrder): Promise<BankAnswer<BankAccount>>;
  findAccount(reference: string): Promise<BankAccount | undefined>;
  /** The token of a page where an account's owner says who they are; undefined when there is no such account. */
  beginOnboarding(account: {
    readonly reference: string;
    readonly returnUrl: string;
  }): Promise<string | undefined>;
  findOnboarding(token: string): Promise<BankOnboarding | undefined>;
  answerOnboarding(token: string, answer: OnboardingAnswer): Promise<void>;
  payOut(order: PayoutOrder): Promise<BankAnswer<BankPayout>>;
  findPayout(reference: string): Promise<BankPayout | undefined>;
}
