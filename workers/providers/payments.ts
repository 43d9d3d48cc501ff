import type { Result } from "../../domain/result.ts";

/** A card as a client gives it. Lives for the length of one request and is never stored or logged. */
export interface CardInput {
  readonly number: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

/** What a provider says of a card it now holds. */
export interface HeldCard {
  /** The provider's name for it; unique. */
  readonly reference: string;
  readonly brand: string;
  readonly last4: string;
}

/** Why a card cannot be used; `expired` and `declined` are the bank's word, `unknown_card` is ours. */
export type CardRefusal = "declined" | "insufficient_funds" | "expired" | "unknown_card";

export interface PaymentSetup {
  /** Proves to the provider that this person began here. */
  readonly setupToken: string;
  readonly expiresAt: Date;
  readonly testCards?: readonly { readonly number: string; readonly outcome: string }[];
}

/** Who holds cards and moves money. One file per provider. */
export interface PaymentProvider {
  readonly name: "test" | "stripe";
  readonly beginSetup: (userId: string, now: Date) => Promise<PaymentSetup>;
  /** Checks a card with its bank, without taking money, and keeps it. */
  readonly verifyCard: (card: CardInput, now: Date) => Promise<Result<HeldCard, CardRefusal>>;
}
