import { assert } from "../result.ts";

/** Where invoices are counted from 1: the year of their payment, everywhere by UTC. */
export const getInvoiceYear = (paidAt: Date): number => paidAt.getUTCFullYear();

/** `BLZ-2026-000042`: sorts as it counts, and has room for a million a year before it only grows longer. */
export function formatInvoiceNumber(year: number, count: number): string {
  assert(Number.isSafeInteger(count) && count >= 1, "invoices are counted from 1");
  return `BLZ-${year}-${String(count).padStart(6, "0")}`;
}

/** The first, second … amount given back on an invoice has a document of its own, named for the invoice. */
export const formatCreditNoteNumber = (invoiceNumber: string, count: number): string =>
  `${invoiceNumber}-C${count}`;
