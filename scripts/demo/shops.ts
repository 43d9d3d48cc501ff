/** A shop of the demo. Its owner is nobody's to sign in as, but for the first. */
export interface DemoShop {
  readonly slug:
    | "anas-cabinet"
    | "slab-and-sleeve"
    | "second-hand-time"
    | "north-light"
    | "harbor-soles"
    | "kamo-kiln"
    | "wax-and-wire"
    | "lantern-row";
  readonly email: string;
  readonly shopName: string;
  readonly country: string;
  readonly currency: "USD" | "EUR" | "GBP" | "JPY";
  readonly about: string;
  readonly goods: string;
  readonly returns: string;
  readonly shipping: string;
  readonly marks: { readonly isVerified: boolean; readonly isTrusted: boolean };
}

const unmarked = { isVerified: false, isTrusted: false };
const verified = { isVerified: true, isTrusted: false };
const trusted = { isVerified: true, isTrusted: true };

const payments = "Your card is charged at the hammer. Several lots of one sale travel in one parcel.";

export const shopPayments = payments;

export const demoShops: readonly DemoShop[] = [
  {
    slug: "anas-cabinet",
    email: "seller@blytz.test",
    shopName: "Ana’s Cabinet",
    country: "US",
    currency: "USD",
    about:
      "I have sold cameras, watches and cards from my own cabinet since 2009. Everything is in my hands before it is in a sale.",
    goods: "A little of everything that I would keep myself.",
    returns: "Within 14 days, as it came. You pay the way back.",
    shipping: "Packed the day after payment, tracked and insured.",
    marks: verified,
  },
  {
    slug: "slab-and-sleeve",
    email: "slab-and-sleeve@shops.blytz.test",
    shopName: "Slab & Sleeve",
    country: "US",
    currency: "USD",
    about:
      "Two brothers, one shop counter, eleven thousand cards. We grade under the same lamp we film under, and we point at the flaw first.",
    goods: "Graded and sealed trading cards, comics in bags and boards.",
    returns: "Slabs and sealed boxes are final. Anything we described wrongly comes back at our cost.",
    shipping: "Top loader, team bag, two sheets of card, bubble mailer. Boxes in boxes.",
    marks: trusted,
  },
  {
    slug: "second-hand-time",
    email: "second-hand-time@shops.blytz.test",
    shopName: "Second Hand Time",
    country: "GB",
    currency: "GBP",
    about:
      "A watchmaker’s bench in Leeds. Each watch is opened, cleaned, regulated over a week and sold with its readings, good or not.",
    goods: "Serviced mechanical watches, and quartz ones that made us smile.",
    returns: "Within 30 days if it does not keep the time we wrote down.",
    shipping: "Special delivery before one o’clock, signed for.",
    marks: verified,
  },
  {
    slug: "north-light",
    email: "north-light@shops.blytz.test",
    shopName: "North Light",
    country: "DE",
    currency: "EUR",
    about:
      "Film cameras from a workshop in Berlin with a window to the north. We run a roll through every body and send you the negatives.",
    goods: "Film cameras that were tested with film.",
    returns: "Fourteen days. Shoot a roll first.",
    shipping: "Parcel with tracking on Tuesdays and Fridays.",
    marks: verified,
  },
  {
    slug: "harbor-soles",
    email: "harbor-soles@shops.blytz.test",
    shopName: "Harbor Soles",
    country: "US",
    currency: "USD",
    about:
      "Pairs and packs from the Portland waterfront. Worn is fine with us; hidden is not, so we photograph the soles.",
    goods: "Sneakers, satchels and rucksacks.",
    returns: "Unworn within 14 days. Try them on a carpet.",
    shipping: "Double boxed, next working day.",
    marks: trusted,
  },
  {
    slug: "kamo-kiln",
    email: "kamo-kiln@shops.blytz.test",
    shopName: "Kamo Kiln",
    country: "JP",
    currency: "JPY",
    about:
      "A wood kiln by the Kamo river, fired four times a year. What comes out well is here; what comes out strange is here too, and cheaper.",
    goods: "Porcelain and stoneware of our own making.",
    returns: "If it arrives broken we send another, or the money.",
    shipping: "Wooden box for anything tall. Ten days by air.",
    marks: verified,
  },
  {
    slug: "wax-and-wire",
    email: "wax-and-wire@shops.blytz.test",
    shopName: "Wax & Wire",
    country: "US",
    currency: "USD",
    about:
      "Records we have listened to, on decks we have rebuilt. Graded by ear at normal volume, sleeve and vinyl apart.",
    goods: "Vinyl, tapes and the machines that play them.",
    returns: "Seven days if it skips and we did not say so.",
    shipping: "Record out of the sleeve, stiffeners on both sides. Decks travel with the platter off.",
    marks: unmarked,
  },
  {
    slug: "lantern-row",
    email: "lantern-row@shops.blytz.test",
    shopName: "Lantern Row",
    country: "US",
    currency: "USD",
    about:
      "A narrow shop of lamps, plants and small bright things. We rewire, repot, resize, and tell you which it was.",
    goods: "Lamps, plants, jewellery, books and tin toys.",
    returns: "Two weeks for everything that does not grow.",
    shipping: "Glass in foam, plants in a heated van from November to March.",
    marks: unmarked,
  },
];
