import type { ChatLine } from "../../contract/room/chat.ts";
import type { Actor, RoomCommand } from "../../domain/room/command.ts";
import type { LotFormat } from "../../domain/room/lot-rules.ts";
import type { LotView } from "../../domain/room/views.ts";
import { createAuctionSpec, createCast, createLotSpec, createTerms } from "./cast.ts";
import { createRoomHost } from "./room-host.ts";
import type { Turn } from "./room-host.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { createSimClient } from "./sim-client.ts";
import type { SimClient } from "./sim-client.ts";
import type { Answered, Happening, Heard, Transcript } from "./transcript.ts";
import { createVirtualTime } from "./virtual-time.ts";
import { createWorkload } from "./workload.ts";

export interface Simulation {
  readonly transcript: Transcript;
  /** What does not hold of the machinery itself: a rebuilt state that differs, a client that did not converge. */
  readonly faults: readonly string[];
}

/** When every simulated room begins. */
const START_MS = 1_760_000_000_000;
const formats: readonly LotFormat[] = [
  "english",
  "english",
  "english",
  "english",
  "sudden-death",
  "fixed",
  "sealed",
  "dutch",
];

/** Plays one whole room. The same seed and number of operations give the same room, to the last fact. */
export function simulate(seed: number, operations: number): Simulation {
  const random = createSeededRandom(seed);
  const time = createVirtualTime(START_MS);
  const host = createRoomHost(random);
  const cast = createCast(random);
  const auction = createAuctionSpec(random, cast, START_MS);
  const heard: Heard[] = [];
  const faults: string[] = [];
  const readers = new Set<(facts: Turn["facts"]) => void>();
  const messageIds: string[] = [];

  const note = (turn: Turn, what: Happening): void => {
    heard.push({ atMs: turn.atMs, headSeq: host.log.length, what, chat: turn.chat });
    messageIds.push(...turn.chat.map(({ messageId }: ChatLine) => messageId));
    if (turn.facts.length > 0) for (const reader of readers) reader(turn.facts);
    armAlarm();
  };

  // The alarm rings on time, late, or twice; arming it anew for an earlier time replaces it.
  let armedMs: number | null = null;
  const armAlarm = (): void => {
    const { alarmAtMs } = host;
    if (alarmAtMs === null || alarmAtMs === armedMs) return;
    armedMs = alarmAtMs;
    const lateMs = random.chance(85)
      ? random.int(0, 30)
      : random.chance(60)
        ? random.int(30, 2_500)
        : random.int(2_500, 60_000);
    const ring = (): void => {
      if (armedMs !== alarmAtMs) return;
      const rings = random.chance(10) ? 2 : 1;
      armedMs = null;
      for (let count = 0; count < rings; count += 1) note(host.ring(time.nowMs), { type: "alarm" });
    };
    time.at(alarmAtMs + lateMs, ring);
  };

  /** The platform's clock may be set back a little; the room's own never is. */
  const clockMs = (): number => time.nowMs - (random.chance(1) ? random.int(0, 2_000) : 0);

  const hear = (actor: Actor, command: RoomCommand): Answered => {
    const { answered, turn } = host.hear(actor, command, clockMs());
    note(turn, { type: "command", actor, command, answered });
    return answered;
  };
  const look = (actor: Actor) => {
    const { snapshot, lots: seen, turn } = host.look(actor, clockMs());
    note(turn, { type: "look", look: { actor, auction: snapshot.auction, lots: seen, you: snapshot.you } });
    return { snapshot, lots: seen };
  };
  const server = {
    hear,
    join: (actor: Actor) => look(actor).snapshot,
    readLots(actor: Actor) {
      const { snapshot, lots: seen } = look(actor);
      return { seq: snapshot.seq, lots: seen };
    },
    factsAfter: (seq: number) => host.factsAfter(seq),
    subscribe(reader: (facts: Turn["facts"]) => void) {
      readers.add(reader);
      return () => readers.delete(reader);
    },
  };

  const evict = (): void => {
    const { same } = host.evict();
    if (!same)
      faults.push(
        `at ${time.nowMs}: the state that came back from the journal is not the one that was there`,
      );
    heard.push({ atMs: time.nowMs, headSeq: host.log.length, what: { type: "evicted" }, chat: [] });
  };

  const lots = Array.from({ length: random.int(2, 9) }, (_, index) => ({
    lotId: `lot-${index + 1}`,
    spec: createLotSpec(random, formats),
  }));
  const created = hear(cast.seller, { type: "auction.create", id: "create", auction, lots });
  if (!created.ok) throw new Error(`no room: ${JSON.stringify(created)}`);

  const open = (actor: Actor): SimClient => {
    const client = createSimClient({ actor, server, time, random });
    client.connect();
    return client;
  };
  const bidders = cast.bidders.map((actor, index) => {
    hear(actor, { type: "bidder.register", id: `register-${index}`, terms: createTerms(random, actor) });
    return open(actor);
  });
  const seller = open(cast.seller);
  const others = [cast.linked, cast.onlooker, cast.passerBy].map(open);
  const moderator = open(cast.moderator);
  const admin = open(cast.admin);
  const everyone = [...bidders, seller, ...others, moderator, admin];
  const workload = createWorkload(random, cast, formats);

  /** The line breaks; most devices are back within seconds. */
  const drop = (client: SimClient): void => {
    client.disconnect();
    time.at(time.nowMs + (random.chance(80) ? random.int(0, 2_000) : random.int(2_000, 20_000)), () =>
      client.connect(),
    );
  };

  const operate = (count: number): void => {
    const choice = random.int(0, 99);
    const client = random.pick(bidders);
    const send = (from: SimClient, command: RoomCommand | null): void => {
      // A command's sender is whoever sends it; platform commands come from the routes, which wait for their answer.
      if (command !== null) from.send(command as Parameters<SimClient["send"]>[0]);
    };
    if (choice < 66) send(client, workload.bidderAct(client));
    else if (choice < 80) send(seller, workload.hostAct(seller, count > operations * 0.7));
    else if (choice < 82) send(random.pick(others), workload.bidderAct(client));
    else if (choice < 83) send(random.chance(50) ? admin : client, workload.adminAct(admin));
    else if (choice < 87) send(random.pick(everyone), workload.talk(messageIds));
    else if (choice < 88) send(random.chance(80) ? moderator : client, workload.moderate(messageIds));
    else if (choice < 90) hear(...workload.platformAct(seller));
    else if (choice < 94) drop(random.pick(everyone));
    else if (choice < 96) evict();
    else if (choice < 97) host.takeSnapshot();
    else if (choice < 98) host.project(random.chance(50));
    else look(random.pick(everyone).actor);
  };

  for (let count = 0; count < operations; count += 1) {
    operate(count);
    // Sometimes a burst, sometimes a rest, sometimes exactly where a lot closes.
    const { alarmAtMs } = host;
    if (alarmAtMs !== null && random.chance(4))
      time.runUntil(alarmAtMs + random.pick([-401, -400, -1, 0, 1, 3_001]));
    else time.runUntil(time.nowMs + (random.chance(60) ? random.int(0, 30) : random.int(30, 600)));
  }

  // The network heals, the clock runs out, and everyone must know what happened.
  for (const client of everyone) client.settle();
  const endMs = time.nowMs + 3_600_000;
  for (let quiet = 0; quiet < 200; quiet += 1) {
    time.drain(endMs);
    if (armedMs === null) break;
  }
  for (const client of everyone) client.settle();
  time.runUntil(time.nowMs + 60_000);
  host.project(false);
  faults.push(...findStragglers(everyone, host.log.length, look(cast.passerBy).lots));
  const transcript = { auctionId: auction.auctionId, heard, log: [...host.log], sales: host.sales };
  host.close();
  return { transcript, faults };
}

