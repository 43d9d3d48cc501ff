import { setTimeout as pause } from "node:timers/promises";
import { ApiError } from "../../client/http/api-error.ts";
import { createAuction, listAuctions, readAuction } from "../../contract/http/auctions.ts";
import type { Auction } from "../../contract/http/auctions.ts";
import { addLot } from "../../contract/http/lots.ts";
import type { Lot } from "../../contract/http/lots.ts";
import type { RoomClient } from "../../client/room/room-client.ts";
import { findCurrentLot } from "../../client/room/room-model.ts";
import { startBidding } from "./bidder.ts";
import { give } from "./host.ts";
import type { Stage } from "./load-catalogue.ts";
import { listOwnAuctions } from "./load-sales.ts";
import type { Person } from "./person.ts";
import { liveSale, requireProduct, toLotInput } from "./sales.ts";

interface LiveOptions {
  readonly seller: Person;
  readonly bidders: readonly Person[];
  readonly stage: Stage;
  readonly signal: AbortSignal;
}

/** Between a hammer and the next lot: long enough to read "sold", short enough that there is always something to bid on. */
const betweenLotsMs = 600;
/** Lots kept waiting, so that a reader sees what comes. */
const lotsAhead = 5;
/** Then a fresh sale takes over: a room keeps its whole log, and a list of hundreds of lots helps nobody. */
const lotsPerSale = 60;
/** How often the host glances at the room, which costs nothing, and how often at the whole sale. */
const glanceEveryMs = 150;
const lookEveryMs = 5_000;

const smallTalk = [
  ["That one is lovely", "Nice and clean", "Where does it ship from?", "I had one of these"],
  ["Too rich for me", "One more…", "Go on then", "Beautiful condition"],
  ["Morning from Oslo", "How is the box?", "Love the colour", "Sniped, fair play"],
  ["Watching this one", "What a price", "Is the certificate included?", "Congrats!"],
];

/**
 * Keeps one sale on the air until the signal: opens lots, lists what was sold again as new lots, and starts the next sale
 * when one has run its length or somebody at the host's console ended it. Returns once the lists show an open lot.
 */
export async function startLiveSale(options: LiveOptions): Promise<void> {
  const first = await tend(options, await requireSale(options));
  void keepGoing(options, first);
  await waitUntilListed(options, first);
}

/** Lists are a moment behind rooms: who opens the home page first should find the sale there. */
async function waitUntilListed({ seller, signal }: LiveOptions, auctionId: string): Promise<void> {
  for (;;) {
    const { items } = await seller.api.page(listAuctions, { query: { status: "live", limit: "100" } });
    const found = items.find(({ id }) => id === auctionId);
    if (found?.lots.some(({ status }) => status === "open") === true) return;
    await pause(200, undefined, { signal });
  }
}

async function keepGoing(options: LiveOptions, first: string): Promise<void> {
  const { signal } = options;
  let auctionId = first;
  let seats = takeSeats(options, auctionId);
  let lookedAtMs = 0;
  while (!signal.aborted) {
    try {
      if (Date.now() - lookedAtMs >= lookEveryMs || isIdle(seats.host)) {
        lookedAtMs = Date.now();
        const next = await tend(options, auctionId);
        if (next !== auctionId) {
          seats.leave();
          seats = takeSeats(options, next);
          auctionId = next;
        }
      }
      await pause(glanceEveryMs, undefined, { signal });
    } catch (error) {
      if (signal.aborted) break;
      // The product is restarting or busy; the sale goes on when it is back.
      console.error(`demo host: ${error instanceof Error ? error.message : String(error)}`);
      await pause(3_000, undefined, { signal }).catch(() => undefined);
    }
  }
  seats.leave();
}

/** Nothing is open: the hammer fell, or the sale is over. */
function isIdle(host: RoomClient): boolean {
  const { model } = host.getState();
  return model !== null && model.auction.held === null && findCurrentLot(model) === undefined;
}

