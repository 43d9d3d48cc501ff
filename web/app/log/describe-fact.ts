import type { Fact } from "../../../domain/room/fact.ts";
import type { Messages } from "../messages/en.ts";

type Words = Messages["shop"]["log"]["events"];

/** A fact as a sentence. `show` writes an amount in the sale's currency. */
export function describeFact(fact: Fact, words: Words, show: (amountMinor: number) => string): string {
  switch (fact.type) {
    case "auction.started":
      return words.started;
    case "auction.held":
      return words.held(fact.note ?? fact.reason);
    case "auction.resumed":
      return words.resumed;
    case "auction.ended":
      return words.ended;
    case "auction.cancelled":
      return words.cancelled;
    case "lot.opened":
      return words.opened(fact.position, fact.title, show(fact.priceMinor));
    case "bid.placed": {
      const price = show(fact.priceMinor);
      const bid = fact.auto ? words.autoBid(fact.paddle, price) : words.bid(fact.paddle, price);
      return fact.extended ? `${bid}, ${words.extended}` : bid;
    }
    case "bid.committed":
      return words.committed(fact.paddle);
    case "lot.repriced":
      return words.repriced(show(fact.priceMinor));
    case "lot.sold":
      return words.sold(fact.paddle, show(fact.priceMinor));
    case "lot.bought":
      return words.bought(fact.paddle, show(fact.priceMinor));
    case "lot.passed":
      return words.passed;
    case "lot.voided":
      return words.voided(fact.reason);
    case "lot.revealed":
      return words.revealed(fact.openings.length + (fact.reserve ? 1 : 0));
  }
}