/** After the network healed every client holds the room as it is. */
function findStragglers(
  clients: readonly SimClient[],
  headSeq: number,
  truth: readonly LotView[],
): readonly string[] {
  const faults: string[] = [];
  for (const { actor, model } of clients) {
    const who = actor.displayName ?? "passer-by";
    if (model === null || model.seq !== headSeq) {
      faults.push(`${who} stands at fact ${model?.seq ?? 0} of ${headSeq}`);
      continue;
    }
    for (const { asOfSeq: _seq, lastBidAuto: _auto, ...mine } of model.lots) {
      const lot = truth.find(({ id }) => id === mine.id);
      if (lot === undefined) continue;
      for (const [name, value] of Object.entries(lot)) {
        if (!isFollowed(lot, name)) continue;
        const held = (mine as Record<string, unknown>)[name];
        if (JSON.stringify(held) !== JSON.stringify(value)) {
          faults.push(
            `${who} holds ${name} of ${lot.id} (${lot.status}) as ${JSON.stringify(held)}, not ${JSON.stringify(value)}`,
          );
        }
      }
    }
  }
  return faults;
}

/** Whether facts carry this part of a lot; the rest a client learns by reading over HTTP. */
function isFollowed(lot: LotView, name: string): boolean {
  // Of a lot that never opened only its end is a fact; its words and its place change without one.
  if (lot.openedAtMs === null) return ["status", "closedAtMs"].includes(name);
  if (["description", "imageUrls", "productId", "rerunOf"].includes(name)) return false;
  // Hidden bids from before the opening are counted from the opening on; a client that came between cannot know.
  if (name === "bidCount" && lot.format === "sealed") return false;
  // Once closed, nobody will bid on it; and what did not sell has no price.
  return (
    lot.status === "open" || (name !== "nextMinimumMinor" && (name !== "priceMinor" || lot.status === "sold"))
  );
}
