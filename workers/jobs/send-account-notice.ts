import { findAccountNoticeToSend, markAccountNoticeSent } from "../../db/queries/account-notices.ts";
import type { AccountNoticeToSend } from "../../db/queries/account-notices.ts";
import type { AccountNoticeKind } from "../../db/schema/account-notices.ts";
import { strikeRules } from "../../domain/trust/strikes.ts";
import { findMailer } from "../providers/mail.ts";
import type { WorkTools } from "./work-tools.ts";

type Details = AccountNoticeToSend["details"];

interface Letter {
  readonly subject: string;
  /** Where to go on, on our own pages. */
  readonly path: (details: Details) => string;
  readonly write: (details: Details) => string;
}

/** What each notice says. Short, what happened and what one can do; the page behind the link has everything else. */
const letters: Record<AccountNoticeKind, Letter> = {
  "seller-approved": {
    subject: "You can sell now",
    path: () => "/seller",
    write: ({ shopName }) => `"${shopName}" is open. List your first products and plan a sale.`,
  },
  "strike-given": {
    subject: "A strike for a lot that was not paid",
    path: () => "/account/limits",
    write: () =>
      `A lot you won or bought was not paid in time. That is a strike: with ${strikeRules.blockedAt} of them at once nobody bids any ` +
      "more. If it was not your doing, say so on your account's page.",
  },
  "strike-removed": {
    subject: "A strike was taken back",
    path: () => "/account/limits",
    write: ({ reason }) => `We took a strike of yours back:\n\n${reason}`,
  },
  "strike-kept": {
    subject: "Your strike stays",
    path: () => "/account/limits",
    write: ({ reason }) => `We looked at what you wrote, and the strike stays:\n\n${reason}`,
  },
  warned: {
    subject: "A warning about your account",
    path: () => "/account",
    write: ({ reason }) =>
      `Something of yours was reported, and we looked at it:\n\n${reason}\n\nPlease keep to our rules: if it happens again we may ` +
      "close your account.",
  },
  "content-hidden": {
    subject: "Something of yours was taken down",
    path: () => "/account",
    write: ({ subject, reason }) => `We took down a ${subject} of yours:\n\n${reason}`,
  },
  "content-restored": {
    subject: "Something of yours is back",
    path: ({ productId }) => `/products/${productId}`,
    write: ({ title, reason }) => `We brought back "${title}", which we had taken down:\n\n${reason}`,
  },
  "auction-soon": {
    subject: "A sale you watch is about to start",
    path: ({ auctionId }) => `/auctions/${auctionId}`,
    write: ({ title }) => `"${title}" starts within a quarter of an hour.`,
  },
  "lot-next": {
    subject: "A lot you watch is next",
    path: ({ auctionId }) => `/auctions/${auctionId}`,
    write: ({ title }) => `"${title}" is the next lot to be opened.`,
  },
  "search-digest": {
    subject: "New for your searches",
    path: () => "/browse",
    write: ({ text }) =>
      `Since we last wrote, these came up for what you search for:\n\n${text}\n\nEverything else:`,
  },
  "seller-rejected": {
    subject: "Your application to sell",
    path: () => "/seller/apply",
    write: ({ shopName, reason }) =>
      `We cannot open "${shopName}" as it was asked for:\n\n${reason}\n\nYou may change it and ask again.`,
  },
};

/** Sends a notice once; stopped between sending and marking it goes out twice, which is better than never. */
export async function sendAccountNotice({ client, settings, now }: WorkTools, id: string): Promise<void> {
  const notice = await findAccountNoticeToSend(client.database, id);
  if (notice === undefined) return;
  const { subject, path, write } = letters[notice.kind];
  const { details, displayName, email } = notice;
  const body = write(details).replaceAll("{origin}", settings.ORIGIN);
  const text = `Hello ${displayName},\n\n${body}\n\n${settings.ORIGIN}${path(details)}\n`;
  const at = now();
  await findMailer(settings, client)?.send({ recipient: email, subject, text }, at);
  await markAccountNoticeSent(client.database, id, at);
}
