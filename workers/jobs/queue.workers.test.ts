import {
  createExecutionContext,
  createMessageBatch,
  evictDurableObject,
  getQueueResult,
  runDurableObjectAlarm,
} from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import {
  asRpc,
  bid,
  createRoom,
  describeCaller,
  describeLot,
  describeTerms,
  passerBy,
  run,
  silenceConsole,
} from "../../test/support/workers/room.ts";
import type { TestRoom } from "../../test/support/workers/room.ts";
import { handleNudges } from "./queue.ts";
import { handleScheduled } from "./scheduled.ts";

let api: TestApi;
let seller: TestPerson;
let buyers: TestPerson[];

beforeAll(async () => {
  api = await createTestApi();
  seller = await api.join("Seller", "seller");
  buyers = [await api.joinAsBidder("Ann"), await api.joinAsBidder("Ben")];
});
beforeEach(silenceConsole);
afterEach(() => void vi.useRealTimers());

/** Delivers nudges as the queue would; returns what became of each. */
async function deliver(bodies: readonly unknown[], env: Cloudflare.Env = api.env) {
  const messages = bodies.map((body, at) => ({
    id: `message-${at}`,
    timestamp: new Date(),
    attempts: 1,
    body,
  }));
  const batch = createMessageBatch("room-nudges", messages);
  await handleNudges(batch, env);
  return getQueueResult(batch, createExecutionContext());
}

/** A room of this file's seller with one open lot and both buyers in it. */
async function openRoom(lots = [describeLot()]): Promise<TestRoom & { readonly lotId: string }> {
  const opened = await createRoom(lots, { sellerId: seller.id });
  const { room, lotIds } = opened;
  const [lotId = ""] = lotIds;
  const host = describeCaller(seller.id);
  for (const { id } of buyers) {
    const terms = describeTerms(id);
    await run(room, { type: "bidder.register", id: "register", terms }, describeCaller(id));
  }
  await run(room, { type: "auction.start", id: "start" }, host);
  await run(room, { type: "lot.open", id: "open", lotId }, host);
  return { ...opened, lotId };
}

async function placeBids({ room, lotId }: { room: TestRoom["room"]; lotId: string }, count: number) {
  for (let at = 0; at < count; at += 1) {
    const buyer = buyers[at % 2];
    await run(
      room,
      bid(lotId, 1_000 + at * 500, { mode: "exact", confirm: true }),
      describeCaller(buyer?.id ?? ""),
    );
  }
}

async function readFacts(auctionId: string): Promise<unknown[]> {
  const rows = await api.sql("SELECT fact FROM auction_facts WHERE auction_id = $1 ORDER BY seq", [
    auctionId,
  ]);
  return rows.map((row) => row["fact"]);
}
const readLog = async (room: TestRoom["room"]) => (await asRpc(room).log(0, 1_000, passerBy))?.facts;
const readOrders = (auctionId: string) =>
  api.sql("SELECT * FROM orders WHERE lot_id IN (SELECT id FROM lots WHERE auction_id = $1)", [auctionId]);