/** The sale that is on, or a new one. */
async function requireSale({ seller, stage }: LiveOptions): Promise<string> {
  const known = await listOwnAuctions(seller.api);
  const mayGoOn = known.filter(
    ({ title, status }) => title === liveSale.title && (status === "live" || status === "scheduled"),
  );
  for (const { id } of mayGoOn) {
    const auction = await readIfThere(seller, id);
    if (auction?.status === "live") return id;
    if (auction?.status === "scheduled") {
      await give(seller.api, id, { type: "auction.start" });
      return id;
    }
  }
  return openSale(seller, stage);
}

async function openSale(seller: Person, stage: Stage): Promise<string> {
  const { title, description, timing, keys } = liveSale;
  const first = keys.slice(0, lotsAhead + 1).map((key) => ({ key, rules: timing }));
  const lots = await Promise.all(first.map(stage.take));
  const scheduledStart = new Date().toISOString();
  const { id } = await seller.api.call(createAuction, {
    body: { title, description, scheduledStart, currency: "USD", lots },
  });
  await give(seller.api, id, { type: "auction.start" });
  return id;
}

/** A database may be older or newer than the rooms beside it: then a listed sale has no room. */
async function readIfThere(seller: Person, id: string): Promise<Auction | undefined> {
  try {
    return await seller.api.call(readAuction, { params: { id } });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** One look at the sale: does what it needs now and says which sale is on. */
async function tend(options: LiveOptions, auctionId: string): Promise<string> {
  const { seller } = options;
  const auction = await readIfThere(seller, auctionId);
  if (auction === undefined || auction.status === "ended" || auction.status === "cancelled") {
    const next = await requireSale(options);
    return tend(options, next);
  }
  // Somebody at the console holds it: theirs to resume.
  if (auction.held !== null) return auctionId;
  const open = auction.lots.some(({ status }) => status === "open");
  if (open) {
    await relist(options, auction);
    return auctionId;
  }
  if (Date.now() - findLastCloseMs(auction.lots) < betweenLotsMs) return auctionId;
  const next = auction.lots.find(({ status }) => status === "queued") ?? (await relist(options, auction));
  if (next !== undefined) {
    await give(seller.api, auctionId, { type: "lot.open", lotId: next.id });
    return auctionId;
  }
  // The sale has run its length. The next one first: there is never a moment without one.
  const following = await openSale(seller, options.stage);
  await give(seller.api, auctionId, { type: "auction.end" });
  return tend(options, following);
}

const findLastCloseMs = (lots: readonly Lot[]): number =>
  Math.max(0, ...lots.map(({ closedAtMs }) => closedAtMs ?? 0));

/**
 * Puts the next product of the round behind the queue when it gets short: what nobody wanted comes up again (rule L1), and of
 * what was sold there is another.
 */
async function relist({ seller, stage }: LiveOptions, auction: Auction): Promise<Lot | undefined> {
  const queued = auction.lots.filter(({ status }) => status === "queued").length;
  if (queued >= lotsAhead || auction.lots.length >= lotsPerSale) return undefined;
  const key = liveSale.keys[auction.lots.length % liveSale.keys.length];
  if (key === undefined) return undefined;
  const lot = { key, rules: liveSale.timing };
  const { title } = requireProduct(key).input;
  const last = auction.lots.findLast((each) => each.title === title);
  const left = last?.status === "passed" || last?.status === "voided" ? last : undefined;
  const body =
    typeof left?.productId === "string"
      ? { ...toLotInput(left.productId, lot), rerunOf: left.id }
      : await stage.take(lot);
  return seller.api.call(addLot, { params: { id: auction.id }, body });
}

interface Seats {
  readonly host: RoomClient;
  readonly leave: () => void;
}

/** Sends the host and the demo's bidders in. */
function takeSeats({ seller, bidders, signal }: LiveOptions, auctionId: string): Seats {
  const leaving = new AbortController();
  const host = seller.enter(auctionId);
  const rooms = bidders.map((bidder) => bidder.enter(auctionId));
  for (const [index, room] of rooms.entries()) {
    startBidding({
      room,
      signal: AbortSignal.any([signal, leaving.signal]),
      pace: { leastMs: 5_000, mostMs: 16_000 },
      appetite: 1.5 + index * 0.4,
      lines: smallTalk[index % smallTalk.length] ?? [],
    });
  }
  return {
    host,
    leave: () => {
      leaving.abort();
      for (const room of [host, ...rooms]) room.close();
    },
  };
}
