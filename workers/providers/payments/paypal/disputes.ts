import { z } from "zod";
import type { DisputeEvidence, EvidenceStanding } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { PaypalClient } from "./client.ts";
import { makeForm } from "./form.ts";
import { disputeSchema } from "./shapes.ts";
import type { PaypalDispute } from "./shapes.ts";

/** https://developer.paypal.com/api/customer-disputes/v1/disputes-provide-evidence */
const notesMax = 2_000;

const getPath = (reference: string): string => `/v1/customer/disputes/${encodeURIComponent(reference)}`;

/**
 * Hands it in, once. PayPal keeps no key of this call, but says in a dispute's links whether it takes evidence, and in the
 * dispute who has given some: that is asked first.
 */
export async function submitDisputeEvidence(
  client: PaypalClient,
  evidence: DisputeEvidence,
): Promise<EvidenceStanding> {
  const { disputeReference, document, shipment, text } = evidence;
  const standing = await look(client, disputeReference);
  if (standing !== "wanted") return standing;
  const tracking =
    shipment === null || shipment.trackingNumber === null
      ? []
      : [
          {
            carrier_name: "OTHER",
            carrier_name_other: shipment.carrier,
            tracking_number: shipment.trackingNumber,
          },
        ];
  const input = {
    evidences: [
      ...(tracking.length === 0
        ? []
        : [{ evidence_type: "PROOF_OF_FULFILLMENT", evidence_info: { tracking_info: tracking } }]),
      { evidence_type: "OTHER", notes: text.slice(0, notesMax) },
    ],
  };
  const given = await client.ask(z.unknown(), {
    line: `POST ${getPath(disputeReference)}/provide-evidence`,
    form: makeForm([
      { name: "input", type: "application/json", content: new TextEncoder().encode(JSON.stringify(input)) },
      { name: "file1", type: "application/pdf", fileName: document.name, content: document.bytes },
    ]),
  });
  if (given.ok) return "submitted";
  // Somebody was faster, or its time has just passed.
  const since = await look(client, disputeReference);
  if (since !== "wanted") return since;
  throw new ProviderUnavailable(`PayPal took no evidence: ${given.refusal.issue}`);
}

async function look(client: PaypalClient, reference: string): Promise<EvidenceStanding | "wanted"> {
  const found = await client.ask(disputeSchema, { line: `GET ${getPath(reference)}` });
  if (!found.ok) throw new ProviderUnavailable(`PayPal finds no dispute: ${found.refusal.issue}`);
  return describeStanding(found.value);
}

function describeStanding({ evidences, links, status }: PaypalDispute): EvidenceStanding | "wanted" {
  if (evidences.some(({ source }) => source === "SUBMITTED_BY_SELLER")) return "submitted";
  if (status === "RESOLVED") return "closed";
  if (links.some(({ rel }) => rel === "provide-evidence")) return "wanted";
  // PayPal may still ask for it.
  throw new ProviderUnavailable(`PayPal asks for no evidence now (${status})`);
}
