import { applyPayout, keepPayoutWaiting } from "../../../db/payouts/apply-payout.ts";
import type { PayoutRow } from "../../../db/payouts/payouts.ts";
import { findPayout } from "../../../db/payouts/payouts.ts";
import { must } from "../../../domain/result.ts";
import type { Payout, PayoutWait } from "../../providers/payments/provider.ts";
import type { WorkTools } from "../work-tools.ts";

/** What work on payouts may use. */
export type PayoutTools = Pick<WorkTools, "client" | "getProvider" | "now">;

/**
 * Brings a payout up to how it stands at its provider: has it sent where nobody has an answer yet, else looks it up. The
 * key makes sending twice the same payout.
 */
export async function runPayout(tools: PayoutTools, payoutId: string): Promise<void> {
  const payout = await findPayout(tools.client.database, payoutId);
  if (payout === undefined) return;
  const standing = await lookAtPayout(tools, payout);
  if (standing.status === "waiting")
    return keepPayoutWaiting(tools.client.database, payoutId, { ...standing, at: tools.now() });
  await applyPayout(tools.client, payoutId, { standing, at: tools.now() });
}

async function lookAtPayout(tools: PayoutTools, payout: PayoutRow): Promise<Payout | PayoutWait> {
  const { id: payoutId, accountReference, amountMinor, currency, providerReference } = payout;
  const provider = await tools.getProvider(payout.provider);
  if (providerReference !== null) {
    const found = await provider.findPayout(providerReference, { reference: accountReference });
    return must(found, "the provider knows its own payout");
  }
  return provider.payOut({ key: `payout:${payoutId}`, payoutId, accountReference, amountMinor, currency });
}
