import { accept, refuse } from "../../../../domain/result.ts";
import type { Result } from "../../../../domain/result.ts";
import type { PayoutRequest } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { StripeClient } from "./client.ts";
import { balanceSchema, listOf, reversalSchema, transferSchema } from "./shapes.ts";
import type { Transfer } from "./shapes.ts";

/** A payout's transfer is found by its group, which Stripe keeps and lists by. */
const makeGroup = (payoutId: string): string => `payout:${payoutId}`;

export async function findTransfer(client: StripeClient, payoutId: string): Promise<Transfer | undefined> {
  const listed = await client.ask(listOf(transferSchema), (stripe) =>
    stripe.transfers.list({ transfer_group: makeGroup(payoutId), limit: 1 }).autoPagingToArray({ limit: 1 }),
  );
  if (listed.ok) return listed.value[0];
  throw new ProviderUnavailable(`Stripe listed no transfers: ${listed.refusal.code}`);
}

/** Stripe's code for a balance that does not cover a transfer: it is made later. */
export const balanceInsufficient = "balance_insufficient";

/** Moves money from the platform's balance to the seller's account, once. The refusal is Stripe's code. */
export async function transfer(
  client: StripeClient,
  request: PayoutRequest & { readonly amount: number; readonly isLate: boolean },
): Promise<Result<Transfer, string>> {
  const earlier = request.isLate ? await findTransfer(client, request.payoutId) : undefined;
  if (earlier !== undefined) return accept(earlier);
  // What was charged lately is not there yet; it comes, and the payout with it. Asked first, because Stripe would answer
  // a key that was refused once with the same refusal for a day.
  if (!(await isCovered(client, request))) return refuse(balanceInsufficient);
  const asked = await client.ask(transferSchema, (stripe) =>
    stripe.transfers.create(
      {
        amount: request.amount,
        currency: request.currency.toLowerCase(),
        destination: request.accountReference,
        transfer_group: makeGroup(request.payoutId),
        metadata: { payoutId: request.payoutId },
      },
      { idempotencyKey: `${request.key}:transfer` },
    ),
  );
  if (asked.ok) return accept(asked.value);
  const { code, isOtherRequest } = asked.refusal;
  if (isOtherRequest) throw new ProviderUnavailable("Stripe knows the key with another request");
  return refuse(code);
}

async function isCovered(
  client: StripeClient,
  { amount, currency }: { readonly amount: number; readonly currency: string },
): Promise<boolean> {
  const balance = await client.ask(balanceSchema, (stripe) => stripe.balance.retrieve());
  if (!balance.ok) throw new ProviderUnavailable(`Stripe told no balance: ${balance.refusal.code}`);
  const own = balance.value.available.find((part) => part.currency === currency.toLowerCase());
  return own !== undefined && own.amount >= amount;
}

export async function reverseTransfer(
  client: StripeClient,
  { payoutId, transferId }: { readonly payoutId: string; readonly transferId: string },
): Promise<void> {
  const reversed = await client.ask(reversalSchema, (stripe) =>
    stripe.transfers.createReversal(
      transferId,
      { metadata: { payoutId } },
      { idempotencyKey: `payout:${payoutId}:reversal` },
    ),
  );
  if (reversed.ok) return;
  const found = await findTransfer(client, payoutId);
  if (found?.reversed === true) return;
  throw new ProviderUnavailable(`Stripe took no transfer back: ${reversed.refusal.code}`);
}
