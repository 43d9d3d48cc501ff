import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { JournalEntry } from "../../domain/room/entry.ts";
import { viewAuction, viewLots } from "../../domain/room/view.ts";
import type { LotView } from "../../domain/room/views.ts";
import { listBids } from "../queries/bids.ts";
import { listMessages } from "../queries/messages.ts";
import { auctions } from "../schema/auctions.ts";
import { lots } from "../schema/lots.ts";
import { auctionFacts } from "../schema/room-log.ts";
import { addBidder, addUser, getValue, openTestGround } from "../../test/support/ground.ts";
import {
  type SaleRehearsal,
  makeLot,
  makeRandom,
  playSale,
  setUpSale,
} from "../../test/support/played-sale.ts";
import { findProjectedEntry, projectRoom } from "./project-room.ts";

const { client, database, pool } = await openTestGround();

const seller = await addUser(database, "seller");
const bidders = [await addBidder(database), await addBidder(database), await addBidder(database)];
const people = { sellerId: seller.id, bidderIds: bidders.map((bidder) => bidder.id) };

const project = async (room: SaleRehearsal, entries: readonly JournalEntry[] = room.entries) =>
  getValue(await projectRoom(client, room.auctionId, entries));

/** Everything the projection wrote about an auction, but for when it wrote it. */
async function readEverything(auctionId: string): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of [
    "auction_facts",
    "bids",
    "chat_messages",
    "lots",
    "orders",
    "registrations",
    "room_projections",
  ]) {
    const { rows } = await pool.query<Record<string, unknown>>(
      `select to_jsonb(t) - 'created_at' - 'updated_at' as row from ${table} t where auction_id = $1 order by t::text`,
      [auctionId],
    );
    found[table] = rows;
  }
  return found;
}

