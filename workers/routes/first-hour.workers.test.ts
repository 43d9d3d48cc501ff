import { createMessageBatch, runDurableObjectAlarm } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { must } from "../../domain/result.ts";
import type { TestPerson } from "../../test/support/workers/api.ts";
import type { Row } from "../../test/support/workers/auctions.ts";
import { makePicture, makePng } from "../../test/support/workers/pictures.ts";
import { dayMs, minuteMs, openSaleLife } from "../../test/support/workers/sale-life.ts";
import { handleNudges } from "../jobs/queue.ts";

/* What somebody does in their first hour as a seller, and what comes of it, through the public interface alone. */

const { api, admin, ask, renew, pass } = await openSaleLife();

/** The letters somebody got, the latest first. */
async function readLetters({ email }: TestPerson): Promise<string[]> {
  const { data } = (await api.call("GET /api/v1/dev/mails")).body;
  return data
    .filter(({ recipient }: Row) => recipient === email)
    .map(({ subject, text }: Row) => `${subject}\n${text}`);
}

async function confirmEmail(person: TestPerson): Promise<void> {
  const letters = (await readLetters(person)).join("\n");
  const [, token] = /#token=(\S+)/u.exec(letters) ?? [];
  expect((await api.call("POST /auth/email/verify", { body: { token } })).status).toBe(200);
}

/** A picture by its own way: announced, sent to the address given for it, completed. Gives where it is shown. */
async function upload(person: TestPerson, bytes: Uint8Array<ArrayBuffer>, contentType: string) {
  const announced = { purpose: "picture", contentType, byteSize: bytes.length };
  const { id, method, url, headers } = await ask(person, "POST /api/v1/media/uploads", announced, 201);
  const length = { "Content-Length": String(bytes.length) };
  const sent = await api.call(`${method} ${url}`, { text: bytes, headers: { ...headers, ...length } });
  expect(sent.status).toBe(204);
  return ask(person, `POST /api/v1/media/uploads/${id}/complete`);
}

async function importProducts(person: TestPerson, rows: readonly string[], query = ""): Promise<Row> {
  const header = "sku,title,description,category,condition,status,currency,startingPrice,images,weightGrams";
  const form = new FormData();
  form.set("file", new File([[header, ...rows].join("\n")], "products.csv", { type: "text/csv" }));
  const { token } = await renew(person);
  const { status, body } = await api.call(`POST /products/import${query}`, { token, form });
  expect([status, body.error]).toEqual([200, undefined]);
  return body.data;
}

const names = ["Astrolabe", "Barometer", "Chronometer", "Dividers", "Ephemeris"];

