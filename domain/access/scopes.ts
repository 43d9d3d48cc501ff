/**
 * What an API key may be used for, with the sentence its owner chooses by. A scope never gives more than the account has:
 * the role's permissions and ownership are asked as ever. What is in no scope (sign-ins, passwords, keys themselves,
 * cards, payouts, admin work) no key ever opens.
 */
export const scopes = {
  "catalogue:read": "Read products and categories, and your own drafts.",
  "catalogue:write": "Add, change and withdraw your products.",
  "auctions:read": "Read auctions, bids, chat and logs, and your own private sales.",
  "auctions:write": "Set up and change your auctions and their lots.",
  "rooms:act": "Enter rooms and act there as your account may: bid, buy, chat, host.",
  "orders:read": "Read what you bought and sold.",
  "wallet:read": "Read your balances, payouts and statements.",
  "orders:write": "Mark what you sold as shipped.",
  "account:read": "Read your profile, addresses and activity.",
  "account:write": "Change your profile and addresses.",
} as const satisfies Record<string, string>;

export type Scope = keyof typeof scopes;
export const scopeNames = Object.keys(scopes) as readonly Scope[];

export const isScope = (name: string): name is Scope => Object.hasOwn(scopes, name);
