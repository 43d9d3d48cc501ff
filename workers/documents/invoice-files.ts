import { computeInvoice, type InvoiceFacts } from "../../domain/order/invoice.ts";
import type { FileStorage } from "../providers/storage/storage.ts";
import type { FontSource } from "./far-faces.ts";
import type { House } from "./house.ts";

/** Another credit note is another paper; until then an invoice stays as it was first written. */
export const toInvoiceKey = ({ orderId, refunds }: Pick<InvoiceFacts, "orderId" | "refunds">): string =>
  `documents/invoices/${orderId}/${refunds.length}.pdf`;

/**
 * An order's invoice as it was written first; made for whoever asks first. Two that are made at once are the same bytes.
 */
export async function readOrMakeInvoice(
  facts: InvoiceFacts,
  { storage, ...parts }: { readonly storage: FileStorage; readonly house: House; readonly fonts: FontSource },
): Promise<Uint8Array<ArrayBuffer>> {
  const key = toInvoiceKey(facts);
  const kept = await storage.read(key, { headers: new Headers(), withoutBody: false });
  if (kept !== undefined && kept.body !== null)
    return new Uint8Array(await new Response(kept.body).arrayBuffer());
  // With the first document of an isolate: fonts and the library are of no use to anything else.
  const { drawInvoice } = await import("./invoice-pdf.ts");
  const bytes = await drawInvoice(computeInvoice(facts), parts);
  await storage.put(key, bytes.buffer, "application/pdf");
  return bytes;
}
