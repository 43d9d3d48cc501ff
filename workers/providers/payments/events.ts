import type { DisputeReason } from "../../../domain/order/dispute.ts";
import type { Charge, Payout, Refund } from "./provider.ts";

/**
 * What a provider tells by itself, in our words. An event is a hint to look at something: it may come late, twice and
 * in any order, so whoever applies one asks how the thing stands now (`find…`) wherever order could matter.
 */
export type ProviderEvent = {
  /** The provider's id of the event: applied once. */
  readonly id: string;
  /** The provider's own name for what happened, for the record. */
  readonly type: string;
} & ProviderEventContent;

type ProviderEventContent =
  | { readonly about: "charge"; readonly charge: Charge; readonly paymentId: string | null }
  | { readonly about: "refund"; readonly refund: Refund; readonly refundId: string | null }
  | { readonly about: "dispute"; readonly dispute: ProviderDispute }
  | { readonly about: "payout"; readonly payout: Payout; readonly payoutId: string | null }
  | { readonly about: "payout-account"; readonly reference: string }
  /** Genuine, and nothing to us. */
  | { readonly about: "nothing" };

/** A buyer's bank takes money back until somebody decides. */
export interface ProviderDispute {
  readonly reference: string;
  readonly chargeReference: string;
  readonly amountMinor: number;
  /** What the provider keeps for its trouble. */
  readonly feeMinor: number;
  readonly reason: DisputeReason;
  readonly status: "open" | "won" | "lost";
  /** Until when the bank takes the seller's evidence; null where it says none, or asks for none now. */
  readonly evidenceDueAt: Date | null;
}
