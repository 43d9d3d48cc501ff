import type { Stripe } from "@stripe/stripe-js";

/** What a bank's question needs of Stripe's script. */
export type BankScript = Pick<Stripe, "retrievePaymentIntent" | "confirmPayment" | "handleNextAction">;

/**
 * Has the bank ask its customer; undefined when they said yes, else what was wrong, in Stripe's words where it has some. An
 * intent that was declined for want of its customer (`requires_payment_method`, as after a hammer) is confirmed again with
 * the card it was tried with: `handleNextAction` takes only what waits for an action already.
 */
export async function askBank(
  stripe: BankScript,
  { clientSecret, returnUrl }: { readonly clientSecret: string; readonly returnUrl: string },
): Promise<string | undefined> {
  const { paymentIntent: open, error } = await stripe.retrievePaymentIntent(clientSecret);
  if (!open) return error.message ?? "";
  if (open.status === "requires_action") return findRefusal(await stripe.handleNextAction({ clientSecret }));
  if (open.status !== "requires_payment_method") return undefined;
  const card = open.last_payment_error?.payment_method?.id;
  if (card === undefined) return "";
  const confirmed = await stripe.confirmPayment({
    clientSecret,
    confirmParams: { payment_method: card, return_url: returnUrl },
    redirect: "if_required",
  });
  return findRefusal(confirmed);
}

interface Answered {
  readonly error?: { readonly message?: string } | undefined;
}

const findRefusal = ({ error }: Answered): string | undefined => (error ? (error.message ?? "") : undefined);
