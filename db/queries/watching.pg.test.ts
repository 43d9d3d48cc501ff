import { v7 as makeUuidV7 } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { addCategory, addUser, getValue, insertRow, openTestGround } from "../../test/support/ground.ts";
import { writeReminders } from "./reminders.ts";
import { saveSearch, unsubscribeSearch, updateSavedSearch } from "./saved-searches.ts";
import { listDueSearchers, writeSearchDigest } from "./search-digests.ts";
import { addWatch, listWatches } from "./watches.ts";

const { client, database, pool } = await openTestGround();
const seller = await addUser(database, "seller");
const watcher = await addUser(database);
const categoryId = await addCategory(database, "clocks");

const addProduct = async (title: string, change: object = {}): Promise<string> => {
  const id = makeUuidV7();
  await insertRow(pool, "products", {
    id,
    seller_id: seller.id,
    category_id: categoryId,
    title,
    condition: "good",
    status: "active",
    currency: "USD",
    starting_price_minor: 1_000,
    ...change,
  });
  return id;
};

const now = new Date("2026-11-28T12:00:00Z");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

async function addAuction(change: object = {}): Promise<string> {
  const id = makeUuidV7();
  await insertRow(pool, "auctions", {
    id,
    seller_id: seller.id,
    title: "Clocks",
    currency: "USD",
    premium_bps: 0,
    fee_bps: 0,
    stagger_ms: 0,
    scheduled_start: after(10),
    ...change,
  });
  return id;
}
const live = { status: "live", started_at: now };

async function addLot(auctionId: string, position: number, change: object = {}): Promise<string> {
  const id = makeUuidV7();
  await insertRow(pool, "lots", {
    id,
    auction_id: auctionId,
    position,
    format: "english",
    title: `Lot ${position}`,
    rules: "{}",
    has_reserve: false,
    reserve_met: true,
    starting_price_minor: 1_000,
    price_minor: 1_000,
    ...change,
  });
  return id;
}

const watch = (kind: "product" | "auction" | "lot", subjectId: string, userId = watcher.id) =>
  addWatch(database, { userId, kind, subjectId });

async function listLetters(): Promise<
  { readonly kind: string; readonly about: string; readonly details: object }[]
> {
  const { rows } = await pool.query<{
    kind: string;
    about: string;
    details: { title: string; text: string };
  }>("select kind, about, details from account_notices order by id");
  return rows;
}

beforeEach(async () => {
  for (const table of ["account_notices", "watches", "saved_searches"])
    await pool.query(`delete from ${table}`);
});

