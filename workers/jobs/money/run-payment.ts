import { applyCharge, endLook } from "../../../db/settlement/apply-charge.ts";
import { findPaymentToRun } from "../../../db/settlement/payment-to-run.ts";
import type { PaymentToRun } from "../../../db/settlement/payment-to-run.ts";
import { must } from "../../../domain/result.ts";
import type { Charge } from "../../providers/payments/provider.ts";
import type { WorkTools } from "../work-tools.ts";

/**
 * Brings a payment up to how it stands at its provider: asks for the charge where nobody has an answer to it yet, else
 * looks it up. The key makes asking twice the same charge (rule S1).
 */
export async function runPayment(tools: WorkTools, paymentId: string): Promise<void> {
  await lookAtPayment(tools, paymentId);
}

/** The same; returns what the provider said. */
export async function lookAtPayment(tools: WorkTools, paymentId: string): Promise<Charge | undefined> {
  const payment = await findPaymentToRun(tools.client.database, paymentId);
  if (payment === undefined) return undefined;
  const charge = await lookAtCharge(tools, payment);
  await takeCharge(tools, payment, charge);
  return charge;
}

async function lookAtCharge(tools: WorkTools, payment: PaymentToRun): Promise<Charge | undefined> {
  const provider = await tools.getProvider(payment.provider);
  if (payment.providerReference !== null)
    return must(await provider.findCharge(payment.providerReference), "the provider knows its own charge");
  if (payment.isFinal) return undefined;
  const { ORIGIN } = tools.settings;
  return provider.charge({
    key: payment.idempotencyKey,
    paymentId: payment.id,
    orderId: payment.orderId,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    method: { reference: payment.methodReference, customerReference: payment.customerReference },
    isBuyerPresent: payment.isBuyerPresent,
    returnUrl: `${ORIGIN}/orders/${payment.orderId}`,
    description: payment.title,
  });
}

async function takeCharge(tools: WorkTools, { id }: PaymentToRun, charge: Charge | undefined): Promise<void> {
  // Nothing was ever asked for, and nothing is any more.
  if (charge === undefined) return endLook(tools.client.database, id);
  await tools.send(await applyCharge(tools.client, id, { charge, at: tools.now() }));
}

/** Ends an attempt at its provider, unless it has gone through: then it has. */
export async function withdrawPayment(tools: WorkTools, paymentId: string): Promise<void> {
  const payment = await findPaymentToRun(tools.client.database, paymentId);
  if (payment === undefined) return;
  if (payment.providerReference === null) {
    // Nobody knows whether it was asked for; asking with its key tells.
    await takeCharge(tools, payment, await lookAtCharge(tools, payment));
    return;
  }
  const provider = await tools.getProvider(payment.provider);
  await takeCharge(tools, payment, await provider.cancelCharge(payment.providerReference));
}
