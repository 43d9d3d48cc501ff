import { demoShops } from "./shops.ts";

/** Password of every demo account; development only. */
export const demoPassword = "Blytz-demo-2026!";

export interface DemoPerson {
  readonly email: string;
  readonly displayName: string;
  readonly role: "buyer" | "admin";
  /** Of the test bank; one where everything goes well when it is left out. */
  readonly cardNumber?: string;
}

const names = ["Nora", "Elif", "Tomás", "Yuki", "Amara", "Jonas", "Priya", "Luca"];

/** Who lets others sell. */
export const demoAdmin: DemoPerson = { email: "admin@blytz.test", displayName: "Blytz Desk", role: "admin" };

/** Who owns the demo's shops; they open accounts like anybody and apply. */
export const demoSellers: readonly DemoPerson[] = demoShops.map(({ email, shopName }) => ({
  email,
  displayName: shopName,
  role: "buyer",
}));

/** The accounts for trying things out as somebody who buys. */
export const demoBuyers: readonly DemoPerson[] = names.map((displayName, index) => ({
  email: `buyer${index === 0 ? "" : index + 1}@blytz.test`,
  displayName,
  role: "buyer",
}));

/** The demo's own bidders: they keep the live auction moving and are nobody's to sign in as. */
export const demoBidders: readonly DemoPerson[] = ["Mika", "Desi", "Oskar", "Zadie"].map((displayName) => ({
  email: `${displayName.toLowerCase()}@bidders.blytz.test`,
  displayName,
  role: "buyer",
}));

/** Wins and does not pay: the bank takes the card, and then no charge of it. */
export const demoDefaulter: DemoPerson = {
  email: "pascal@bidders.blytz.test",
  displayName: "Pascal",
  role: "buyer",
  cardNumber: "4000000000000341",
};

export const sellerEmail = "seller@blytz.test";