describe("a watch list", () => {
  test("has what one can see, latest first, each once", async () => {
    const product = await addProduct("Cuckoo clock");
    const auction = await addAuction();
    const lot = await addLot(auction, 1, { image_urls: '["/clock.webp"]' });
    for (const [kind, id] of [
      ["product", product],
      ["auction", auction],
      ["lot", lot],
      ["lot", lot],
    ] as const)
      expect((await watch(kind, id)).ok).toBe(true);
    const { rows } = getValue(await listWatches(database, { userId: watcher.id }, { limit: 10 }));
    expect(rows).toMatchObject([
      { kind: "lot", subjectId: lot, auctionId: auction, title: "Lot 1", status: "queued" },
      {
        kind: "auction",
        subjectId: auction,
        auctionId: auction,
        title: "Clocks",
        status: "scheduled",
        imageUrl: "/clock.webp",
      },
      { kind: "product", subjectId: product, auctionId: null, title: "Cuckoo clock", status: "active" },
    ]);
    await pool.query("update products set deleted_at = now() where id = $1", [product]);
    const left = getValue(await listWatches(database, { userId: watcher.id }, { limit: 10 }));
    expect(left.rows.map(({ kind }) => kind)).toEqual(["lot", "auction"]);
    const products = { userId: watcher.id, kind: "product" } as const;
    expect(getValue(await listWatches(database, products, { limit: 10 })).rows).toEqual([]);
  });

  test("says of a product where it is sold, what of it costs, and then what it went for", async () => {
    const product = await addProduct("Sundial");
    await watch("product", product);
    const read = async () =>
      getValue(await listWatches(database, { userId: watcher.id }, { limit: 10 })).rows[0];
    expect(await read()).toMatchObject({
      auctionId: null,
      lotStatus: null,
      priceMinor: 1_000,
      currency: "USD",
    });
    const hidden = await addAuction({ visibility: "private" });
    await addLot(hidden, 1, { product_id: product, price_minor: 9_000 });
    expect(await read()).toMatchObject({ auctionId: null, priceMinor: 1_000 });
    const coming = await addAuction({ currency: "EUR" });
    await addLot(coming, 1, { product_id: product, price_minor: 2_000 });
    const inComing = {
      auctionId: coming,
      auctionStatus: "scheduled",
      lotStatus: "queued",
      priceMinor: 2_000,
    };
    expect(await read()).toMatchObject({ ...inComing, currency: "EUR", status: "active" });
    // What is on comes before what is to come, and both before what is over.
    const on = await addAuction(live);
    const lot = await addLot(on, 1, {
      product_id: product,
      status: "open",
      opened_at: now,
      closes_at: after(1),
    });
    expect(await read()).toMatchObject({ auctionId: on, auctionStatus: "live", closesAt: after(1) });
    await pool.query("delete from lots where auction_id = $1", [coming]);
    await pool.query(
      "update lots set status = 'sold', closed_at = $2, sold_price_minor = 7000 where id = $1",
      [lot, now],
    );
    expect(await read()).toMatchObject({ auctionId: on, lotStatus: "sold", priceMinor: 7_000 });
  });

  test("says which of some things are on it", async () => {
    const [one, other] = [await addProduct("One"), await addProduct("Other")];
    await watch("product", one);
    const ofBoth = { userId: watcher.id, subjectIds: [one, other] };
    const { rows } = getValue(await listWatches(database, ofBoth, { limit: 10 }));
    expect(rows.map(({ subjectId }) => subjectId)).toEqual([one]);
    const ofOther = { userId: watcher.id, subjectIds: [other] };
    expect(getValue(await listWatches(database, ofOther, { limit: 10 })).rows).toEqual([]);
  });

  test("[SEC-21] takes nothing that one may not know of", async () => {
    const hidden = await addAuction({ visibility: "private" });
    const lot = await addLot(hidden, 1);
    const draft = await addProduct("Draft", { status: "draft" });
    // What anybody may see of a sale is no look at the draft that is in it.
    await addLot(await addAuction(), 1, { product_id: draft });
    for (const [kind, id] of [
      ["auction", hidden],
      ["lot", lot],
      ["product", draft],
      ["lot", makeUuidV7()],
    ] as const) {
      expect(await watch(kind, id)).toEqual({ ok: false, refusal: "not_found" });
      expect((await watch(kind, id, seller.id)).ok).toBe(id === hidden || id === lot || id === draft);
    }
    const { rows } = await pool.query("select from watches where user_id = $1", [watcher.id]);
    expect(rows).toEqual([]);
  });

  test("has an end", async () => {
    await pool.query(
      "insert into watches (id, user_id, kind, subject_id) select gen_random_uuid(), $1, 'lot', gen_random_uuid() from generate_series(1, 500)",
      [watcher.id],
    );
    expect(await watch("product", await addProduct("One more"))).toEqual({ ok: false, refusal: "list_full" });
  });
});

describe("reminders", () => {
  test("are of auctions within a quarter of an hour, once", async () => {
    const soon = await addAuction();
    const later = await addAuction({ scheduled_start: after(16) });
    const past = await addAuction({ scheduled_start: after(-1) });
    const begun = await addAuction(live);
    for (const id of [soon, later, past, begun]) await watch("auction", id);
    expect(await writeReminders(database, now)).toBe(1);
    expect(await writeReminders(database, now)).toBe(0);
    expect(await listLetters()).toEqual([
      { kind: "auction-soon", about: soon, details: { title: "Clocks", auctionId: soon } },
    ]);
    expect(await writeReminders(database, after(2))).toBe(1);
  });

  test("are of the lot that is next, to who watches it or its product", async () => {
    const product = await addProduct("Sundial");
    const auction = await addAuction(live);
    await addLot(auction, 1, { status: "passed", opened_at: now, closed_at: now });
    const next = await addLot(auction, 2, { product_id: product, title: "Sundial" });
    const third = await addLot(auction, 3);
    const waiting = await addLot(await addAuction(), 1);
    for (const id of [next, third, waiting]) await watch("lot", id);
    await watch("product", product, seller.id);
    await watch("product", product);
    expect(await writeReminders(database, now)).toBe(2);
    expect((await listLetters()).map(({ kind, about }) => [kind, about])).toEqual([
      ["lot-next", next],
      ["lot-next", next],
    ]);
  });

  test("[SEC-21] are not of a sale that became private", async () => {
    const auction = await addAuction();
    await watch("auction", auction);
    await pool.query("update auctions set visibility = 'private' where id = $1", [auction]);
    expect(await writeReminders(database, now)).toBe(0);
  });
});

