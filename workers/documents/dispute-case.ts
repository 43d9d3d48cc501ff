import { z } from "../../contract/zod.ts";
import type { DisputeEvidence } from "../../contract/http/disputes.ts";
import { defaultLocale } from "../../domain/locale.ts";
import { listAddressLines } from "../../domain/order/invoice.ts";
import { makeMoneyFormat } from "../format-money.ts";

/** A seller's case in words, for a bank that knows nothing of auctions: the strongest first. */
export interface DisputeCase {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

/** Lines of one section; whoever wants more finds the address of the log in it. */
const linesMax = 40;

const ownBid = z.object({
  type: z.enum(["bid.placed", "bid.committed", "lot.sold", "lot.bought"]),
  paddle: z.int(),
  atMs: z.int(),
  priceMinor: z.int().optional(),
});

const toMoment = (at: string | number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;

export function describeCase(evidence: DisputeEvidence): DisputeCase {
  const { order } = evidence;
  // Read by a bank's clerk, whose country nobody knows.
  const money = makeMoneyFormat(defaultLocale, order.currency);
  const sections = [
    { heading: "What was said", lines: describeTalk(evidence) },
    { heading: "Delivery", lines: describeDelivery(evidence) },
    { heading: "How the buyer came to owe it", lines: describeSale(evidence, money) },
    { heading: "Payment", lines: describePayment(evidence, money) },
  ];
  return {
    title: `Order ${order.id}: ${order.title}`,
    sections: sections
      .filter(({ lines }) => lines.length > 0)
      .map(({ heading, lines }) => ({ heading, lines: lines.slice(0, linesMax) })),
  };
}

const names = { buyer: "Buyer", seller: "Seller", house: "Marketplace" } as const;

function describeTalk({ dispute, chat }: DisputeEvidence): string[] {
  const messages = dispute.messages.map(
    ({ author, text, at }) => `${toMoment(at)}, ${names[author]}: ${text}`,
  );
  const said = chat.map(
    ({ author, text, at }) => `${toMoment(at)}, ${names[author]}, in the sale’s chat: ${text}`,
  );
  return [...messages, ...said];
}

function describeDelivery({ order }: DisputeEvidence): string[] {
  if (order.shippedAt === null) return ["The parcel has not been handed to a carrier yet."];
  const number = order.trackingNumber === null ? "" : `, tracking number ${order.trackingNumber}`;
  const address = order.shippingAddress;
  return [
    `Handed to ${order.carrier ?? "the carrier"} on ${toMoment(order.shippedAt)}${number}.`,
    ...(address === null
      ? []
      : [`To ${[address.fullName, ...listAddressLines(address), address.country].join(", ")}.`]),
    ...(order.deliveredAt === null ? [] : [`It arrived on ${toMoment(order.deliveredAt)}.`]),
  ];
}

type Money = (amountMinor: number) => string;

function describeSale({ order, lot }: DisputeEvidence, money: Money): string[] {
  const own = lot.facts.flatMap((fact) => {
    const parsed = ownBid.safeParse(fact);
    return parsed.success && parsed.data.paddle === lot.buyerPaddle ? [parsed.data] : [];
  });
  const acts = {
    "bid.placed": "bid",
    "bid.committed": "left a sealed bid",
    "lot.sold": "won at the hammer",
    "lot.bought": "bought",
  } as const;
  const head = lot.head === null ? "" : ` Its head is entry ${lot.head.seq}, ${lot.head.hash}.`;
  return [
    `“${order.title}” was sold in a live auction on ${toMoment(order.soldAt)} to ${order.buyerName}` +
      (lot.buyerPaddle === null ? "." : `, who had registered for it as paddle ${lot.buyerPaddle}.`),
    ...own.map(
      ({ type, atMs, priceMinor }) =>
        `${toMoment(atMs)}: paddle ${lot.buyerPaddle} ${acts[type]}${priceMinor === undefined ? "" : `, ${money(priceMinor)}`}.`,
    ),
    `Every bid is in a public log in which each entry holds the hash of the one before: ${lot.logUrl}.${head}`,
  ];
}

function describePayment({ order, payments, refunds }: DisputeEvidence, money: Money): string[] {
  return [
    `Price ${money(order.priceMinor)}, buyer’s premium ${money(order.premiumMinor)}, shipping ${money(order.shippingMinor)}, ` +
      `tax ${money(order.taxMinor)}: ${money(order.totalMinor)} in all.`,
    ...payments.map(
      ({ at, amountMinor, status, reference }) =>
        `${toMoment(at)}: charge ${reference ?? "without a reference"} of ${money(amountMinor)}, ${status}.`,
    ),
    ...refunds.map(
      ({ at, amountMinor, reason, status }) =>
        `${toMoment(at)}: ${money(amountMinor)} given back already (${reason}), ${status}.`,
    ),
  ];
}

/** The case as plain text. */
export const toCaseText = ({ title, sections }: DisputeCase): string =>
  [
    title,
    ...sections.flatMap(({ heading, lines }) => ["", heading, ...lines.map((line) => `- ${line}`)]),
  ].join("\n");
