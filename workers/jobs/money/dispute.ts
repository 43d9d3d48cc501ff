import { applyBankDispute } from "../../../db/settlement/bank-dispute.ts";
import type { ProviderDispute } from "../../providers/payments/events.ts";
import type { PaymentProviderName } from "../../providers/payments/provider.ts";
import type { WorkTools } from "../work-tools.ts";

/** Takes in what a buyer's bank did, as their provider tells it. One about no charge of ours is nothing to us. */
export async function applyDispute(
  { client, now, send }: WorkTools,
  { provider, dispute }: { readonly provider: PaymentProviderName; readonly dispute: ProviderDispute },
): Promise<void> {
  await send((await applyBankDispute(client, { ...dispute, provider }, now())) ?? []);
}
