import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { v7 as uuidV7 } from "uuid";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { applyFacts, applySnapshot } from "../../client/room/apply-frame.ts";
import type { RoomModel } from "../../client/room/room-model.ts";
import { publicKey } from "../../client/verify/public-log.ts";
import { verifyLog } from "../../client/verify/verify-log.ts";
import { z } from "../../contract/zod.ts";
import type { Actor, RoomCommand, WireCommand } from "../../domain/room/command.ts";
import type { LotFormat } from "../../domain/room/lot-rules.ts";
import { openRealRoom, stopClock } from "../support/workers/real-room.ts";
import type { RealRoom } from "../support/workers/real-room.ts";
import { silenceConsole } from "../support/workers/room.ts";
import { audit } from "./auditor.ts";
import { createAuctionSpec, createCast, createLotSpec, createTerms } from "./cast.ts";
import type { Cast } from "./cast.ts";
import { createSeededRandom } from "./seeded-random.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { Transcript } from "./transcript.ts";
import { createWorkload } from "./workload.ts";
import type { Player } from "./workload.ts";

const SEEDS = 20;
const OPERATIONS = 80;
const formats: readonly LotFormat[] = [
  "english",
  "english",
  "english",
  "sudden-death",
  "fixed",
  "sealed",
  "dutch",
];

beforeEach(silenceConsole);
afterEach(reset);
afterEach(() => void vi.useRealTimers());

interface Person extends Player {
  readonly actor: Actor;
  model: RoomModel | null;
  readonly accepted: WireCommand[];
  readonly refused: WireCommand[];
}

/** One room in workerd, from its creation to its last hammer. */
async function play(seed: number): Promise<{ readonly transcript: Transcript; readonly room: RealRoom }> {
  const random = createSeededRandom(seed);
  // A day ahead of the machine's own clock, which alarms go by: none rings unless the play rings it.
  const startMs = Date.now() + 86_400_000;
  const clock = stopClock(startMs);
  const cast = createCast(random);
  const auction = { ...createAuctionSpec(random, cast, startMs), auctionId: uuidV7() };
  const room = openRealRoom(auction.auctionId);
  const lots = Array.from({ length: random.int(2, 6) }, (_, index) => ({
    lotId: `lot-${index + 1}`,
    spec: createLotSpec(random, formats),
  }));
  const created = await room.hear(cast.seller, { type: "auction.create", id: "create", auction, lots });
  expect(created).toMatchObject({ ok: true });

  const toPerson = (actor: Actor): Person => ({ actor, model: null, accepted: [], refused: [] });
  const bidders = cast.bidders.map(toPerson);
  const [seller, admin, ...others] = [cast.seller, cast.admin, cast.linked, cast.onlooker, cast.passerBy].map(
    toPerson,
  );
  if (seller === undefined || admin === undefined) throw new Error("a cast has both");
  for (const { actor } of bidders) {
    await room.hear(actor, {
      type: "bidder.register",
      id: `register-${actor.userId}`,
      terms: createTerms(random, actor),
    });
  }

  /** Looks again now and then; between looks a person knows what the log tells. */
  const refresh = async (person: Person): Promise<void> => {
    if (person.model !== null && !random.chance(20)) {
      person.model = applyFacts(person.model, room.log).model;
      return;
    }
    const { auction: view, lots: seen, you } = await room.look(person.actor);
    const snapshot = {
      seq: room.log.length,
      nowMs: Date.now(),
      you,
      auction: view,
      lots: seen,
      current: null,
      viewers: 0,
    };
    person.model = applySnapshot(null, snapshot);
  };
  const send = async (person: Person, choose: (player: Player) => RoomCommand | null): Promise<void> => {
    await refresh(person);
    const command = choose(person);
    if (command === null) return;
    const { ok } = await room.hear(person.actor, command);
    // What the platform's routes send is nobody's to send again.
    if (!isWire(command)) return;
    (ok ? person.accepted : person.refused).push(command);
    if (random.chance(5)) await room.hear(person.actor, command);
  };

  const workload = createWorkload(random, cast, formats);
  const operate = createOperate({ random, room, cast, workload, bidders, seller, admin, others, send });
  for (let count = 0; count < OPERATIONS; count += 1) {
    await operate(count > OPERATIONS * 0.7);
    clock.pass(random.chance(60) ? random.int(0, 100) : random.int(100, 3_000));
    // The alarm may ring at any time: early, late, or twice.
    if (random.chance(15)) await room.ring();
  }
  for (let round = 0; round < 12; round += 1) {
    clock.pass(30_000);
    await room.ring();
  }
  return { transcript: await room.finish(), room };
}

const isWire = (command: RoomCommand): command is WireCommand =>
  !["auction.create", "auction.edit", "lot.add", "lot.edit", "lot.remove", "bidder.register"].includes(
    command.type,
  );

interface Play {
  readonly random: SeededRandom;
  readonly room: RealRoom;
  readonly cast: Cast;
  readonly workload: ReturnType<typeof createWorkload>;
  readonly bidders: readonly Person[];
  readonly seller: Person;
  readonly admin: Person;
  readonly others: readonly Person[];
  readonly send: (person: Person, choose: (player: Player) => RoomCommand | null) => Promise<void>;
}

function createOperate({ random, room, workload, bidders, seller, admin, others, send }: Play) {
  return async (late: boolean): Promise<void> => {
    const choice = random.int(0, 99);
    const bidder = random.pick(bidders);
    if (choice < 62) await send(bidder, workload.bidderAct);
    else if (choice < 78) await send(seller, (player) => workload.hostAct(player, late));
    else if (choice < 80) await send(random.pick(others), workload.bidderAct);
    else if (choice < 81) await send(admin, workload.adminAct);
    else if (choice < 83) await send(seller, () => workload.moderate([]));
    else if (choice < 86) {
      const [actor, command] = workload.platformAct(seller);
      await room.hear(actor, command);
    } else if (choice < 90) await room.enter(bidder.actor);
    else if (choice < 93) room.leave(bidder.actor);
    else if (choice < 98) await room.crash();
    else await room.ring();
  };
}

const signingKeys = z.object({ keys: z.array(publicKey) }).parse(JSON.parse(env.LOG_SIGNING_KEYS ?? "{}"));

describe("whole rooms in workerd", () => {
  test.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
    "keep the rules, crashes and all: seed %i",
    async (seed) => {
      const { transcript, room } = await play(seed);
      expect({ seed, findings: audit(transcript) }).toEqual({ seed, findings: [] });
      for (const facts of room.heardBySockets().values()) {
        for (const fact of facts) expect(fact).toEqual(transcript.log[fact.seq - 1]);
      }
      const { auctionId, log } = transcript;
      const report = await verifyLog({ auctionId, facts: log, signatures: [], keys: signingKeys.keys });
      expect({ seed, findings: report.findings }).toEqual({ seed, findings: [] });
    },
    60_000,
  );
});
