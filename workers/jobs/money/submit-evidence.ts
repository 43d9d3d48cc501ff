import type { DisputeEvidence as Bundle } from "../../../contract/http/disputes.ts";
import { findOrder } from "../../../db/queries/orders.ts";
import { applyEvidence, findEvidenceToSubmit } from "../../../db/settlement/bank-evidence.ts";
import { listAddressLines } from "../../../domain/order/invoice.ts";
import { must } from "../../../domain/result.ts";
import { drawDisputeCase } from "../../documents/dispute-case-pdf.ts";
import { describeCase, toCaseText } from "../../documents/dispute-case.ts";
import { readHouse } from "../../documents/house.ts";
import type { DisputeEvidence } from "../../providers/payments/provider.ts";
import { gatherEvidence } from "../../routes/dispute-view.ts";
import type { WorkTools } from "../work-tools.ts";

/**
 * Answers a bank with everything there is, once its seller says so or their time has passed. A provider knows whether it has
 * evidence already: stopped behind it, the next look hears so.
 */
export async function submitEvidence(tools: WorkTools, disputeId: string): Promise<void> {
  const { database } = tools.client;
  const dispute = await findEvidenceToSubmit(database, disputeId, tools.now());
  if (dispute === undefined) return;
  const order = must(await findOrder(database, dispute.orderId), "the order of a dispute is there");
  const { ORIGIN: origin } = tools.settings;
  const bundle = must(
    await gatherEvidence(database, order, { viewerId: order.sellerId, origin }),
    "there is a dispute",
  );
  const provider = await tools.getProvider(dispute.provider);
  const reference = must(dispute.providerReference, "a bank's dispute has the provider's name");
  const standing = await provider.submitDisputeEvidence(await describeEvidence(tools, bundle, reference));
  await applyEvidence(database, disputeId, { standing, at: tools.now() });
}

async function describeEvidence(
  { settings, fonts, now }: WorkTools,
  bundle: Bundle,
  disputeReference: string,
): Promise<DisputeEvidence> {
  const { order } = bundle;
  const dispute = describeCase(bundle);
  const bytes = await drawDisputeCase(dispute, { house: readHouse(settings), fonts, madeAt: now() });
  return {
    disputeReference,
    description: order.title,
    buyerName: order.buyerName,
    shipment: describeShipment(order),
    text: toCaseText(dispute),
    document: { name: `order-${order.id}.pdf`, bytes },
  };
}

function describeShipment(order: Bundle["order"]): DisputeEvidence["shipment"] {
  const { carrier, shippedAt, shippingAddress: address, trackingNumber } = order;
  if (shippedAt === null) return null;
  const addressLines =
    address === null ? [] : [address.fullName, ...listAddressLines(address), address.country];
  return { carrier: carrier ?? "unknown", trackingNumber, shippedAt: new Date(shippedAt), addressLines };
}
