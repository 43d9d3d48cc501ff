import type { DatabaseClient } from "../../../db/database.ts";
import { applyPayout } from "../../../db/payouts/apply-payout.ts";
import { listDuePayouts, postponePayout } from "../../../db/payouts/due-payouts.ts";
import type { PayoutRow } from "../../../db/payouts/payouts.ts";
import { findPayout } from "../../../db/payouts/payouts.ts";
import { must } from "../../../domain/result.ts";
import { getSettings } from "../../env.ts";
import type { Payout, PaymentProvider, PaymentProviderName } from "../../providers/payments/provider.ts";
import { createPaymentProviders } from "../../providers/payments/providers.ts";
import { logJobFailure } from "../report.ts";

/** What work on payouts may use. */
export interface PayoutTools {
  readonly client: DatabaseClient;
  readonly getProvider: (name: PaymentProviderName) => Promise<PaymentProvider>;
  readonly now: () => Date;
}

export function makePayoutTools(env: Cloudflare.Env, client: DatabaseClient): PayoutTools {
  const providers = createPaymentProviders({ env, settings: getSettings(env) });
  return {
    client,
    getProvider: async (name) =>
      must(await providers.find(name), `the payment provider ${name} is configured`),
    now: () => new Date(),
  };
}

/**
 * Brings a payout up to how it stands at its provider: has it sent where nobody has an answer yet, else looks it up. The
 * key makes sending twice the same payout, so stopping anywhere and beginning again leads to the same end.
 */
export async function runPayout(tools: PayoutTools, payoutId: string): Promise<void> {
  const payout = await findPayout(tools.client.database, payoutId);
  if (payout === undefined) return;
  const standing = await lookAtPayout(tools, payout);
  await applyPayout(tools.client, payoutId, { standing, at: tools.now() });
}

async function lookAtPayout(tools: PayoutTools, payout: PayoutRow): Promise<Payout> {
  const { id: payoutId, accountReference, amountMinor, currency, providerReference } = payout;
  const provider = await tools.getProvider(payout.provider);
  if (providerReference !== null) {
    const found = await provider.findPayout(providerReference, { reference: accountReference });
    return must(found, "the provider knows its own payout");
  }
  return provider.payOut({ key: `payout:${payoutId}`, payoutId, accountReference, amountMinor, currency });
}

/** As {@link runPayout}; one that fails is put off in its row, and tried again for as long as it takes. */
export async function tryPayout(tools: PayoutTools, payoutId: string): Promise<void> {
  try {
    await runPayout(tools, payoutId);
  } catch (error) {
    logJobFailure("payout", error, { payoutId });
    await postponePayout(tools.client.database, payoutId, tools.now());
  }
}

/** Payouts of one run; what is beyond waits for the next minute. */
const payoutsMax = 200;

/** Every minute: whatever was asked for and not sent, and what has been on its way for long. */
export async function runDuePayouts(tools: PayoutTools): Promise<void> {
  try {
    const part = { at: tools.now(), limit: payoutsMax };
    for (const payoutId of await listDuePayouts(tools.client.database, part))
      await tryPayout(tools, payoutId);
  } catch (error) {
    logJobFailure("payout", error);
  }
}
