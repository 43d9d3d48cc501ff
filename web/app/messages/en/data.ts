import { plural } from "../plural.ts";

/** What is kept about somebody: taking it along, and leaving. */
export const data = {
  title: "Your data",
  detail: "Take along what we keep about you, or leave.",
  export: {
    title: "Download your data",
    detail:
      "Your profile, sign-ins, addresses, orders, bids, messages and everything else, as one JSON file.",
    note: "Cards are in it by brand and last four digits only, passwords and keys not at all.",
    button: "Download",
    failed: "The file could not be made just now. Try again later.",
    done: "Your file is on its way to your downloads.",
  },
  remove: {
    title: "Delete your account",
    detail: "For good. Nobody, not even we, can bring it back.",
    goes: [
      "You are signed out everywhere; API keys, passkeys, addresses, cards and your picture are removed.",
      "Orders, bids and messages stay for the others they concern, without your name.",
      "Your e-mail address becomes free for a new account.",
    ],
    confirm: "Your e-mail, to confirm",
    confirmHint: (email: string) => `Type ${email}`,
    button: "Delete my account",
    mismatch: "This is not the e-mail of your account.",
    refused: "Your account cannot be deleted yet. First finish:",
    lastAdmin: "You are the last admin. Make somebody else one first.",
    obligations: {
      openOrders: (count: number) => `${plural(count, "order that is", "orders that are")} not done`,
      openAuctions: (count: number) => `${plural(count, "sale", "sales")} of yours, scheduled or live`,
      standingBids: (count: number) => `${plural(count, "bid", "bids")} that may still win`,
    },
  },
};
