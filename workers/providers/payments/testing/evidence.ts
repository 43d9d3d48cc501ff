import type { DisputeEvidence } from "../provider.ts";

/** A seller's case as the product hands it in. */
export const makeEvidence = (disputeReference: string): DisputeEvidence => ({
  disputeReference,
  description: "A lamp",
  buyerName: "Ana",
  shipment: {
    carrier: "DHL",
    trackingNumber: "JD0001",
    shippedAt: new Date("2026-11-20T12:00:00Z"),
    addressLines: ["Ana", "1 Main Street", "US"],
  },
  text: "It was delivered.",
  document: { name: "order-1.pdf", bytes: new Uint8Array(new TextEncoder().encode("%PDF-1.7 the page")) },
});