describe("saved searches", () => {
  const save = async (name: string, filter: object, notify = true) =>
    getValue(
      await saveSearch(database, {
        userId: watcher.id,
        name,
        filter,
        notify,
        unsubscribeToken: `token of ${name}`,
        at: new Date(Date.now() - 60_000),
      }),
    );
  const tomorrow = () => new Date(Date.now() + 86_400_000);
  const digest = (at = tomorrow()) => writeSearchDigest(client, { userId: watcher.id, at });

  test("are told in one letter of what came up since, and not again", async () => {
    await save("Barometers", { q: "barometers" });
    await save("Clocks", { category: "clocks" });
    await save("Nothing", { q: "zzzzzz" });
    await save("Cheap", { q: "barometers", currency: "USD", maxPriceMinor: 999 });
    await save("Falling", { category: "clocks", format: "dutch" });
    const barometer = await addProduct("A barometer");
    const draft = await addProduct("Ship's barometer", { status: "draft" });
    await pool.query("update products set status = 'active' where id = $1", [draft]);
    await addProduct("Own barometer", { seller_id: watcher.id });
    expect(await listDueSearchers(database, { at: new Date(), limit: 10 })).toEqual([]);
    expect(await listDueSearchers(database, { at: tomorrow(), limit: 10 })).toEqual([watcher.id]);
    expect(await digest()).toBe(true);
    const [letter, ...others] = await listLetters();
    expect(others).toEqual([]);
    const text = JSON.stringify(letter?.details);
    expect(text).toContain(`- A barometer: {origin}/products/${barometer}`);
    expect(text).toContain(`- Ship's barometer: {origin}/products/${draft}`);
    expect(text).toContain("unsubscribe?token=token of Clocks");
    for (const none of ["Nothing:", "Cheap:", "Falling:"]) expect(text).not.toContain(none);
    expect(text).not.toContain("Own barometer");
    expect(await digest()).toBe(false);
    expect(await digest(new Date(tomorrow().getTime() + 86_400_000))).toBe(false);
    expect(await listLetters()).toHaveLength(1);
  });

  test("of two runs at once one writes", async () => {
    await save("Clocks", { category: "clocks" });
    await addProduct("A regulator");
    const at = tomorrow();
    const written = await Promise.all([digest(at), digest(at)]);
    expect(written.filter(Boolean)).toHaveLength(1);
  });

  test("end by the link of a letter, and begin again with what comes then", async () => {
    const { id } = await save("Clocks", { category: "clocks" });
    await addProduct("Before");
    await unsubscribeSearch(database, "token of Clocks");
    expect(await digest()).toBe(false);
    await updateSavedSearch(database, { id, userId: watcher.id }, { notify: true, at: tomorrow() });
    expect(await digest(new Date(tomorrow().getTime() + 1_000))).toBe(false);
    await unsubscribeSearch(database, "no such token");
  });

  test("saved again are the ones there were, and begin again with what comes then", async () => {
    const first = await save("Clocks", { q: "clock", currency: "USD", minPriceMinor: 1 });
    const again = await save("Dear clocks", { minPriceMinor: 1, q: "clock", currency: "USD" });
    expect(again).toEqual({ ...first, name: "Dear clocks" });
    expect((await save("Others", { q: "clock" })).id).not.toBe(first.id);
    const told = async () =>
      (await pool.query("select told_until from saved_searches where id = $1", [first.id])).rows[0]
        .told_until;
    const before = await told();
    await save("Clocks", first.filter, false);
    expect(await told()).toEqual(before);
    await save("Clocks", first.filter);
    expect((await told()).getTime()).toBeGreaterThan(before.getTime());
  });

  test("have an end", async () => {
    for (let at = 0; at < 20; at += 1) await save(`Search ${at}`, { q: `clock ${at}` });
    const more = {
      userId: watcher.id,
      name: "More",
      filter: {},
      notify: true,
      unsubscribeToken: "x",
      at: now,
    };
    expect(await saveSearch(database, more)).toEqual({ ok: false, refusal: "list_full" });
    // One that is there is no other one.
    expect(await save("The last", { q: "clock 19" })).toMatchObject({ name: "The last" });
  });
});
