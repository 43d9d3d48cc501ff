import type { NoticeToSend } from "../../../db/settlement/notice-to-send.ts";
import type { NoticeKind } from "../../../db/schema/order-notices.ts";
import { isPurchase } from "../../../domain/order/cancel.ts";
import { chooseLocale } from "../../../domain/locale.ts";
import type { Settings } from "../../env.ts";
import { makeWords } from "../../reader-words.ts";

interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** `contact` is the house's mail address; empty where it has none. */
type Write = (
  notice: NoticeToSend,
  contact: string,
) => { readonly subject: string; readonly lines: readonly string[] };

/** Amounts and moments as the letter's reader writes them; an order's address is its buyer's. */
function wordsOf({ userId, buyerId, locale, shippingAddress, currency }: NoticeToSend) {
  const country = userId === buyerId ? (shippingAddress?.country ?? null) : null;
  return makeWords(chooseLocale({ locale, country }), currency);
}
const total = (notice: NoticeToSend): string => wordsOf(notice).money(notice.totalMinor);
const due = (notice: NoticeToSend): string =>
  notice.paymentDueAt === null ? "soon" : `by ${wordsOf(notice).moment(notice.paymentDueAt)}`;

/** What each notice says. Short, what happened and what one can do; the page behind the link has everything else. */
const letters: Record<NoticeKind, Write> = {
  "order-paid": (notice) => ({
    subject: `Paid: ${notice.title}`,
    lines: [`You paid ${total(notice)} for "${notice.title}". We tell you when it is on its way.`],
  }),
  "order-sold": (notice) => ({
    subject: `Sold and paid: ${notice.title}`,
    lines: [`"${notice.title}" is paid. Pack it and hand it to the carrier.`],
  }),
  "payment-failed": (notice) => ({
    subject: `Your payment did not go through: ${notice.title}`,
    lines: [
      `You ${isPurchase(notice) ? "bought" : "won"} "${notice.title}", and your card was not charged: ${total(notice)} is still to be paid.`,
      `Pay ${due(notice)}, or it is no longer yours.`,
    ],
  }),
  "second-chance": (notice) => ({
    subject: `A second chance: ${notice.title}`,
    lines: [
      `The winner of "${notice.title}" did not pay. It is yours for ${total(notice)}, at the most you bid for it, if you pay ${due(notice)}.`,
      "You need not: nothing is charged unless you say so.",
    ],
  }),
  "order-cancelled": (notice) => ({
    subject: `Cancelled: ${notice.title}`,
    lines: [`The order for "${notice.title}" was cancelled. Nothing is owed for it.`],
  }),
  "order-shipped": (notice) => ({
    subject: `On its way: ${notice.title}`,
    lines: [
      `"${notice.title}" was handed to ${notice.carrier ?? "the carrier"}.` +
        (notice.trackingNumber === null ? "" : ` Its tracking number is ${notice.trackingNumber}.`),
    ],
  }),
  "order-delivered": (notice) => ({
    subject: `Arrived: ${notice.title}`,
    lines: [`"${notice.title}" has arrived. Your money is released once its buyer had time to look at it.`],
  }),
  "order-refunded": (notice) => ({
    subject: `A refund: ${notice.title}`,
    lines: [`Money for "${notice.title}" is on its way back to you. Banks take up to ten days to show it.`],
  }),
  "refund-failed": (notice, contact) => ({
    subject: `Your refund did not arrive: ${notice.title}`,
    lines: [
      `Your bank did not take the refund for "${notice.title}". It is kept for you.`,
      `If your card takes money again, have it sent again on the order's page. If not, ${contact === "" ? "answer this mail" : `write to ${contact}`} and say which bank account it should go to.`,
    ],
  }),
  "refund-settled": (notice) => ({
    subject: `Your refund was paid another way: ${notice.title}`,
    lines: [
      `The refund for "${notice.title}" that your bank did not take was paid by hand. How, and its reference, is on the order's page.`,
    ],
  }),
  "dispute-opened": (notice) => ({
    subject: `A dispute: ${notice.title}`,
    lines:
      notice.userId === notice.buyerId
        ? [`Your dispute about "${notice.title}" is open. The seller has three days to answer.`]
        : [
            `The buyer of "${notice.title}" opened a dispute. Answer within three days: after that we may decide with what we have. Whoever never answers gives everything back after 17 days.`,
          ],
  }),
  "dispute-escalated": (notice) => ({
    subject: `A dispute waits for a decision: ${notice.title}`,
    lines: [`Buyer and seller of "${notice.title}" have been heard, and nobody decided in time. Decide it.`],
  }),
  "dispute-resolved": (notice) => ({
    subject: `The dispute is decided: ${notice.title}`,
    lines: [`The dispute about "${notice.title}" is over. Its order says how.`],
  }),
};

/** An order's page is its buyer's and seller's; what the house decides about it, it decides on its own. */
const addressOf = ({ kind, orderId }: NoticeToSend): string =>
  kind === "dispute-escalated" ? `/admin/disputes/${orderId}` : `/orders/${orderId}`;

export function writeLetter(
  notice: NoticeToSend,
  { ORIGIN: origin, HOUSE_EMAIL: contact }: Pick<Settings, "ORIGIN" | "HOUSE_EMAIL">,
): Letter {
  const { subject, lines } = letters[notice.kind](notice, contact);
  const link = `${origin}${addressOf(notice)}`;
  return { subject, text: `Hello ${notice.displayName},\n\n${lines.join("\n")}\n\n${link}\n` };
}
