import { refusalCodes } from "../../domain/room/refusal.ts";
import type { RefusalCode } from "../../domain/room/refusal.ts";
import { z } from "../zod.ts";

/** Every code of the interface itself, with its status. Codes of a room's refusals are in {@link statusOfRefusal}. */
export const errorStatuses = {
  validation_failed: 400,
  invalid_signature: 400,
  auth_required: 401,
  token_expired: 401,
  invalid_token: 401,
  invalid_credentials: 401,
  mfa_code_required: 401,
  ticket_required: 401,
  forbidden: 403,
  mfa_required: 403,
  email_unverified: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  email_taken: 409,
  idempotency_in_progress: 409,
  card_declined: 409,
  category_not_empty: 409,
  product_not_available: 409,
  last_way_in: 409,
  obligations_open: 409,
  last_admin: 409,
  too_many_api_keys: 409,
  list_full: 409,
  balance_too_low: 409,
  payout_too_small: 409,
  payout_account_missing: 409,
  payout_account_unfinished: 409,
  order_state: 409,
  payment_in_progress: 409,
  payment_method_missing: 409,
  too_many_attempts: 409,
  cancel_window_closed: 409,
  parcel_shared: 409,
  amount_too_large: 409,
  amount_not_payable: 409,
  too_many_refunds: 409,
  refund_not_returned: 409,
  upload_missing: 409,
  upload_closed: 409,
  disputed_at_bank: 409,
  dispute_window_closed: 409,
  dispute_closed: 409,
  evidence_closed: 409,
  application_open: 409,
  application_decided: 409,
  already_seller: 409,
  slug_taken: 409,
  own_shop: 409,
  appeal_closed: 409,
  strike_settled: 409,
  link_settled: 409,
  own_thing: 409,
  case_decided: 409,
  already_reviewed: 409,
  already_answered: 409,
  review_window_closed: 409,
  review_hidden: 409,
  too_large: 413,
  unsupported_media_type: 415,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
} as const;

export type InterfaceErrorCode = keyof typeof errorStatuses;

/** Any code in `error.code`: stable strings that clients may branch on. */
export type ErrorCode = InterfaceErrorCode | RefusalCode;
export const errorCodes: readonly ErrorCode[] = [
  ...new Set<ErrorCode>([...(Object.keys(errorStatuses) as InterfaceErrorCode[]), ...refusalCodes]),
];

/** The status a room's refusal has over HTTP; codes that are not here are state conflicts, 409. */
const refusalStatuses: Partial<Record<RefusalCode, number>> = {
  malformed: 400,
  auth_required: 401,
  blocked: 403,
  not_registered: 403,
  own_lot: 403,
  over_limit: 403,
  forbidden: 403,
  lot_unknown: 404,
  id_reused: 422,
  rate_limited: 429,
};

export function statusOfRefusal(code: RefusalCode): number {
  return refusalStatuses[code] ?? 409;
}

/** One thing wrong with a request: where (dots between keys and indexes), a stable code, a sentence. */
export const problemDetail = z
  .object({ path: z.string(), code: z.string(), message: z.string() })
  .meta({ id: "ProblemDetail" });
export type ProblemDetail = z.infer<typeof problemDetail>;

/** The envelope of everything that did not work. */
export const failure = z
  .object({
    success: z.literal(false),
    error: z.object({
      code: z.string(),
      message: z.string(),
      details: z.union([z.array(problemDetail), z.record(z.string(), z.unknown())]).optional(),
      requestId: z.string(),
    }),
  })
  .meta({
    id: "Failure",
    description: "Nothing happened; `error.code` says why and never changes its meaning.",
  });
export type Failure = z.infer<typeof failure>;