describe("[J2] the projection", () => {
  test("brings Postgres up to a room, and the room's cursor with it", async () => {
    const opened = await openRoom();
    await placeBids(opened, 4);
    const result = await deliver([{ auctionId: opened.auctionId }]);
    expect(result).toMatchObject({ explicitAcks: ["message-0"], retryMessages: [] });
    expect(await readFacts(opened.auctionId)).toEqual(await readLog(opened.room));
    const { entryTexts } = await asRpc(opened.room).outbox(0, 500);
    expect(await asRpc(opened.room).advance(entryTexts.length)).toEqual({ more: false });
  });

  test("lost, doubled, late and interleaved nudges make no difference: one order per sale", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const rooms = [await openRoom(), await openRoom()];
    for (let round = 0; round < 3; round += 1) {
      for (const opened of rooms)
        await run(
          opened.room,
          bid(opened.lotId, 3_000 + round * 1_000),
          describeCaller(buyers[round % 2]?.id ?? ""),
        );
      const nudges = rooms.map(({ auctionId }) => ({ auctionId }));
      const [one, other] = nudges;
      await Promise.all([deliver([one, other, one]), deliver([other, one])]);
    }
    vi.setSystemTime(Date.now() + 31_000);
    for (const { room } of rooms) {
      await runDurableObjectAlarm(room);
      await evictDurableObject(room);
    }
    await Promise.all(rooms.flatMap(({ auctionId }) => [deliver([{ auctionId }]), deliver([{ auctionId }])]));
    for (const { room, auctionId, lotId } of rooms) {
      expect(await readFacts(auctionId)).toEqual(await readLog(room));
      const orders = await readOrders(auctionId);
      expect(orders).toMatchObject([{ lot_id: lotId, buyer_id: buyers[0]?.id }]);
    }
  });

  test("what is kept of a product is dropped once its sale is in Postgres", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const admin = await api.join("Admin", "admin");
    const category = await api.call("POST /categories", {
      token: admin.token,
      body: { slug: "vases", name: "Vases" },
    });
    const made = await api.call("POST /products", {
      token: seller.token,
      body: {
        categoryId: category.body.data.id,
        title: "A vase",
        condition: "good",
        status: "active",
        currency: "USD",
        startingPriceMinor: 1_000,
      },
    });
    const productId: string = made.body.data.id;
    const look = async (): Promise<unknown[]> => {
      const one = await api.call(`GET /products/${productId}`);
      const listed = await api.call("GET /products?category=vases");
      return [one.body.data.status, listed.body.data.length];
    };
    const opened = await openRoom([describeLot({}, { productId })]);
    await placeBids(opened, 1);
    await deliver([{ auctionId: opened.auctionId }]);
    vi.setSystemTime(Date.now() + 31_000);
    await runDurableObjectAlarm(opened.room);
    expect(await look()).toEqual(["active", 1]);
    vi.setSystemTime(Date.now() + 10);
    await deliver([{ auctionId: opened.auctionId }]);
    expect(await look()).toEqual(["sold", 0]);
  });

  test("a room that cannot be projected is retried and takes no other with it; rubbish is thrown away", async () => {
    const [good, bad] = [await openRoom(), await createRoom()];
    const result = await deliver([
      { auctionId: bad.auctionId },
      "rubbish",
      { auctionId: good.auctionId },
      {},
    ]);
    expect(result.explicitAcks.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      "message-1",
      "message-2",
      "message-3",
    ]);
    expect(result.retryMessages).toEqual([{ msgId: "message-0" }]);
    expect(await readFacts(good.auctionId)).toEqual(await readLog(good.room));
  });

  test("without Postgres everything is retried; once it is back nothing is missing", async () => {
    const opened = await openRoom();
    const away = { ...api.env, DATABASE_BRIDGE: "127.0.0.1:19099" };
    for (let hour = 0; hour < 3; hour += 1) {
      await placeBids(opened, hour + 1).catch(() => undefined);
      const result = await deliver([{ auctionId: opened.auctionId }], away);
      expect(result).toMatchObject({ explicitAcks: [], retryMessages: [{ msgId: "message-0" }] });
    }
    await deliver([{ auctionId: opened.auctionId }]);
    expect(await readFacts(opened.auctionId)).toEqual(await readLog(opened.room));
  });

  test("a long journal comes over in several transactions", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const opened = await openRoom();
    for (let at = 0; at < 260; at += 1) {
      vi.setSystemTime(Date.now() + 60);
      const text = `line ${at}`;
      const caller = describeCaller(buyers[at % 2]?.id ?? "");
      const command = { type: "chat.post", id: `chat-${at}`, text } as const;
      await asRpc(opened.room).command(command, caller);
      await asRpc(opened.room).command(
        bid(opened.lotId, 1_000 + at * 500, { mode: "exact", confirm: true }),
        caller,
      );
    }
    await deliver([{ auctionId: opened.auctionId }]);
    expect(await readFacts(opened.auctionId)).toEqual(await readLog(opened.room));
  });
});

describe("the watchdog", () => {
  test("touches rooms past their times, and closes what they owe", async () => {
    const opened = await openRoom();
    await placeBids(opened, 2);
    await deliver([{ auctionId: opened.auctionId }]);
    // The alarm is lost: the object is gone, and only the cron is left.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10 * 60_000 });
    await evictDurableObject(opened.room);
    await handleScheduled(api.env, Date.now());
    const types = (await readLog(opened.room))?.map((fact) => fact.type);
    // Nobody was there at the close, so the bidders get their window (rule K5).
    expect(types?.slice(-2)).toEqual(["auction.held", "auction.resumed"]);
    vi.setSystemTime(Date.now() + 60_000);
    await deliver([{ auctionId: opened.auctionId }]);
    await handleScheduled(api.env, Date.now());
    expect((await readLog(opened.room))?.map((fact) => fact.type)).toContain("lot.sold");
  });

  test("without Postgres it does nothing and does not throw", async () => {
    const away = { ...api.env, DATABASE_BRIDGE: "127.0.0.1:19099" };
    await expect(handleScheduled(away, Date.now())).resolves.toBeUndefined();
  });
});
