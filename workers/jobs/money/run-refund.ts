import { applyRefund, findRefundToRun } from "../../../db/settlement/apply-refund.ts";
import type { RefundToRun } from "../../../db/settlement/apply-refund.ts";
import { must } from "../../../domain/result.ts";
import type { Refund } from "../../providers/payments/provider.ts";
import type { WorkTools } from "../work-tools.ts";

/** Brings a refund up to how it stands at its provider: has it sent where nobody has an answer yet, else looks it up. */
export async function runRefund(tools: WorkTools, refundId: string): Promise<void> {
  const refund = await findRefundToRun(tools.client.database, refundId);
  if (refund === undefined) return;
  const standing = await lookAtRefund(tools, refund);
  await tools.send(await applyRefund(tools.client, refund, { standing, at: tools.now() }));
}

async function lookAtRefund(tools: WorkTools, refund: RefundToRun): Promise<Refund> {
  const provider = await tools.getProvider(refund.provider);
  if (refund.providerReference !== null)
    return must(await provider.findRefund(refund.providerReference), "the provider knows its own refund");
  return provider.refund({
    key: `refund:${refund.id}`,
    refundId: refund.id,
    chargeReference: must(refund.chargeReference, "what is given back was charged"),
    amountMinor: refund.amountMinor,
    currency: refund.currency,
  });
}
