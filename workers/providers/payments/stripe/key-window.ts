/** Stripe keeps a key for at least a day. https://docs.stripe.com/api/idempotent_requests */
export const keyWindowMs = 24 * 3_600_000;

/** Objects looked through for one of ours; a customer has not nearly as many charges since one payment was made. */
export const listedMax = 1_000;
