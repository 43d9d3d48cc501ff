import type { Locale } from "../locale.ts";
import { formatCreditNoteNumber } from "./invoice-number.ts";

/** An address as an order keeps it. */
export interface PostalAddress {
  readonly fullName: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Why money went back, as a refund has it. */
export type CreditReason =
  | "requested"
  | "damaged"
  | "not-as-described"
  | "lost"
  | "cancelled"
  | "dispute"
  | "other";

/** What is known of a paid order when its invoice is written. Amounts in minor units of `currency`. */
export interface InvoiceFacts {
  readonly orderId: string;
  readonly invoiceNumber: string;
  readonly paidAt: Date;
  readonly soldAt: Date;
  readonly currency: string;
  readonly hammerMinor: number;
  readonly premiumMinor: number;
  readonly premiumBps: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly taxBps: number;
  readonly totalMinor: number;
  readonly title: string;
  /** Bought at a price that stood, not won at the hammer. */
  readonly isPurchase: boolean;
  readonly auctionTitle: string;
  readonly sellerName: string;
  readonly buyerName: string;
  readonly address: PostalAddress | null;
  /** The buyer's, as their account says; null: it says nothing. */
  readonly locale: Locale | null;
  readonly card: { readonly brand: string; readonly last4: string } | null;
  /** Refunds that were sent, in the order they were. */
  readonly refunds: readonly {
    readonly amountMinor: number;
    readonly at: Date;
    readonly reason: CreditReason;
  }[];
}

export interface InvoiceLine {
  readonly kind: "hammer" | "premium" | "shipping" | "tax";
  /** Of a share of something, in basis points. */
  readonly rateBps: number | null;
  readonly amountMinor: number;
}

export interface CreditNote {
  readonly number: string;
  readonly at: Date;
  readonly amountMinor: number;
  readonly reason: CreditReason;
}

/** Everything an invoice says, without how it looks. */
export interface Invoice extends Omit<InvoiceFacts, "refunds"> {
  readonly lines: readonly InvoiceLine[];
  readonly creditNotes: readonly CreditNote[];
  /** What the buyer has paid in the end. */
  readonly keptMinor: number;
}

/** The content of an order's invoice, with a credit note for everything that went back. */
export function computeInvoice({ refunds, ...facts }: InvoiceFacts): Invoice {
  const lines: readonly InvoiceLine[] = [
    { kind: "hammer", rateBps: null, amountMinor: facts.hammerMinor },
    { kind: "premium", rateBps: facts.premiumBps, amountMinor: facts.premiumMinor },
    { kind: "shipping", rateBps: null, amountMinor: facts.shippingMinor },
    { kind: "tax", rateBps: facts.taxBps, amountMinor: facts.taxMinor },
  ];
  const creditNotes = refunds.map((refund, at) => ({
    ...refund,
    number: formatCreditNoteNumber(facts.invoiceNumber, at + 1),
  }));
  const givenBackMinor = refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    ...facts,
    // A premium or a tax of nothing is no line; that shipping costs nothing is worth saying.
    lines: lines.filter(
      ({ kind, amountMinor }) => amountMinor > 0 || kind === "hammer" || kind === "shipping",
    ),
    creditNotes,
    keptMinor: facts.totalMinor - givenBackMinor,
  };
}

/** The paper people print on where they live: Letter in North America and a few others, A4 everywhere else. */
const letterCountries: ReadonlySet<string> = new Set("US CA MX PH CL CO VE GT CR PA SV NI DO PR".split(" "));

export const getPaper = (country: string | null): "A4" | "LETTER" =>
  country !== null && letterCountries.has(country) ? "LETTER" : "A4";

/** An address as the lines of a label. */
export const listAddressLines = (address: PostalAddress): readonly string[] =>
  [
    address.line1,
    address.line2 ?? "",
    [address.postalCode, address.city, address.region ?? ""].filter((part) => part !== "").join(" "),
  ].filter((line) => line !== "");