async function count(table: string, auctionId: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from ${table} where auction_id = $1`,
    [auctionId],
  );
  return rows[0]?.n ?? -1;
}

/** The fields of a room's own view that the projection keeps too. */
const toRow = (view: LotView) => ({
  id: view.id,
  position: view.position,
  status: view.status,
  format: view.format,
  title: view.title,
  startingPriceMinor: view.startingPriceMinor,
  buyNowMinor: view.buyNowMinor,
  hasReserve: view.hasReserve,
  reserveMet: view.reserveMet,
  priceMinor: view.priceMinor,
  bidCount: view.bidCount,
  quantity: view.quantity,
  remaining: view.remaining,
  openedAt: view.openedAtMs === null ? null : new Date(view.openedAtMs),
  closesAt: view.closesAtMs === null ? null : new Date(view.closesAtMs),
  closedAt: view.closedAtMs === null ? null : new Date(view.closedAtMs),
  winnerPaddle: view.winnerPaddle,
  soldPriceMinor: view.soldPriceMinor,
});

const readLots = (auctionId: string) =>
  database.select().from(lots).where(eq(lots.auctionId, auctionId)).orderBy(asc(lots.position));

describe("[J2] a projected room", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "says what the room says, however its journal was cut (seed %i)",
    async (seed) => {
      const room = playSale(people, seed);
      const random = makeRandom(seed);
      for (let start = 0; start < room.entries.length;) {
        const end = start + 1 + random(40);
        await project(room, room.entries.slice(start, end));
        start = end;
      }
      const expected = viewLots(room.live).map(toRow);
      expect(expected.length).toBeGreaterThan(0);
      expect(await readLots(room.auctionId)).toMatchObject(expected);

      const view = viewAuction(room.live);
      const [auction] = await database.select().from(auctions).where(eq(auctions.id, room.auctionId));
      expect(auction).toMatchObject({
        title: view.title,
        status: "ended",
        lotCount: view.lotCount,
        startedAt: new Date(view.startedAtMs ?? 0),
        endedAt: new Date(view.endedAtMs ?? 0),
        bidCount: expected.reduce((sum, lot) => sum + lot.bidCount, 0),
        logHeadSeq: room.live.head.seq,
        logHeadHash: room.live.head.hash,
      });
      const log = await database
        .select({ fact: auctionFacts.fact })
        .from(auctionFacts)
        .where(eq(auctionFacts.auctionId, room.auctionId))
        .orderBy(asc(auctionFacts.seq));
      expect(log.map((row) => row.fact)).toEqual(room.facts);
      const sales = room.entries.flatMap((entry) =>
        entry.private.changes.filter((change) => change.type === "sale.made"),
      );
      expect(await count("orders", room.auctionId)).toBe(sales.length);
    },
  );

  test("keeps the room's positions when lots come and go among closed ones", async () => {
    const [one, two, three] = [makeLot(), makeLot(), makeLot()];
    const room = setUpSale(people, [one, two, three]);
    room.send(seller.id, { type: "auction.start" });
    room.send(seller.id, { type: "lot.pass", lotId: three.lotId });
    room.send(seller.id, { type: "lot.remove", lotId: one.lotId });
    await project(room);
    const four = makeLot();
    room.send(seller.id, { type: "lot.add", ...four });
    room.send(seller.id, { type: "lot.reorder", lotId: four.lotId, beforeLotId: two.lotId });
    await project(room);
    const expected = viewLots(room.live).map(toRow);
    expect(expected.map((lot) => [lot.id, lot.position])).toEqual([
      [four.lotId, 1],
      [three.lotId, 3],
      [two.lotId, 4],
    ]);
    expect(await readLots(room.auctionId)).toMatchObject(expected);
  });

  test("counts sealed bids from the opening on, early ones too", async () => {
    const [opened, passed] = [makeLot({ format: "sealed" }), makeLot({ format: "sealed" })];
    const room = setUpSale(people, [opened, passed]);
    const bid = (lotId: string, at: number): void => {
      const userId = people.bidderIds[at] ?? "";
      room.send(userId, { type: "bid.place", lotId, amountMinor: 2_000, mode: "max" });
    };
    for (const { lotId } of [opened, passed]) bid(lotId, 0);
    room.send(seller.id, { type: "auction.start" });
    room.send(seller.id, { type: "lot.pass", lotId: passed.lotId });
    await project(room);
    expect(await readLots(room.auctionId)).toMatchObject([
      { status: "queued", bidCount: 0, preBidCount: 1 },
      { status: "passed", bidCount: 0, preBidCount: 1 },
    ]);
    room.send(seller.id, { type: "lot.open", lotId: opened.lotId });
    bid(opened.lotId, 1);
    await project(room);
    expect((await readLots(room.auctionId))[0]).toMatchObject({ status: "open", bidCount: 2 });
    expect(await readLots(room.auctionId)).toMatchObject(viewLots(room.live).map(toRow));
  });

  test("is the same whether projected at once, one by one, or twice over", async () => {
    const room = playSale(people, 21);
    await project(room);
    const once = await readEverything(room.auctionId);
    for (const entry of room.entries) await project(room, [entry]);
    const again = { entryNumber: room.entries.length, applied: 0, orderIds: [], movedProductIds: [] };
    expect(await project(room)).toEqual(again);
    expect(await readEverything(room.auctionId)).toEqual(once);
  });

  test("makes each order once when ten projections run at the same time", async () => {
    const room = playSale(people, 22);
    const half = Math.floor(room.entries.length / 2);
    await project(room, room.entries.slice(0, 3));
    const runs = await Promise.all(
      Array.from({ length: 10 }, async (_item, at) =>
        project(room, room.entries.slice(at % 2 === 0 ? 0 : 2, at < 5 ? half : undefined)),
      ),
    );
    await project(room);
    expect(runs.every((run) => run.entryNumber <= room.entries.length)).toBe(true);
    const made = runs.flatMap((run) => run.orderIds);
    expect(new Set(made).size).toBe(made.length);
    expect(await count("auction_facts", room.auctionId)).toBe(room.facts.length);
    expect(await count("orders", room.auctionId)).toBe(made.length);
    expect(await findProjectedEntry(database, room.auctionId)).toBe(room.entries.length);
  });

  test("is created once when its first batch comes ten times at the same time", async () => {
    const room = playSale(people, 23);
    const runs = await Promise.all(Array.from({ length: 10 }, async () => project(room)));
    const applied = runs.map((run) => run.applied).toSorted((one, other) => other - one);
    expect(applied).toEqual([room.entries.length, ...Array.from({ length: 9 }, () => 0)]);
    expect(await count("auction_facts", room.auctionId)).toBe(room.facts.length);
  });

  test("does not wait for another room, nor mix with it", async () => {
    const rooms = [playSale(people, 31), playSale(people, 32)];
    const alone = await Promise.all(
      rooms.map(async (room) => {
        for (const entry of room.entries) await project(room, [entry]);
        return room;
      }),
    );
    for (const room of alone) {
      expect(await readLots(room.auctionId)).toMatchObject(viewLots(room.live).map(toRow));
      expect(await count("auction_facts", room.auctionId)).toBe(room.facts.length);
    }

    const [one, other] = rooms;
    if (one === undefined || other === undefined) throw new Error("two rooms");
    const holder = await pool.connect();
    await holder.query("begin");
    await holder.query("select from room_projections where auction_id = $1 for update", [one.auctionId]);
    expect(await project(other)).toMatchObject({ applied: 0 });
    await holder.query("rollback");
    holder.release();
  });

  test("refuses entries that leave a gap, and says from where to read again", async () => {
    const room = playSale(people, 41);
    await project(room, room.entries.slice(0, 5));
    const result = await projectRoom(client, room.auctionId, room.entries.slice(6));
    expect(result).toEqual({ ok: false, refusal: { code: "gap", entryNumber: 5 } });
    expect(await findProjectedEntry(database, room.auctionId)).toBe(5);
    expect(await projectRoom(client, room.auctionId, [])).toEqual({
      ok: true,
      value: { entryNumber: 5, applied: 0, orderIds: [], movedProductIds: [] },
    });
  });

  test("takes nothing from a journal whose chain does not hold", async () => {
    const room = playSale(people, 42);
    const at = room.entries.findIndex((entry) => entry.facts.length > 0 && entry.facts[0]?.seq === 3);
    const before = room.entries.slice(0, at);
    await project(room, before);
    const broken = room.entries.slice(at).map((entry) => ({
      ...entry,
      facts: entry.facts.map((fact) => ({ ...fact, previousHash: "0".repeat(64) })),
    }));
    await expect(projectRoom(client, room.auctionId, broken)).rejects.toThrow("hash of the one before");
    expect(await findProjectedEntry(database, room.auctionId)).toBe(before.length);
    expect((await project(room)).entryNumber).toBe(room.entries.length);
  });

  test("is written whole or not at all", async () => {
    const room = playSale(
      { ...people, bidderIds: [...people.bidderIds, "019aa000-0000-7000-8000-00000000dead"] },
      43,
    );
    await expect(projectRoom(client, room.auctionId, room.entries)).rejects.toThrow("Failed query");
    expect(await findProjectedEntry(database, room.auctionId)).toBe(0);
    expect(await database.select().from(auctions).where(eq(auctions.id, room.auctionId))).toEqual([]);
  });
});

describe("what a room said", () => {
  const [first, second] = bidders;
  if (first === undefined || second === undefined) throw new Error("two bidders");

  test("bids are listed latest first, by lot too, in pages, and opened once the hammer fell", async () => {
    const lot = makeLot();
    const room = setUpSale(people, [lot, makeLot()]);
    room.send(seller.id, { type: "auction.start" });
    room.send(seller.id, { type: "lot.open", lotId: lot.lotId });
    const bid = { type: "bid.place", lotId: lot.lotId, mode: "max" } as const;
    room.send(first.id, { ...bid, amountMinor: 5_000 });
    room.send(second.id, { ...bid, amountMinor: 3_000 });
    room.send(second.id, { ...bid, amountMinor: 6_000 });
    await project(room);
    const of = { auctionId: room.auctionId, lotId: lot.lotId };
    const before = getValue(await listBids(database, of, { limit: 100 }));
    expect(before.rows.map((row) => [row.paddle, row.priceMinor, row.auto])).toEqual([
      [2, 5_100, false],
      [1, 5_000, true],
      [1, 3_100, true],
      [2, 3_000, false],
      [1, 1_000, false],
    ]);
    expect(before.rows.map((row) => row.revealedAmountMinor)).toEqual([null, null, null, null, null]);
    const page = getValue(await listBids(database, of, { limit: 2 }));
    const rest = getValue(await listBids(database, of, { limit: 3, cursor: page.nextCursor ?? undefined }));
    expect([...page.rows, ...rest.rows]).toEqual(before.rows);
    expect(rest.nextCursor).toBeNull();
    for (const auctionId of ["nonsense", seller.id]) {
      expect(getValue(await listBids(database, { auctionId }, { limit: 2 })).rows).toEqual([]);
      expect(getValue(await listBids(database, { ...of, auctionId }, { limit: 2 })).rows).toEqual([]);
    }

    room.wait(60_000);
    await project(room);
    const after = getValue(await listBids(database, { auctionId: room.auctionId }, { limit: 100 }));
    // The winner's maximum was above the price and stays theirs.
    expect(after.rows.map((row) => row.revealedAmountMinor)).toEqual([null, 5_000, 5_000, null, 5_000]);
  });

  test("chat is listed latest first, without removed lines and without user ids", async () => {
    const room = setUpSale(people, [makeLot()]);
    for (const text of ["one", "two", "three"]) {
      room.nowMs += 2_000;
      room.send(first.id, { type: "chat.post", text });
    }
    await project(room);
    const line = room.live.chat.lines.find(({ text }) => text === "two");
    room.send(seller.id, { type: "chat.remove", messageId: line?.messageId ?? "" });
    await project(room);
    const all = getValue(await listMessages(database, room.auctionId, { limit: 10 }));
    expect(all.rows.map((row) => row.text)).toEqual(["three", "one"]);
    expect(Object.keys(all.rows[0] ?? {})).toEqual(["id", "displayName", "role", "text", "at"]);
    const page = getValue(await listMessages(database, room.auctionId, { limit: 1 }));
    const next = getValue(
      await listMessages(database, room.auctionId, { limit: 1, cursor: page.nextCursor ?? undefined }),
    );
    expect(next.rows.map((row) => row.text)).toEqual(["one"]);
    const { rows } = await pool.query(
      "select removed_by from chat_messages where removed_at is not null and auction_id = $1",
      [room.auctionId],
    );
    expect(rows).toEqual([{ removed_by: seller.id }]);
  });
});
