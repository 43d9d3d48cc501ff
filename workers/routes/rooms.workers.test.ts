import { beforeAll, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";

let api: TestApi;
let seller: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  seller = await api.join("Seller", "seller");
});

/** A sale with one open lot. */
async function begin(): Promise<{ id: string; lotId: string }> {
  const body = {
    title: "Bids from outside",
    scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
    currency: "USD",
    lots: [{ title: "A lot", startingPriceMinor: 1_000, durationMs: 60_000 }],
  };
  const { data } = (await api.call("POST /auctions", { token: seller.token, body })).body;
  const id = String(data.id);
  const lotId = String(data.lots[0].id);
  for (const command of [{ type: "auction.start" }, { type: "lot.open", lotId }]) {
    await api.call(`POST /auctions/${id}/commands`, {
      token: seller.token,
      body: { ...command, id: crypto.randomUUID() },
    });
  }
  return { id, lotId };
}

test("[B1] a first bid over HTTP registers a bidder who never entered the room", async () => {
  const { id, lotId } = await begin();
  const bidder = await api.joinAsBidder("Outside");
  const bid = { lotId, amountMinor: 1_000 };
  const answer = await api.call(`POST /auctions/${id}/bid`, { token: bidder.token, body: bid });
  expect([answer.status, answer.body.data.outcome]).toEqual([200, "leading"]);
  const { body } = await api.call(`GET /auctions/${id}`);
  expect(body.data.lots).toMatchObject([{ id: lotId, leaderPaddle: 1, priceMinor: 1_000 }]);
});

test("[B1] without a card and an address it is refused", async () => {
  const { id, lotId } = await begin();
  const visitor = await api.join("Visitor");
  const body = { lotId, amountMinor: 1_000 };
  const answer = await api.call(`POST /auctions/${id}/bid`, { token: visitor.token, body });
  expect([answer.status, answer.body.error.code]).toEqual([403, "not_registered"]);
});
