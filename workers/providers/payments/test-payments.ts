import { randomBytes } from "node:crypto";
import { accept, refuse } from "../../../domain/result.ts";
import type { CardRefusal, PaymentProvider } from "./provider.ts";

const setupLifeMs = 30 * 60_000;

interface TestCard {
  readonly brand: string;
  readonly refusal: CardRefusal | null;
  readonly outcome: string;
}

/** Numbers that pass a card's check digit and that no bank gave out, as card networks publish them for testing. */
const testCards: Readonly<Record<string, TestCard>> = {
  "4242424242424242": { brand: "visa", refusal: null, outcome: "verified" },
  "5555555555554444": { brand: "mastercard", refusal: null, outcome: "verified" },
  "378282246310005": { brand: "amex", refusal: null, outcome: "verified" },
  "4000000000000002": { brand: "visa", refusal: "declined", outcome: "declined" },
  "4000000000009995": { brand: "visa", refusal: "insufficient_funds", outcome: "declined: no funds" },
  "4000000000000069": { brand: "visa", refusal: "expired", outcome: "declined: expired" },
};

function hasRunOut(month: number, year: number, now: Date): boolean {
  // A card is good to the end of its month, wherever that month ends last.
  return Date.UTC(year, month, 1) + 12 * 3_600_000 <= now.getTime();
}

/** Built in, for development and tests: knows its test numbers, refuses every other, moves no money. */
export const testPayments: Pick<PaymentProvider, "name" | "beginSetup" | "finishSetup"> = {
  name: "test",
  beginSetup: ({ now }) =>
    Promise.resolve({
      setupToken: randomBytes(24).toString("base64url"),
      expiresAt: new Date(now.getTime() + setupLifeMs),
      testCards: Object.entries(testCards).map(([number, { outcome }]) => ({ number, outcome })),
    }),
  finishSetup: ({ card, now }) => {
    if (card === null) return Promise.resolve(refuse("setup_unfinished"));
    const known = testCards[card.number];
    if (known === undefined) return Promise.resolve(refuse("unknown_card"));
    if (hasRunOut(card.expiryMonth, card.expiryYear, now)) return Promise.resolve(refuse("expired"));
    if (known.refusal !== null) return Promise.resolve(refuse(known.refusal));
    const reference = `test_card_${randomBytes(16).toString("hex")}`;
    return Promise.resolve(
      accept({
        reference,
        customerReference: null,
        brand: known.brand,
        last4: card.number.slice(-4),
        expiryMonth: card.expiryMonth,
        expiryYear: card.expiryYear,
      }),
    );
  },
};
