import { beforeAll, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { mobile } from "../../test/support/workers/factors.ts";
import { must } from "../../domain/result.ts";
import { bringUpToDate } from "../jobs/project-room.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});

const ask = async ({ token }: TestPerson, line: string, body?: unknown) => {
  const answer = await api.call(line, { token, headers: mobile, ...(body === undefined ? {} : { body }) });
  expect([line, answer.status, answer.body.error]).toEqual([line, expect.toSatisfy(isGood), undefined]);
  return answer.body.data;
};
const isGood = (status: number): boolean => status === 200 || status === 201;

/** The link of the mail that proves an address. */
async function confirmEmail({ email }: TestPerson): Promise<void> {
  const [mail] = await api.sql("SELECT text FROM development_mails WHERE recipient = $1", [email]);
  const [, token] = /#token=(\S+)/u.exec(String(must(mail, "a mail was sent")["text"])) ?? [];
  const { status } = await api.call("POST /auth/email/verify", { body: { token } });
  expect(status).toBe(200);
}

test("a seller's way: applies, is let in, sells, ships, is reviewed, and their shop shows it", async () => {
  const [admin, ana] = [await api.join("Admin", "admin"), await api.join("Ana")];
  const buyer = await api.joinAsBidder("Buyer");
  await confirmEmail(ana);

  const application = await ask(ana, "POST /sellers/applications", {
    shopName: "Ana's Lamps",
    slug: "anas-lamps",
    about: "Lamps of the fifties.",
    country: "US",
    goods: "Lamps",
    agreesToPolicies: true,
  });
  await ask(admin, `POST /admin/seller-applications/${application.id}/approve`);

  // With the token from before: what a seller may do is asked of the account.
  const { id: categoryId } = await ask(admin, "POST /categories", { name: "Lamps", slug: "lamps" });
  const product = await ask(ana, "POST /products", {
    categoryId,
    title: "A lamp",
    condition: "good",
    status: "active",
    currency: "USD",
    startingPriceMinor: 1_000,
  });
  const auction = await ask(ana, "POST /auctions", {
    title: "Friday lamps",
    scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
    currency: "USD",
    lots: [{ title: "The other lamp", startingPriceMinor: 1_000, durationMs: 5_000, buyNowMinor: 4_000 }],
  });
  const host = (content: object) =>
    ask(ana, `POST /auctions/${auction.id}/commands`, { id: crypto.randomUUID(), ...content });
  await host({ type: "auction.start" });
  await host({ type: "lot.open", lotId: auction.lots[0].id });
  await ask(buyer, `POST /auctions/${auction.id}/join`, {});
  await ask(buyer, `POST /auctions/${auction.id}/commands`, {
    type: "lot.buy",
    id: crypto.randomUUID(),
    lotId: auction.lots[0].id,
  });
  await host({ type: "auction.end" });
  await bringUpToDate(api.env, api.database.client, auction.id);

  const [order] = await ask(buyer, "GET /orders");
  await ask(buyer, `POST /orders/${order.id}/pay`, {});
  const early = await api.call(`POST /orders/${order.id}/review`, {
    token: buyer.token,
    body: { rating: 5 },
  });
  expect([early.status, early.body.error.code]).toEqual([409, "order_state"]);
  await ask(ana, `POST /orders/${order.id}/ship`, { carrier: "DHL" });
  await ask(buyer, `POST /orders/${order.id}/deliver`, {});
  await ask(buyer, `POST /orders/${order.id}/review`, { rating: 5, text: "It shines." });
  await ask(ana, `POST /orders/${order.id}/review/answer`, { text: "As it should." });
  await ask(buyer, "PUT /sellers/anas-lamps/follow");

  const shop = (await api.call("GET /sellers/anas-lamps")).body.data;
  expect(shop).toMatchObject({
    id: ana.id,
    shopName: "Ana's Lamps",
    about: "Lamps of the fifties.",
    rating: { count: 1, sum: 5 },
    followerCount: 1,
    products: [{ id: product.id }],
    auctions: { live: [], upcoming: [], past: [{ id: auction.id, title: "Friday lamps" }] },
  });
  const reviews = (await api.call("GET /sellers/anas-lamps/reviews")).body.data;
  expect(reviews).toMatchObject([
    { author: "B***", title: "The other lamp", rating: 5, text: "It shines.", answer: "As it should." },
  ]);
});
