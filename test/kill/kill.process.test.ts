import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogPage } from "../../contract/room/fact.ts";
import { must } from "../../domain/result.ts";
import type { AuctionSpec } from "../../domain/room/command.ts";
import type { JournalEntry } from "../../domain/room/entry.ts";
import type { LotSpec } from "../../domain/room/lot-rules.ts";
import type { Caller } from "../../durable-objects/auction-room/rpc.ts";
import { parseEntry } from "../../durable-objects/auction-room/store/entry-text.ts";
import { createBidder } from "./bidder.ts";
import type { Bidder } from "./bidder.ts";
import { createMortalWorkerd } from "./mortal-workerd.ts";
import type { MortalWorkerd } from "./mortal-workerd.ts";
import { createRoomCaller } from "./room-caller.ts";
import type { RoomCaller } from "./room-caller.ts";

const PORT = 19_040;
const BIDDERS = 40;
const LOT_MS = 15_000;
const GRACE_MS = 500;
/** Bids of one person are this far apart: just inside their rate. */
const BID_EVERY_MS = 110;

const folder = mkdtempSync(join(tmpdir(), "blytz-kill-"));
let workerd: MortalWorkerd;

beforeAll(async () => {
  workerd = await createMortalWorkerd(folder, PORT);
  await workerd.start();
});
afterAll(async () => {
  await workerd.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe("kill -9 under load", () => {
  test("loses no acknowledged bid, applies none twice, takes back no fact, and has one winner", async () => {
    const { room, lotId, auctionId, bidders, closesAtMs } = await openRoom();
    let turn = 0;
    const bidding = setInterval(() => {
      const bidder = must(bidders[turn % BIDDERS], "a bidder");
      turn += 1;
      const amountMinor = 1_000 + turn * 10;
      bidder.bid({ type: "bid.place", id: uuidV7(), lotId, amountMinor, mode: "max", confirm: true });
    }, BID_EVERY_MS / BIDDERS);

    let kills = 0;
    while (Date.now() < closesAtMs - 2_500) {
      await sleep(900 + Math.random() * 1_200);
      await killAndReturn(bidders);
      kills += 1;
    }
    // And once more in the closing pause: the hammer falls in a room that has just come up.
    await sleep(closesAtMs + GRACE_MS / 2 - Date.now());
    await killAndReturn(bidders);
    clearInterval(bidding);
    await settle(bidders);
    const page = await readLogUntilSold(room);

    const entries = await readJournal(room);
    const accepted = entries.filter((entry) =>
      entry.private.changes.some(({ type }) => type === "bid.accepted"),
    );
    const acknowledged = bidders.flatMap((bidder) => [...bidder.acknowledged.values()]);
    console.log(
      `${kills + 1} kills, ${turn} bids sent, ${acknowledged.length} acknowledged, ${accepted.length} in the journal`,
    );
    expect(kills).toBeGreaterThanOrEqual(3);
    expect(acknowledged.length).toBeGreaterThan(200);

    expect(bidders.flatMap((bidder) => [...bidder.unanswered.keys()])).toEqual([]);
    expect(bidders.flatMap((bidder) => bidder.contradictions)).toEqual([]);
    expectExactlyOnce(accepted, bidders);
    expectOneLog(page, bidders);
    expectOneWinner(page, accepted);
    await expectReplays(room, bidders);
    expect(auctionId).toBeTruthy();
  });
});

/** Kills the process and brings everybody back into the room that comes up again. */
async function killAndReturn(bidders: readonly Bidder[]): Promise<void> {
  await workerd.kill();
  await workerd.start();
  await Promise.all(bidders.map((bidder) => bidder.connect()));
}

/** Gives what is still under way time to be answered, resending once more within everybody's rate. */
async function settle(bidders: readonly Bidder[]): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (bidders.every((bidder) => bidder.unanswered.size === 0)) return;
    await sleep(250);
  }
}

async function readLogUntilSold(room: RoomCaller): Promise<LogPage> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const facts: LogPage["facts"] = [];
    for (;;) {
      const page = await room.log(facts.length, 1_000, nobody);
      facts.push(...page.facts);
      if (page.facts.length > 0) continue;
      if (facts.some((fact) => fact.type === "lot.sold")) return { ...page, facts };
      break;
    }
    await sleep(200);
  }
  throw new Error("the lot was not sold within 20 s of its close");
}

async function readJournal(room: RoomCaller): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (let more = true; more;) {
    const page = await room.outbox(entries.length, 500);
    entries.push(...page.entryTexts.map((text) => parseEntry(text)));
    ({ more } = page);
  }
  expect(entries.map((entry) => entry.entryNumber)).toEqual(entries.map((_, at) => at + 1));
  return entries;
}

