import type { Result } from "../../../../domain/result.ts";
import type { DisputeEvidence, EvidenceStanding } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { StripeClient } from "./client.ts";
import type { StripeRefusal } from "./refusal.ts";
import { disputeSchema, fileSchema } from "./shapes.ts";
import type { StripeDispute } from "./shapes.ts";

/** https://docs.stripe.com/api/disputes/evidence_object: characters of one field of text. */
const textMax = 20_000;

/**
 * Hands it in, once. Stripe takes evidence once and says how often it did, so that is asked first: a key would be refused
 * as soon as anything was added to what is said. A file that nobody submits harms nobody.
 */
export async function submitDisputeEvidence(
  client: StripeClient,
  evidence: DisputeEvidence,
): Promise<EvidenceStanding> {
  const standing = await look(client, evidence.disputeReference);
  if (standing !== "wanted") return standing;
  const submitted = await handIn(client, evidence);
  if (submitted.ok) return "submitted";
  // Somebody was faster, or its time has just passed.
  const since = await look(client, evidence.disputeReference);
  if (since !== "wanted") return since;
  throw new ProviderUnavailable(`Stripe took no evidence: ${submitted.refusal.code}`);
}

/** The two calls that hand it in, whatever was handed in before. */
export async function handIn(
  client: StripeClient,
  evidence: DisputeEvidence,
): Promise<Result<StripeDispute, StripeRefusal>> {
  const file = await upload(client, evidence);
  return client.ask(disputeSchema, (stripe) =>
    stripe.disputes.update(evidence.disputeReference, {
      evidence: {
        customer_name: evidence.buyerName,
        product_description: evidence.description.slice(0, textMax),
        ...describeShipment(evidence),
        uncategorized_text: evidence.text.slice(0, textMax),
        uncategorized_file: file,
      },
      submit: true,
    }),
  );
}

async function look(client: StripeClient, reference: string): Promise<EvidenceStanding | "wanted"> {
  const found = await client.ask(disputeSchema, (stripe) => stripe.disputes.retrieve(reference));
  if (!found.ok) throw new ProviderUnavailable(`Stripe finds no dispute: ${found.refusal.code}`);
  return describeStanding(found.value);
}

function describeStanding({ status, evidence_details: details }: StripeDispute): EvidenceStanding | "wanted" {
  if ((details?.submission_count ?? 0) > 0) return "submitted";
  return status === "needs_response" ? "wanted" : "closed";
}

async function upload(client: StripeClient, { document }: DisputeEvidence): Promise<string> {
  const made = await client.ask(fileSchema, (stripe) =>
    stripe.files.create({
      purpose: "dispute_evidence",
      file: { name: document.name, data: document.bytes, type: "application/pdf" },
    }),
  );
  if (made.ok) return made.value.id;
  throw new ProviderUnavailable(`Stripe took no file: ${made.refusal.code}`);
}

function describeShipment({ shipment }: DisputeEvidence) {
  if (shipment === null) return {};
  const { carrier, trackingNumber, shippedAt, addressLines } = shipment;
  return {
    shipping_carrier: carrier,
    shipping_date: shippedAt.toISOString().slice(0, 10),
    shipping_address: addressLines.join("\n"),
    ...(trackingNumber === null ? {} : { shipping_tracking_number: trackingNumber }),
  };
}
