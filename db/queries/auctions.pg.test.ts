import { v7 as makeUuidV7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import type { AuctionStatus } from "../../domain/room/views.ts";
import { addUser, getValue, insertRow, openTestGround, readAllPages } from "../../test/support/ground.ts";
import { type AuctionFilter, findAuction, listAuctions } from "./auctions.ts";
import { listLots } from "./lots.ts";
import { listOverdueRooms } from "./overdue-rooms.ts";

const { database, pool } = await openTestGround();
const seller = await addUser(database, "seller");
const other = await addUser(database, "seller");
const day = (number: number): Date => new Date(Date.UTC(2026, 10, number));

async function addAuction(change: Readonly<Record<string, unknown>>): Promise<string> {
  const id = makeUuidV7();
  await insertRow(pool, "auctions", {
    id,
    seller_id: seller.id,
    title: "A sale",
    currency: "USD",
    premium_bps: 1_000,
    fee_bps: 800,
    stagger_ms: 20_000,
    scheduled_start: day(1),
    ...change,
  });
  return id;
}

async function addLots(auctionId: string, statuses: readonly string[]): Promise<void> {
  for (const [at, status] of statuses.entries()) {
    await insertRow(pool, "lots", {
      id: makeUuidV7(),
      auction_id: auctionId,
      position: at + 1,
      status,
      format: "english",
      title: `${status} ${at + 1}`,
      image_urls: JSON.stringify([`/media/${at}.webp`]),
      rules: "{}",
      has_reserve: false,
      reserve_met: true,
      starting_price_minor: 1_000,
      price_minor: 1_000,
      opened_at: status === "queued" ? null : day(1),
      closed_at: status === "passed" ? day(2) : null,
    });
  }
}

const read = async (filter: AuctionFilter, limit = 100) =>
  readAllPages(async (cursor) => getValue(await listAuctions(database, filter, { limit, cursor })));

beforeAll(async () => {
  // Pairs of equal moments throughout, so that every order needs its tie-breaker.
  for (let at = 0; at < 12; at += 1) {
    const moment = day(1 + Math.floor(at / 2));
    const change = { scheduled_start: moment, title: at % 3 === 0 ? "Watches" : "Cameras 50%" };
    await addAuction(change);
    await addAuction({ ...change, status: "live", started_at: moment });
    await addAuction({
      ...change,
      status: "ended",
      started_at: moment,
      ended_at: moment,
      seller_id: other.id,
    });
  }
  await addAuction({ status: "cancelled", ended_at: day(3) });
  await addAuction({ visibility: "private", title: "Secret" });
});

describe("the list", () => {
  test.each<[AuctionStatus, "scheduledStart" | "startedAt" | "endedAt", 1 | -1]>([
    ["scheduled", "scheduledStart", 1],
    ["live", "startedAt", 1],
    ["ended", "endedAt", -1],
  ])("of %s ones goes by %s, in any pages", async (status, sortBy, direction) => {
    const rows = await read({ status });
    expect(rows).toHaveLength(12);
    const sorted = rows.toSorted(
      (one, next) =>
        direction *
        ((one[sortBy]?.getTime() ?? 0) - (next[sortBy]?.getTime() ?? 0) || (one.id < next.id ? -1 : 1)),
    );
    expect(rows.map((row) => row.id)).toEqual(sorted.map((row) => row.id));
    for (const limit of [1, 5]) expect(await read({ status }, limit)).toEqual(rows);
  });

  test("of all goes latest first, and private ones are their seller's", async () => {
    const titles = async (filter: AuctionFilter): Promise<string[]> =>
      (await read(filter, 7)).map((row) => row.title);
    expect(await titles({})).toHaveLength(37);
    expect(await titles({})).not.toContain("Secret");
    expect(await titles({ viewerId: other.id })).not.toContain("Secret");
    expect(await titles({ viewerId: seller.id })).toContain("Secret");
    expect(await titles({ sellerId: seller.id })).not.toContain("Secret");
    expect(await titles({ sellerId: seller.id, viewerId: seller.id })).toContain("Secret");
  });

  test("can be filtered by seller and title", async () => {
    expect(await read({ sellerId: other.id })).toHaveLength(12);
    expect(await read({ sellerId: "nonsense" })).toEqual([]);
    expect(await read({ search: "watch", status: "live" })).toHaveLength(4);
    expect(await read({ search: "50%" })).toHaveLength(24);
    expect(await read({ search: "50_" })).toHaveLength(24);
    expect(await read({ search: "%" })).toEqual([]);
  });

  test("a cursor of one status does not fit another", async () => {
    const first = getValue(await listAuctions(database, { status: "live" }, { limit: 1 }));
    const request = { limit: 1, cursor: first.nextCursor ?? undefined };
    expect(await listAuctions(database, { status: "ended" }, request)).toEqual({
      ok: false,
      refusal: "invalid_cursor",
    });
  });

  test("shows the lots that matter now: open ones, then the next, then closed ones", async () => {
    const auctionId = await addAuction({ title: "With lots", status: "live", started_at: day(9) });
    await addLots(auctionId, ["passed", "open", "queued", "queued", "queued", "queued"]);
    const closed = await addAuction({ title: "With lots", status: "live", started_at: day(9) });
    await addLots(closed, ["passed", "passed"]);
    const rows = await read({ search: "with lots" });
    const shown = Object.fromEntries(rows.map((row) => [row.id, row.lots.map((lot) => lot.title)]));
    expect(shown).toEqual({
      [auctionId]: ["open 2", "queued 3", "queued 4", "queued 5"],
      [closed]: ["passed 1", "passed 2"],
    });
    expect(rows.flatMap((row) => row.lots)[0]).toMatchObject({
      imageUrls: [expect.any(String)],
      priceMinor: 1_000,
    });
    expect(await listLots(database, auctionId)).toHaveLength(6);
    expect(await listLots(database, "nonsense")).toEqual([]);
  });
});

test("an auction is found with its seller's name, a stranger's id is not", async () => {
  const id = await addAuction({ title: "Mine" });
  expect(await findAuction(database, id)).toMatchObject({ id, title: "Mine", sellerName: "A seller" });
  expect(await findAuction(database, makeUuidV7())).toBeUndefined();
  expect(await findAuction(database, "nonsense")).toBeUndefined();
});

test("the watchdog finds open lots past their time and timed sales past their start", async () => {
  const before = day(15);
  const timed = await addAuction({ pacing: "timed", scheduled_start: day(10) });
  const later = await addAuction({ pacing: "timed", scheduled_start: day(20) });
  const byHand = await addAuction({ scheduled_start: day(10) });
  const stuck = await addAuction({ status: "live", started_at: day(9), visibility: "private" });
  await addLots(stuck, ["open"]);
  await pool.query("update lots set closes_at = $1 where auction_id = $2", [day(10), stuck]);
  const found = await listOverdueRooms(database, before);
  expect(found).toContain(timed);
  expect(found).toContain(stuck);
  expect(found).not.toContain(later);
  expect(found).not.toContain(byHand);
});
