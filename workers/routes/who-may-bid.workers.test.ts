import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { mobile } from "../../test/support/workers/factors.ts";

let api: TestApi;
let seller: TestPerson;
let auctionId: string;
let lotId: string;
beforeAll(async () => {
  api = await createTestApi();
  seller = await api.join("Seller", "seller");
  await api.equip(seller);
  const lot = { title: "A cup", startingPriceMinor: 1_000, durationMs: 600_000 };
  const scheduledStart = new Date(Date.now() + 3_600_000).toISOString();
  const sale = { title: "Cups", scheduledStart, currency: "USD", lots: [lot] };
  const { body } = await ask(seller, "POST /auctions", sale);
  auctionId = body.data.id;
  lotId = body.data.lots[0].id;
  await command(seller, { type: "auction.start" });
  await command(seller, { type: "lot.open", lotId });
});

const ask = ({ token }: TestPerson, line: string, body: unknown) =>
  api.call(line, { token, headers: mobile, body });
const command = (person: TestPerson, content: object) =>
  ask(person, `POST /auctions/${auctionId}/commands`, { id: crypto.randomUUID(), ...content });

/** What somebody hears who enters the room and bids, over both ways in. */
async function bid(person: TestPerson): Promise<unknown[]> {
  await ask(person, `POST /auctions/${auctionId}/join`, {});
  const amount = { lotId, amountMinor: 5_000, mode: "max" };
  const short = await ask(person, `POST /auctions/${auctionId}/bid`, amount);
  const whole = await command(person, { type: "bid.place", ...amount });
  return [short, whole].map(({ status, body }) => body.error?.code ?? status);
}

describe("[SEC-25] [B1] [B2] nobody bids", () => {
  test("on their own lot, with a card and an address too", async () => {
    expect(await bid(seller)).toEqual(["own_lot", "own_lot"]);
  });

  test("through an account that is linked to the seller's", async () => {
    const shill = await api.joinAsBidder("Shill");
    await api.sql(
      "insert into account_links (user_id, linked_user_id, reason) values ($1, $2, 'same card')",
      [seller.id, shill.id],
    );
    // Linked after the sale was set up: they get no paddle. The room knows the others by name, and says `own_lot`.
    expect(await bid(shill)).toEqual(["not_registered", "not_registered"]);
  });

  test("who is blocked by the seller", async () => {
    const blocked = await api.joinAsBidder("Blocked");
    const { body } = await ask(blocked, `POST /auctions/${auctionId}/join`, {});
    await command(seller, { type: "bidder.block", paddle: body.data.paddle });
    expect(await bid(blocked)).toEqual(["blocked", "blocked"]);
  });

  test("without a verified card, or without an address", async () => {
    const penniless = await api.join("Penniless");
    expect(await bid(penniless)).toEqual(["not_registered", "not_registered"]);
    const homeless = await api.join("Homeless");
    const card = { cardNumber: "4242424242424242", expiryMonth: 12, expiryYear: 2_040 };
    await ask(homeless, "POST /payment-methods", card);
    expect(await bid(homeless)).toEqual(["not_registered", "not_registered"]);
    const refused = await api.join("Refused");
    await ask(refused, "POST /payment-methods", { ...card, cardNumber: "4000000000000002" });
    expect(await bid(refused)).toEqual(["not_registered", "not_registered"]);
  });

  test("and somebody who may, does", async () => {
    expect(await bid(await api.joinAsBidder("Ann"))).toEqual([200, "already_leading"]);
  });
});
