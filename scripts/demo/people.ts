/** Password of every demo account; development only. */
export const demoPassword = "Blytz-demo-2026!";

export interface DemoPerson {
  readonly email: string;
  readonly displayName: string;
  readonly role: "buyer" | "seller" | "admin";
}

const buyers = ["Nora", "Elif", "Tomás", "Yuki", "Amara", "Jonas", "Priya", "Luca"];

/** The accounts for trying things out. */
const accounts: readonly DemoPerson[] = [
  { email: "admin@blytz.test", displayName: "Blytz Desk", role: "admin" },
  { email: "seller@blytz.test", displayName: "Ana’s Cabinet", role: "seller" },
  ...buyers.map((displayName, index): DemoPerson => ({
    email: `buyer${index === 0 ? "" : index + 1}@blytz.test`,
    displayName,
    role: "buyer",
  })),
];

/** The demo's own bidders: they keep the live auction moving and are nobody's to sign in as. */
export const demoBidders: readonly DemoPerson[] = ["Mika", "Desi", "Oskar", "Zadie"].map((displayName) => ({
  email: `${displayName.toLowerCase()}@bidders.blytz.test`,
  displayName,
  role: "buyer",
}));

export const demoPeople: readonly DemoPerson[] = [...accounts, ...demoBidders];

export const adminEmail = "admin@blytz.test";
export const sellerEmail = "seller@blytz.test";
