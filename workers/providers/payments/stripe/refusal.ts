import { z } from "zod";
import type { PaymentFailure } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import { intentSchema } from "./shapes.ts";
import type { Intent } from "./shapes.ts";

/** What Stripe would not do, in what of it matters to us. Its message may name people and cards, and stays out. */
export interface StripeRefusal {
  readonly code: string;
  readonly declineCode: string | null;
  /** The key was used before, for a request that said something else. */
  readonly isOtherRequest: boolean;
  /** A declined charge brings the intent it was declined on. */
  readonly intent: Intent | null;
}

const errorSchema = z.object({
  type: z.string(),
  code: z.string().optional(),
  decline_code: z.string().optional(),
  statusCode: z.number().optional(),
  requestId: z.string().optional(),
  payment_intent: intentSchema.optional().catch(undefined),
});

/** The SDK's names for errors that are an answer. All others say nothing about what became of the call. */
const answers = new Set(["StripeCardError", "StripeInvalidRequestError", "StripeIdempotencyError"]);

/** What an error of the SDK says; one that is no answer is thrown on as {@link ProviderUnavailable}. */
export function readRefusal(error: unknown): StripeRefusal {
  const parsed = errorSchema.safeParse(error);
  if (!parsed.success) throw error;
  const { type, code, statusCode, requestId } = parsed.data;
  if (!answers.has(type) || code === "lock_timeout" || code === "idempotency_key_in_use") {
    throw new ProviderUnavailable(
      `Stripe: ${type} ${code ?? ""} (status ${statusCode ?? "none"}, request ${requestId ?? "none"})`,
    );
  }
  return {
    code: code ?? "unknown",
    declineCode: parsed.data.decline_code ?? null,
    isOtherRequest: type === "StripeIdempotencyError",
    intent: parsed.data.payment_intent ?? null,
  };
}

/** https://docs.stripe.com/error-codes and /declines/codes: those that a buyer can do something about. */
const failures: Readonly<Record<string, PaymentFailure>> = {
  insufficient_funds: "insufficient_funds",
  card_velocity_exceeded: "insufficient_funds",
  withdrawal_count_limit_exceeded: "insufficient_funds",
  expired_card: "expired",
  invalid_expiry_month: "expired",
  invalid_expiry_year: "expired",
  authentication_required: "authentication_required",
  authentication_not_handled: "authentication_required",
  payment_intent_authentication_failure: "authentication_failed",
  setup_intent_authentication_failure: "authentication_failed",
  card_declined: "declined",
  incorrect_cvc: "declined",
  incorrect_number: "declined",
  incorrect_zip: "declined",
  processing_error: "declined",
};

/** The finer word first: most declines share the code `card_declined`. */
export function computeFailure(
  error: {
    readonly code?: string | null | undefined;
    readonly decline_code?: string | null | undefined;
  } | null,
): PaymentFailure {
  return failures[error?.decline_code ?? ""] ?? failures[error?.code ?? ""] ?? "unknown";
}
