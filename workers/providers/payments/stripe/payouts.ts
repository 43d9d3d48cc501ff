import { mayBeForgotten } from "../key-window.ts";
import type { Payout, PayoutRequest, PayoutWait } from "../provider.ts";
import { ProviderUnavailable, waitForBalance } from "../provider.ts";
import { describeRefusedPayout, isRefusedReference } from "../refused-reference.ts";
import { toStripeAmount } from "./amounts.ts";
import type { StripeClient } from "./client.ts";
import { keyWindowMs } from "./key-window.ts";
import { listOf, payoutSchema } from "./shapes.ts";
import type { StripePayout } from "./shapes.ts";
import { balanceInsufficient, findTransfer, reverseTransfer, transfer } from "./transfers.ts";

/** https://docs.stripe.com/api/payouts/object#payout_object-status */
const statuses: Readonly<Record<string, Payout["status"]>> = {
  pending: "in_transit",
  in_transit: "in_transit",
  paid: "paid",
  failed: "failed",
  canceled: "failed",
};

export const describePayout = (payout: StripePayout): Payout => ({
  reference: payout.id,
  status: statuses[payout.status] ?? "in_transit",
  failure: payout.failure_code ?? (payout.status === "canceled" ? "canceled" : null),
});

/**
 * Two steps at Stripe: a transfer to the seller's account, and from there a payout to their bank. Failed is only said
 * once the transfer is back with us, because our books give the money back to the seller's wallet then.
 */
export async function payOut(client: StripeClient, request: PayoutRequest): Promise<Payout | PayoutWait> {
  const amount = toStripeAmount(request.amountMinor, request.currency);
  if (amount === undefined) return describeRefusedPayout(request.payoutId, "amount");
  const isLate = mayBeForgotten(request.payoutId, client.now(), keyWindowMs);
  const moved = await transfer(client, { ...request, amount, isLate });
  if (!moved.ok)
    return moved.refusal === balanceInsufficient
      ? waitForBalance
      : describeRefusedPayout(request.payoutId, moved.refusal);
  // An earlier run came so far as to take it back.
  if (moved.value.reversed) return describeRefusedPayout(request.payoutId, "returned");
  const earlier = isLate ? await findByPayout(client, request) : undefined;
  if (earlier !== undefined) return settle(client, earlier);
  const asked = await client.ask(payoutSchema, (stripe) =>
    stripe.payouts.create(
      { amount, currency: request.currency.toLowerCase(), metadata: { payoutId: request.payoutId } },
      { stripeAccount: request.accountReference, idempotencyKey: `${request.key}:payout` },
    ),
  );
  if (asked.ok) return settle(client, asked.value);
  if (asked.refusal.isOtherRequest)
    throw new ProviderUnavailable("Stripe knows the key with another request");
  await reverseTransfer(client, { payoutId: request.payoutId, transferId: moved.value.id });
  return describeRefusedPayout(request.payoutId, asked.refusal.code);
}

export async function findPayout(
  client: StripeClient,
  reference: string,
  account: { readonly reference: string },
): Promise<Payout | undefined> {
  if (isRefusedReference(reference)) return { reference, status: "failed", failure: "refused" };
  const found = await client.ask(payoutSchema, (stripe) =>
    stripe.payouts.retrieve(reference, {}, { stripeAccount: account.reference }),
  );
  return found.ok ? settle(client, found.value) : undefined;
}

async function settle(client: StripeClient, payout: StripePayout): Promise<Payout> {
  const standing = describePayout(payout);
  const payoutId = payout.metadata["payoutId"];
  if (standing.status !== "failed" || payoutId === undefined) return standing;
  const moved = await findTransfer(client, payoutId);
  if (moved !== undefined && !moved.reversed)
    await reverseTransfer(client, { payoutId, transferId: moved.id });
  return standing;
}

async function findByPayout(
  client: StripeClient,
  { accountReference, payoutId }: PayoutRequest,
): Promise<StripePayout | undefined> {
  const listed = await client.ask(listOf(payoutSchema), (stripe) =>
    stripe.payouts
      .list({ limit: 100 }, { stripeAccount: accountReference })
      .autoPagingToArray({ limit: 1_000 }),
  );
  if (!listed.ok) throw new ProviderUnavailable(`Stripe listed no payouts: ${listed.refusal.code}`);
  return listed.value.find(({ metadata }) => metadata["payoutId"] === payoutId);
}
