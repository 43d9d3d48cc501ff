import { createHash } from "node:crypto";
import { readInvoice, readPackingSlip } from "../../contract/http/order-documents.ts";
import { findInvoiceFacts } from "../../db/queries/invoices.ts";
import { findPackingSlip } from "../../db/queries/packing-slips.ts";
import { makeAssetFonts } from "../documents/far-faces.ts";
import { readHouse } from "../documents/house.ts";
import { readOrMakeInvoice } from "../documents/invoice-files.ts";
import { getSettings } from "../env.ts";
import type { AppContext } from "../environment.ts";
import { isPermitted, requireSignedIn } from "../middleware/authenticate.ts";
import { hasAlready } from "../middleware/conditional.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem } from "../middleware/problem.ts";
import { getStorage } from "../providers/storage/storage.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

/** The papers of an order. */
export function mountOrderDocuments(parts: Interface): void {
  mount(parts, readInvoice, async (context, { params }) => {
    const { database } = context.get("postgres");
    const asked = { orderId: params.id, userId: readOwner(context) };
    const facts = await findInvoiceFacts(database, asked);
    if (facts === null)
      throw new Problem("order_state", "This order has not been paid, so it has no invoice.");
    const found = requireFound(facts, "order");
    const house = readHouse(getSettings(context.env));
    const fonts = makeAssetFonts(context.env.ASSETS);
    const bytes = await readOrMakeInvoice(found, { storage: getStorage(context.env), house, fonts });
    return answerDocument(context, bytes, `invoice-${found.invoiceNumber}.pdf`);
  });
  mount(parts, readPackingSlip, async (context, { params }) => {
    const { database } = context.get("postgres");
    const slip = await findPackingSlip(database, { orderId: params.id, sellerId: readOwner(context) });
    if (slip === null) throw new Problem("order_state", "Nothing of this order is to be sent now.");
    const found = requireFound(slip, "order");
    const { drawPackingSlip } = await import("../documents/packing-slip-pdf.ts");
    const bytes = await drawPackingSlip(found, {
      house: readHouse(getSettings(context.env)),
      fonts: makeAssetFonts(context.env.ASSETS),
    });
    return answerDocument(context, bytes, `packing-slip-${found.parcelId}.pdf`);
  });
}

/** Whose papers the caller may have: their own, or anybody's. */
function readOwner(context: AppContext): string | null {
  const { userId } = requireSignedIn(context);
  return isPermitted(context, "orders.oversee") ? null : userId;
}

/** The names are of our own making, so nothing in the header needs quoting. */
function answerDocument(context: AppContext, bytes: Uint8Array<ArrayBuffer>, name: string): Response {
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  if (hasAlready(context.req.raw.headers.get("If-None-Match"), etag))
    return context.body(null, 304, { ETag: etag });
  return context.body(bytes, 200, {
    ETag: etag,
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="${name}"`,
  });
}
