/** Where Stripe takes cards and asks for its buyers' banks. */
export const stripe = {
  card: {
    title: "Add a card",
    detail: "It goes straight to Stripe, never through us. Charged only when you win.",
    save: "Save card",
    back: "Cards and addresses",
    saving: "Saving your card",
    needsScripts:
      "The card form is Stripe’s own and needs scripts. Allow them for this page, and it appears here.",
    failedTitle: "The card form did not come",
    failedBody:
      "It is served by Stripe. Something between you and js.stripe.com stopped it: a blocker, or the network.",
    refused: "The card was not accepted. Try another one.",
    declined: "The card was declined. Try another one.",
  },
  bank: {
    title: "Confirm with your bank",
    detail: (amount: string, title: string) =>
      `Your bank asks whether it is you who pays ${amount} for “${title}”.`,
    open: "Go on to your bank",
    waiting: "Your bank is asking you. Answer in its window.",
    settling: "Telling us what your bank said",
    failed: "Your bank did not confirm it. Nothing was charged.",
    back: "Back to the order",
    needsScripts: "Your bank’s question needs scripts. Allow them for this page, or pay with another card.",
  },
};
