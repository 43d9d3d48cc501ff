import type { Result } from "../../../domain/result.ts";
import type { ProviderEvent } from "./events.ts";

export const paymentProviderNames = ["test", "stripe", "paypal"] as const;
export type PaymentProviderName = (typeof paymentProviderNames)[number];

/** A card as a client gives it to the test provider. Lives for the length of one request, is never stored or logged. */
export interface CardInput {
  readonly number: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

/** What a person recognises a way to pay by, and the provider's names for it. */
export interface HeldMethod {
  /** The provider's name for it; unique. */
  readonly reference: string;
  /** The provider's name for its owner, where it has one: charges without the owner present need both. */
  readonly customerReference: string | null;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number | null;
  readonly expiryYear: number | null;
  /** The provider's name for the card itself, the same on whoever's account it is, where it has one. */
  readonly fingerprint?: string | null;
}

/** Why a way to pay cannot be kept; `expired` and `declined` are the bank's word, `unknown_card` is ours. */
export type CardRefusal = "declined" | "insufficient_funds" | "expired" | "unknown_card" | "setup_unfinished";

/** What a client needs to hand a card to the provider itself, so that its number never passes through us. */
export interface PaymentSetup {
  /** Names this attempt; comes back when the card is to be kept. */
  readonly setupToken: string;
  readonly expiresAt: Date;
  /** For the provider's own form in the browser. */
  readonly publishableKey?: string;
  readonly clientSecret?: string;
  /** Where a person approves it, for providers with pages of their own. */
  readonly approvalUrl?: string;
  readonly testCards?: readonly { readonly number: string; readonly outcome: string }[];
}

/** Whom money is asked from and for what. */
export interface ChargeRequest {
  /** The same key is the same charge, however often it is asked for (rule S1). */
  readonly key: string;
  /** Ours, told to the provider so that its events lead back here. */
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: { readonly reference: string; readonly customerReference: string | null };
  /** Whether the buyer sits in front of it and can answer their bank now. */
  readonly isBuyerPresent: boolean;
  /** Where the buyer's bank sends them back to. */
  readonly returnUrl: string;
  /** Shown on a card statement. */
  readonly description: string;
}

/** How a charge stands at the provider. Only `succeeded`, `failed` and `canceled` are final. */
export interface Charge {
  readonly reference: string;
  readonly status: "processing" | "requires_action" | "succeeded" | "failed" | "canceled";
  /** What the provider keeps of it, once it says so. */
  readonly feeMinor: number | null;
  readonly failure: PaymentFailure | null;
  /** What the buyer has to do, while `requires_action`. */
  readonly action: PaymentAction | null;
}

/** Why a charge failed, in a few words that people and code can act on. `unknown` is any other. */
export const paymentFailures = [
  "declined",
  "insufficient_funds",
  "expired",
  "authentication_required",
  "authentication_failed",
  "canceled",
  "unknown",
] as const;
export type PaymentFailure = (typeof paymentFailures)[number];

export type PaymentAction =
  | { readonly type: "redirect"; readonly url: string }
  /** To be handled by Stripe's script with the secret. */
  | { readonly type: "stripe"; readonly clientSecret: string; readonly publishableKey: string };

export interface RefundRequest {
  readonly key: string;
  readonly refundId: string;
  readonly chargeReference: string;
  readonly amountMinor: number;
  readonly currency: string;
}

export interface Refund {
  readonly reference: string;
  readonly status: "pending" | "succeeded" | "failed";
}

/** A seller's account at the provider, to which they are paid. */
export interface PayoutAccount {
  readonly reference: string;
  /** False until the provider has seen what the law asks for. */
  readonly canBePaid: boolean;
}

export interface PayoutRequest {
  readonly key: string;
  readonly payoutId: string;
  readonly accountReference: string;
  readonly amountMinor: number;
  readonly currency: string;
}

export interface Payout {
  readonly reference: string;
  readonly status: "in_transit" | "paid" | "failed";
  readonly failure: string | null;
}

/**
 * A payout that was not sent, and will be when it is asked for again: what buyers paid is with the provider, and not free to
 * be sent on yet.
 */
export interface PayoutWait {
  readonly status: "waiting";
  readonly waitingFor: "provider-balance";
}
export const waitForBalance: PayoutWait = { status: "waiting", waitingFor: "provider-balance" };

/** What a seller has to say against a dispute at their buyer's bank. */
export interface DisputeEvidence {
  /** The provider's name for the dispute. */
  readonly disputeReference: string;
  /** What was sold. */
  readonly description: string;
  readonly buyerName: string;
  readonly shipment: {
    readonly carrier: string;
    readonly trackingNumber: string | null;
    readonly shippedAt: Date;
    readonly addressLines: readonly string[];
  } | null;
  /** Everything in words, the most important first: a provider takes as much of it as it has room for. */
  readonly text: string;
  /** The same on a page, as a PDF. */
  readonly document: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
}

/** `closed`: the bank has decided, or takes nothing any more. */
export type EvidenceStanding = "submitted" | "closed";

/** Why a webhook is not believed. Told to nobody but the log. */
export type WebhookRefusal = "not_configured" | "bad_signature" | "stale" | "unreadable";

/**
 * Who holds cards and moves money. One file per provider. Every call may be repeated: the key or the reference makes it
 * the same one. A provider that cannot be reached throws {@link ProviderUnavailable}; whatever it answers is a value.
 */
export interface PaymentProvider {
  readonly name: PaymentProviderName;