/** Every acknowledged bid is in the journal with that answer, and no id is there twice. */
function expectExactlyOnce(accepted: readonly JournalEntry[], bidders: readonly Bidder[]): void {
  const byKey = new Map(
    accepted.map((entry) => [`${entry.private.userId} ${entry.private.commandId}`, entry]),
  );
  expect(byKey.size).toBe(accepted.length);
  const lost: string[] = [];
  for (const { caller, acknowledged } of bidders) {
    for (const [id, { type: _type, ...answer }] of acknowledged) {
      const stored = byKey.get(`${caller.userId} ${id}`)?.private.answer;
      if (JSON.stringify(stored) !== JSON.stringify(answer)) lost.push(id);
    }
  }
  expect(lost).toEqual([]);
}

/** The log has no gap, and whatever anybody was shown is in it, unchanged. */
function expectOneLog({ facts }: LogPage, bidders: readonly Bidder[]): void {
  expect(facts.map((fact) => fact.seq)).toEqual(facts.map((_, at) => at + 1));
  expect(facts.slice(1).map((fact) => fact.previousHash)).toEqual(
    facts.slice(0, -1).map((fact) => fact.hash),
  );
  const shown = bidders.flatMap((bidder) => [...bidder.facts]);
  expect(shown.length).toBeGreaterThan(facts.length);
  expect(shown.filter(([seq, hash]) => facts[seq - 1]?.hash !== hash)).toEqual([]);
}

/** One `lot.sold`, to the highest accepted maximum, the earliest of equals. */
function expectOneWinner({ facts }: LogPage, accepted: readonly JournalEntry[]): void {
  const sold = facts.filter((fact) => fact.type === "lot.sold");
  const bids = accepted.flatMap((entry) =>
    entry.private.changes.filter((change) => change.type === "bid.accepted"),
  );
  const best = bids.reduce((winner, bid) => (bid.amountMinor > winner.amountMinor ? bid : winner));
  expect(sold).toHaveLength(1);
  expect(sold[0]).toMatchObject({ paddle: best.paddle });
}

/** A sample of acknowledged bids, sent once more after it is all over, gets the first answer again. */
async function expectReplays(room: RoomCaller, bidders: readonly Bidder[]): Promise<void> {
  for (const { caller, acknowledged, commands } of bidders) {
    const [id, answer] = must([...acknowledged].at(-1), "an acknowledged bid");
    expect(await room.command(must(commands.get(id), "its command"), caller)).toEqual(answer);
  }
}

const nobody: Caller = {
  userId: null,
  displayName: null,
  isAdmin: false,
  sessionId: null,
  sessionExpiresAtMs: null,
};

function describeCaller(userId: string): Caller {
  return { ...nobody, userId, displayName: userId, sessionExpiresAtMs: Date.now() + 3_600_000 };
}

function describeAuction(auctionId: string): AuctionSpec {
  return {
    auctionId,
    sellerId: "seller",
    sellerName: "Seller",
    title: "A sale that will be interrupted",
    description: "",
    currency: "USD",
    pacing: "live",
    visibility: "public",
    region: null,
    scheduledStartMs: Date.now() + 60_000,
    scheduledEndMs: null,
    staggerMs: 20_000,
    premiumBps: 0,
    feeBps: 0,
    linkedUserIds: [],
    moderatorIds: [],
  };
}

const lotSpec: LotSpec = {
  productId: null,
  title: "A lamp",
  description: "",
  imageUrls: [],
  reserveMinor: null,
  rerunOf: null,
  rules: {
    format: "sudden-death",
    currency: "USD",
    startingPriceMinor: 1_000,
    buyNowMinor: null,
    increments: [{ fromMinor: 0, stepMinor: 1 }],
    quantity: 1,
    durationMs: LOT_MS,
    windowMs: 0,
    extensionMs: 0,
    extensionsMax: 0,
    hardCloseAfterMs: null,
    graceMs: GRACE_MS,
    premiumBps: 0,
    feeBps: 0,
    floorMinor: null,
    stepMinor: null,
    stepEveryMs: null,
  },
};

async function openRoom() {
  const [auctionId, lotId] = [uuidV7(), uuidV7()];
  const room = createRoomCaller(workerd.origin, auctionId);
  const seller = describeCaller("seller");
  const lots = [{ lotId, spec: lotSpec }];
  await room.platform(
    { type: "auction.create", id: "create", auction: describeAuction(auctionId), lots },
    seller,
  );
  const bidders = Array.from({ length: BIDDERS }, (_, at) =>
    createBidder(workerd.origin, auctionId, room, describeCaller(`bidder-${at}`)),
  );
  for (const { caller } of bidders) {
    const userId = must(caller.userId, "a bidder is signed in");
    const terms = { userId, displayName: userId, limitMinor: null, shippingMinor: 0, taxBps: 0 };
    await room.platform({ type: "bidder.register", id: "register", terms }, caller);
  }
  await room.command({ type: "auction.start", id: "start" }, seller);
  const opened = await room.command({ type: "lot.open", id: "open", lotId }, seller);
  expect(opened).toMatchObject({ type: "command.accepted" });
  const { facts } = await room.log(0, 10, nobody);
  const fact = must(
    facts.find(({ type }) => type === "lot.opened"),
    "the lot is open",
  );
  await Promise.all(bidders.map((bidder) => bidder.connect()));
  return { room, lotId, auctionId, bidders, closesAtMs: fact.atMs + LOT_MS };
}