test("a seller's first hour: let in, fifty products with pictures, a sale, a buyer who finds, watches, buys and reviews", async () => {
  // What comes up for a saved search is timed by the database, whose clock nobody moves.
  vi.useRealTimers();
  const [ana, buyer, rival] = [
    await api.join("Ana"),
    await api.joinAsBidder("Buyer"),
    await api.joinAsBidder("Rival"),
  ];
  const { id: categoryId } = await ask(
    admin,
    "POST /categories",
    { name: "Nautical", slug: "nautical" },
    201,
  );
  expect(categoryId).toEqual(expect.any(String));
  const search = { name: "Astrolabes", filter: { q: "astrolabe", category: "nautical" } };
  await ask(buyer, "POST /saved-searches", search, 201);

  // Let in.
  await confirmEmail(ana);
  const shop = {
    shopName: "Ana's Instruments",
    slug: "anas-instruments",
    about: "Brass that points somewhere.",
    country: "US",
    goods: "Instruments",
    agreesToPolicies: true,
  };
  const application = await ask(ana, "POST /sellers/applications", shop, 201);
  await ask(admin, `POST /admin/seller-applications/${application.id}/approve`);

  // Fifty products, each with a picture.
  const pictures: Row[] = [];
  for (const [at, colour] of [
    [200, 60, 40],
    [40, 60, 200],
    [40, 160, 80],
  ].entries())
    pictures.push(await upload(ana, await makePng(640 + at, 480, { colour }), "image/png"));
  pictures.push(await upload(ana, await makePicture("image/jpeg", 500, 500), "image/jpeg"));
  const toRow = (at: number, { price = "120.50", category = "nautical" } = {}) => {
    const picture = must(pictures[at % pictures.length], "there are pictures")["url"];
    const title = `${names[at % names.length]} number ${at + 1}`;
    return `NA-${at + 1},${title},"Brass, tested",${category},good,draft,USD,${price},${picture},5800`;
  };
  const rows = Array.from({ length: 50 }, (_one, at) => toRow(at));
  const flawed = [
    ...rows.slice(0, 47),
    toRow(47, { price: "cheap" }),
    toRow(48, { category: "sea" }),
    toRow(0),
  ];
  const dry = await importProducts(ana, flawed, "?dryRun=true");
  expect(dry).toMatchObject({ dryRun: true, isApplied: false, rowCount: 50, created: 47, failed: 3 });
  expect(dry["problems"].map(({ row, column, code }: Row) => [row, column, code])).toEqual([
    [49, "startingPrice", "not_an_amount"],
    [50, "category", "unknown"],
    [51, "sku", "repeated"],
  ]);
  expect(await ask(ana, "GET /products?sellerId=me")).toEqual([]);
  expect(await importProducts(ana, rows)).toMatchObject({ isApplied: true, created: 50, problems: [] });
  const products: Row[] = await ask(ana, "GET /products?sellerId=me&limit=100");
  expect(products).toHaveLength(50);
  for (const { images } of products)
    expect((await api.call(`HEAD ${images[0].url}`)).headers.get("Content-Type")).toMatch(/^image\//u);

  // A sale of some of them, which puts them up.
  const lots = products
    .filter(({ title }) => String(title).startsWith("Astrolabe"))
    .slice(0, 3)
    .map(({ id }) => ({ productId: id, startingPriceMinor: 12_050 }));
  const scheduledStart = new Date(Date.now() + 60 * minuteMs).toISOString();
  const sale = await ask(
    ana,
    "POST /auctions",
    { title: "Stars at noon", scheduledStart, currency: "USD", lots },
    201,
  );
  const found = (await api.call("GET /products?q=astrolbae")).body.data;
  expect(new Set(found.map(({ id }: Row) => id))).toEqual(new Set(lots.map(({ productId }) => productId)));
  const [first] = found;
  const shown = (await api.call(`GET /auctions?productId=${first.id}`)).body.data;
  expect(shown).toMatchObject([{ id: sale.id, status: "scheduled" }]);

  // Watched, and told of in time.
  await ask(buyer, "POST /users/me/watchlist", { kind: "auction", subjectId: sale.id }, 201);
  await ask(buyer, "POST /users/me/watchlist", { kind: "product", subjectId: first.id }, 201);
  expect(await ask(buyer, "GET /users/me/watchlist")).toMatchObject([
    { kind: "product", title: first.title },
    { kind: "auction", title: "Stars at noon" },
  ]);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  await pass(46 * minuteMs);
  expect((await readLetters(buyer))[0]).toMatch(/about to start[^]*Stars at noon/u);

  // Hammered.
  const lotId = sale.lots.find(({ productId }: Row) => productId === first.id).id;
  const host = (command: object) =>
    ask(ana, `POST /auctions/${sale.id}/commands`, { id: crypto.randomUUID(), ...command });
  await host({ type: "auction.start" });
  await host({ type: "lot.open", lotId });
  for (const [person, amountMinor] of [
    [rival, 13_000],
    [buyer, 20_000],
  ] as const) {
    await ask(person, `POST /auctions/${sale.id}/join`);
    await ask(person, `POST /auctions/${sale.id}/bid`, { lotId, mode: "max", amountMinor });
  }
  vi.setSystemTime(Date.now() + 31_000);
  await runDurableObjectAlarm(api.env.AUCTION_ROOM.get(api.env.AUCTION_ROOM.idFromName(sale.id)));
  const nudge = { id: "nudge", timestamp: new Date(), attempts: 1, body: { auctionId: sale.id } };
  await handleNudges(createMessageBatch("room-nudges", [nudge]), api.env);
  await api.work();

  // Paid, shipped, delivered, reviewed.
  const [order] = await ask(buyer, "GET /orders");
  expect(order).toMatchObject({ status: "paid", priceMinor: 13_250, title: first.title });
  await ask(ana, `POST /orders/${order.id}/ship`, { carrier: "DHL", trackingNumber: "JD0002" });
  await ask(buyer, `POST /orders/${order.id}/deliver`, {});
  await ask(buyer, `POST /orders/${order.id}/review`, { rating: 4, text: "It points north." }, 201);
  expect((await api.call(`GET /products/${first.id}`)).body.data).toMatchObject({ status: "sold" });
  const storefront = (await api.call("GET /sellers/anas-instruments")).body.data;
  expect(storefront).toMatchObject({
    shopName: "Ana's Instruments",
    rating: { count: 1, sum: 4 },
    auctions: { live: [{ id: sale.id }] },
  });
  expect((await api.call("GET /sellers/anas-instruments/reviews")).body.data).toMatchObject([
    { rating: 4, text: "It points north.", title: first.title },
  ]);

  // The next day: what came up for the search, without what is sold.
  await pass(dayMs);
  const digest = must(
    (await readLetters(buyer)).find((letter) => letter.startsWith("New for your searches")),
    "the search notifies",
  );
  const left = lots.filter(({ productId }) => productId !== first.id);
  for (const { productId } of left) expect(digest).toContain(`/products/${productId}`);
  expect(digest).not.toContain(first.id);
});
