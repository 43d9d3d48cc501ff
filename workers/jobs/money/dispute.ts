import { applyBankDispute } from "../../../db/settlement/bank-dispute.ts";
import type { DisputeReason } from "../../../domain/order/dispute.ts";
import type { ProviderDispute } from "../../providers/payments/events.ts";
import type { PaymentProviderName } from "../../providers/payments/provider.ts";
import type { WorkTools } from "../work-tools.ts";

/** Banks have words of their own for why; any other is `other`. */
const reasons: Readonly<Record<string, DisputeReason>> = {
  fraudulent: "unauthorised",
  unrecognized: "unauthorised",
  product_not_received: "not-received",
  product_unacceptable: "not-as-described",
  MERCHANDISE_OR_SERVICE_NOT_RECEIVED: "not-received",
  MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED: "not-as-described",
  UNAUTHORISED: "unauthorised",
};

/** Takes in what a buyer's bank did, as their provider tells it. One about no charge of ours is nothing to us. */
export async function applyDispute(
  { client, now, send }: WorkTools,
  { provider, dispute }: { readonly provider: PaymentProviderName; readonly dispute: ProviderDispute },
): Promise<void> {
  const reason = reasons[dispute.reason] ?? "other";
  await send((await applyBankDispute(client, { ...dispute, provider, reason }, now())) ?? []);
}
