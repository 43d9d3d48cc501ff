import { v7 as makeUuid } from "uuid";
import { createApi } from "../../../client/http/api.ts";
import type { Api } from "../../../client/http/api.ts";
import { register } from "../../../contract/http/accounts.ts";
import { createAddress } from "../../../contract/http/addresses.ts";
import { createPaymentMethod } from "../../../contract/http/payment-methods.ts";
import { must } from "../../../domain/result.ts";
import { demoBidders, demoPassword, sellerEmail } from "../../../scripts/demo/people.ts";

/** Whom a browser is signed in as. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

/** The demo's seller. Nobody can give themselves that role, so the tests sell in this name. */
export const demoSeller: Account = { email: sellerEmail, password: demoPassword };

/** One of the demo's own bidders: somebody with a past, to look at and not to act as. */
export const demoBidder: Account = {
  email: must(demoBidders[0], "the demo bids").email,
  password: demoPassword,
};

export const makeEmail = (): string => `${makeUuid()}@e2e.blytz.test`;
export const password = "seven quiet otters";

/** Somebody who can bid, in a browser or through the API. */
export interface Buyer extends Account {
  readonly api: Api;
}

/** Opens a new account with a card and an address: what one test bids and wins is not in another's way. */
export async function openBuyer(
  origin: string,
  displayName: string,
  cardNumber = "4242424242424242",
): Promise<Buyer> {
  const email = makeEmail();
  const headers = { "X-Client": "mobile" };
  const visitor = createApi({ baseUrl: origin, headers });
  const { accessToken } = await visitor.call(register, { body: { email, password, displayName } });
  const api = createApi({ baseUrl: origin, headers, getAccessToken: () => accessToken });
  await Promise.all([
    api.call(createPaymentMethod, {
      body: { cardNumber, expiryMonth: 12, expiryYear: 2034 },
    }),
    api.call(createAddress, {
      body: {
        fullName: displayName,
        line1: "12 Harbor Street",
        city: "Portland",
        region: "ME",
        postalCode: "04101",
        country: "US",
      },
    }),
  ]);
  return { email, password, api };
}