  readonly beginSetup: (user: {
    readonly userId: string;
    readonly email: string;
    readonly customerReference: string | null;
    readonly returnUrl: string;
    readonly now: Date;
  }) => Promise<PaymentSetup>;
  /** Looks whether the setup was finished and which method came of it. `card` is for the test provider only. */
  readonly finishSetup: (setup: {
    readonly setupToken: string;
    readonly userId: string;
    readonly card: CardInput | null;
    readonly now: Date;
  }) => Promise<Result<HeldMethod, CardRefusal>>;
  /** Lets go of a method. One that is gone already counts as let go of. */
  readonly detach: (reference: string) => Promise<void>;

  readonly charge: (request: ChargeRequest) => Promise<Charge>;
  /** How a charge stands now; undefined when the provider has never heard of it. */
  readonly findCharge: (reference: string) => Promise<Charge | undefined>;
  /** Gives a charge up that has not succeeded. The answer says what became of it: it may have succeeded meanwhile. */
  readonly cancelCharge: (reference: string) => Promise<Charge>;
  readonly refund: (request: RefundRequest) => Promise<Refund>;
  readonly findRefund: (reference: string) => Promise<Refund | undefined>;

  readonly openPayoutAccount: (seller: {
    readonly key: string;
    readonly userId: string;
    readonly email: string;
    readonly country: string;
  }) => Promise<PayoutAccount>;
  /** Where the seller tells the provider who they are. Short-lived. */
  readonly makeOnboardingUrl: (account: {
    readonly reference: string;
    readonly returnUrl: string;
    readonly refreshUrl: string;
  }) => Promise<string>;
  readonly findPayoutAccount: (reference: string) => Promise<PayoutAccount | undefined>;
  readonly payOut: (request: PayoutRequest) => Promise<Payout | PayoutWait>;
  readonly findPayout: (
    reference: string,
    account: { readonly reference: string },
  ) => Promise<Payout | undefined>;

  /**
   * Hands the bank a seller's evidence, once for each dispute: whoever asks again, also after an answer that never came, is
   * told that it has it.
   */
  readonly submitDisputeEvidence: (evidence: DisputeEvidence) => Promise<EvidenceStanding>;

  /** The event of a webhook, once its signature over the very bytes that came and its time hold (check 32). */
  readonly readWebhook: (webhook: {
    readonly body: string;
    readonly headers: Headers;
    readonly nowMs: number;
  }) => Promise<Result<ProviderEvent, WebhookRefusal>>;
}

/** A provider that could not be reached or did not know what it did: the same call again, later, is safe and needed. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";
}
