import type { DemoShop } from "./shops.ts";

/** Words of a buyer about what arrived, and the seller's under them. */
interface Reviewed {
  readonly type: "reviewed";
  readonly rating: 1 | 2 | 3 | 4 | 5;
  readonly text: string;
  readonly answer?: string;
}

interface Argued {
  readonly type: "disputed";
  readonly reason: "not-received" | "not-as-described";
  readonly message: string;
  readonly answer: string;
  /** What the house says in the end; left out while it is open. */
  readonly resolution?: string;
}

/** What becomes of an order after it was paid. */
export type Fate =
  | { readonly type: "paid" | "shipped" | "delivered" | "refunded" | "cancelled" }
  | { readonly type: "part-refunded"; readonly shareOfTen: number; readonly note: string }
  | Reviewed
  | Argued;

export interface Purchase {
  readonly key: string;
  /** Place in the demo's list of buyers. Orders of one buyer in one sale travel together, so each comes once. */
  readonly buyer: number;
  readonly fate: Fate;
}

/** Things at a fixed price: who took what, and what came of it. */
export interface Shelf {
  readonly shop: DemoShop["slug"];
  readonly title: string;
  readonly description: string;
  readonly purchases: readonly Purchase[];
}

const [nora, elif, tomas, yuki, amara, jonas, priya, luca] = [0, 1, 2, 3, 4, 5, 6, 7];

export const shelves: readonly Shelf[] = [
  {
    shop: "anas-cabinet",
    title: "From the shelf: at a price",
    description: "Eight things, no bidding: whoever takes one has it.",
    purchases: [
      {
        key: "teapot-1",
        buyer: nora,
        fate: {
          type: "reviewed",
          rating: 5,
          text: "Pours as promised. Packed so well that opening it took longer than the tea.",
          answer: "That is how long tea should take. Thank you, Nora.",
        },
      },
      { key: "runner-1", buyer: elif, fate: { type: "shipped" } },
      {
        key: "instant-camera-1",
        buyer: tomas,
        fate: {
          type: "disputed",
          reason: "not-as-described",
          message: "The flash fires, but every second picture comes out half black.",
          answer: "It did not when it left. Could you send me a picture of the rollers?",
        },
      },
      {
        key: "sunset-record-1",
        buyer: yuki,
        fate: { type: "part-refunded", shareOfTen: 2, note: "One corner of the sleeve was bent on the way." },
      },
      { key: "court-shoe-1", buyer: amara, fate: { type: "refunded" } },
      {
        key: "splatter-record-1",
        buyer: jonas,
        fate: {
          type: "disputed",
          reason: "not-as-described",
          message: "The colours are not those of the picture.",
          answer: "No two are alike, as the description says, and number 41 is the one in the picture.",
          resolution: "The picture shows this very record by its number. The seller keeps the payment.",
        },
      },
      { key: "booster-pack-1", buyer: priya, fate: { type: "cancelled" } },
      { key: "digital-watch-1", buyer: luca, fate: { type: "delivered" } },
    ],
  },
  {
    shop: "slab-and-sleeve",
    title: "Counter hour: slabs at a price",
    description: "What is in the glass counter today, at what the sticker says.",
    purchases: [
      { key: "emberwing-5", buyer: nora, fate: { type: "shipped" } },
      {
        key: "tidewarden-4",
        buyer: elif,
        fate: {
          type: "reviewed",
          rating: 5,
          text: "They pointed at the whitening in the video and it is exactly that and no more.",
          answer: "Better here than in your hands. Enjoy it!",
        },
      },
      {
        key: "rookie-card-5",
        buyer: tomas,
        fate: {
          type: "reviewed",
          rating: 4,
          text: "Great signature. The slab has a small scuff nobody mentioned.",
        },
      },
      { key: "comic-5", buyer: yuki, fate: { type: "paid" } },
      {
        key: "booster-pack-2",
        buyer: amara,
        fate: { type: "reviewed", rating: 5, text: "Sealed, fast, and I pulled a warden." },
      },
      { key: "comic-6", buyer: jonas, fate: { type: "delivered" } },
    ],
  },
  {
    shop: "wax-and-wire",
    title: "Bin end: records at a price",
    description: "The last of the spring bins.",
    purchases: [
      {
        key: "jazz-record-6",
        buyer: nora,
        fate: {
          type: "part-refunded",
          shareOfTen: 3,
          note: "It skips in the second chorus after all. Sorry!",
        },
      },
      {
        key: "cassette-4",
        buyer: luca,
        fate: {
          type: "reviewed",
          rating: 3,
          text: "A lovely tape, two weeks late.",
          answer: "Our carrier lost a van of parcels and found it again. You are right to be annoyed.",
        },
      },
      {
        key: "sunset-record-3",
        buyer: priya,
        fate: { type: "reviewed", rating: 5, text: "The tick is there, and now I would miss it." },
      },
    ],
  },
  {
    shop: "lantern-row",
    title: "Window seat: small things at a price",
    description: "What stood in the window this week.",
    purchases: [
      { key: "tin-car-6", buyer: nora, fate: { type: "delivered" } },
      {
        key: "desk-lamp-8",
        buyer: yuki,
        fate: {
          type: "reviewed",
          rating: 5,
          text: "It nods, as described. We nod back.",
          answer: "A lamp with manners.",
        },
      },
      {
        key: "pendant-4",
        buyer: amara,
        fate: { type: "reviewed", rating: 5, text: "Came with a note about the box from Lisbon." },
      },
    ],
  },
];

/** One bids, and another bids more with a card that will be declined: ten minutes later the lot is offered to the first. */
export const unpaidSale = {
  shop: "anas-cabinet",
  title: "Last call: one lot",
  description: "One camera at the end of the day.",
  key: "twin-lens-1",
  underbidder: nora,
} as const;

/** Whom each buyer follows, by their places in the list. */
export const followed: readonly (readonly DemoShop["slug"][])[] = [
  ["anas-cabinet", "kamo-kiln", "lantern-row"],
  ["anas-cabinet", "slab-and-sleeve"],
  ["anas-cabinet", "north-light", "second-hand-time"],
  ["kamo-kiln", "anas-cabinet"],
  ["slab-and-sleeve", "harbor-soles", "lantern-row"],
  ["wax-and-wire", "anas-cabinet"],
  ["wax-and-wire", "kamo-kiln", "slab-and-sleeve"],
  ["harbor-soles", "anas-cabinet", "second-hand-time"],
];
