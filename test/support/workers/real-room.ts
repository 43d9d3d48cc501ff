import { abortAllDurableObjects, runDurableObjectAlarm } from "cloudflare:test";
import { vi } from "vitest";
import type { Actor, RoomCommand, WireCommand } from "../../../domain/room/command.ts";
import type { Fact } from "../../../domain/room/fact.ts";
import type { Caller } from "../../../durable-objects/auction-room/rpc.ts";
import { parseEntry } from "../../../durable-objects/auction-room/store/entry-text.ts";
import { asRpc, enterRoom, getRoom, joinRoom, pageOrigin, passerBy } from "./room.ts";
import type { TestSocket } from "./room.ts";
import { isSetup } from "../../sim/auditor/setup.ts";
import type { Answered, Happening, Heard, SaleRecord, Transcript } from "../../sim/transcript.ts";

type Answer = Awaited<ReturnType<ReturnType<typeof asRpc>["platform"]>> | null;

/**
 * A room as it runs in workerd, met the way the world meets it: sockets, calls, alarms. One thing at a time, so that
 * what it heard, and when by its own clock, is known; what it does is compared with that afterwards.
 */
export interface RealRoom {
  hear(actor: Actor, command: RoomCommand): Promise<Answered>;
  ring(): Promise<void>;
  /** What somebody is shown; also how they learn of the room. */
  look(actor: Actor): Promise<Extract<Happening, { type: "look" }>["look"]>;
  /** The object is gone, its sockets with it; what comes back knows what is on disk. */
  crash(): Promise<void>;
  enter(actor: Actor): Promise<void>;
  leave(actor: Actor): void;
  readonly log: readonly Fact[];
  /** What everybody with a socket heard, by person. */
  heardBySockets(): ReadonlyMap<string, readonly Fact[]>;
  finish(): Promise<Transcript>;
}

export function openRealRoom(auctionId: string): RealRoom {
  let room = getRoom(auctionId);
  const heard: Heard[] = [];
  const log: Fact[] = [];
  const sockets = new Map<string, TestSocket>();
  const everHeard = new Map<string, Fact[]>();

  const toCaller = ({ userId, displayName, isAdmin }: Actor): Caller => {
    if (userId === null) return passerBy;
    return {
      userId,
      displayName,
      isAdmin,
      sessionId: `session-of-${userId}`,
      sessionExpiresAtMs: Date.now() + 3_600_000,
    };
  };

  const note = async (what: Happening): Promise<void> => {
    const nowMs = Date.now();
    const page = await asRpc(room).log(log.length, 1_000, passerBy);
    const known = log.length;
    // The schema's type is the same but for `readonly`.
    const facts: readonly Fact[] = page?.facts ?? [];
    // The room acts on its own the moment something is due: before we ask again, and right after it answered.
    for (const [place, fact] of facts.entries()) {
      const isLast = facts[place + 1]?.atMs !== fact.atMs;
      if (fact.atMs < nowMs && isLast)
        heard.push({ atMs: fact.atMs, headSeq: fact.seq, what: { type: "alarm" }, chat: [] });
    }

    log.push(...facts);
    const isFresh = what.type === "command" && what.answered.ok && what.answered.seq > known;
    const headSeq = isFresh && what.answered.ok ? what.answered.seq : log.length;
    heard.push({ atMs: nowMs, headSeq, what, chat: [] });
    if (headSeq < log.length)
      heard.push({ atMs: nowMs, headSeq: log.length, what: { type: "alarm" }, chat: [] });
  };

  const ask = async (actor: Actor, command: RoomCommand): Promise<Answer> => {
    if (isSetup(command)) return asRpc(room).platform(command, toCaller(actor));
    const socket = sockets.get(actor.userId ?? "");
    if (socket !== undefined && socket.closed === null) {
      // Only answers of commands come back from `ask`.
      return (await socket.ask({ ...command } satisfies WireCommand)) as Answer;
    }
    return asRpc(room).command(command, toCaller(actor));
  };

  const keepFacts = (userId: string, socket: TestSocket): void => {
    everHeard.set(userId, [...(everHeard.get(userId) ?? []), ...socket.facts]);
  };

  return {
    log,
    async hear(actor, command) {
      const answered = toAnswered(await ask(actor, command));
      await note({ type: "command", actor, command, answered });
      return answered;
    },
    async ring() {
      await runDurableObjectAlarm(room);
      await note({ type: "alarm" });
    },
    async look(actor) {
      const joined = await room.join({ caller: toCaller(actor), origin: pageOrigin, terms: null });
      const reading = await asRpc(room).read(toCaller(actor));
      if (joined === null || reading === null) throw new Error("there is no such room");
      const look = { actor, auction: reading.auction, lots: reading.lots, you: joined.snapshot.you };
      await note({ type: "look", look });
      return look;
    },
    async crash() {
      for (const [userId, socket] of sockets) keepFacts(userId, socket);
      sockets.clear();
      await abortAllDurableObjects();
      room = getRoom(auctionId);
      heard.push({ atMs: Date.now(), headSeq: log.length, what: { type: "evicted" }, chat: [] });
    },
    async enter(actor) {
      const userId = actor.userId ?? "";
      await joinRoom(room, toCaller(actor), { terms: null });
      const socket = await enterRoom(room, toCaller(actor), {
        terms: null,
        query: `?afterSeq=${everHeard.get(userId)?.at(-1)?.seq ?? 0}`,
      });
      sockets.set(userId, socket);
    },
    leave(actor) {
      const userId = actor.userId ?? "";
      const socket = sockets.get(userId);
      if (socket === undefined) return;
      keepFacts(userId, socket);
      socket.socket.close(1000);
      sockets.delete(userId);
    },
    heardBySockets() {
      for (const [userId, socket] of sockets) keepFacts(userId, socket);
      sockets.clear();
      return everHeard;
    },
    async finish() {
      // Facts go out on ticks of real time; asking again is quicker than waiting for them.
      const last = log.length;
      for (const [userId, socket] of sockets) {
        if (socket.closed !== null || last === 0) continue;
        socket.send({ type: "sync.resume", afterSeq: 0 });
        await socket.until(({ facts }) => facts.at(-1)?.seq === last);
        keepFacts(userId, socket);
      }
      return { auctionId, heard, log, sales: await readSales(auctionId) };
    },
  };
}

/** Everything the outbox gives, as the projection reads it. */
async function readSales(auctionId: string): Promise<readonly SaleRecord[]> {
  const room = getRoom(auctionId);
  const sales: SaleRecord[] = [];
  for (let after = 0; ;) {
    const { entryTexts, more } = await asRpc(room).outbox(after, 100);
    for (const entry of entryTexts.map(parseEntry)) {
      after = entry.entryNumber;
      for (const change of entry.private.changes) {
        if (change.type !== "sale.made") continue;
        const { lotId, saleNumber, userId, paddle, priceMinor, shippingMinor } = change;
        sales.push({ lotId, saleNumber, userId, paddle, priceMinor, shippingMinor });
      }
    }
    if (!more) return sales;
  }
}

function toAnswered(answer: Answer): Answered {
  if (answer === null) throw new Error("there is no such room");
  if (answer.type === "command.refused") return { ok: false, code: answer.code, details: answer.details };
  const { seq, outcome, priceMinor, yourMaxMinor } = answer;
  return { ok: true, seq, outcome, priceMinor, yourMaxMinor };
}

/** The room's clock, stopped: it moves when the play says so, and alarms ring when the play rings them. */
export function stopClock(startMs: number): { readonly pass: (ms: number) => void } {
  vi.useFakeTimers({ toFake: ["Date"], now: startMs });
  return { pass: (ms) => void vi.setSystemTime(Date.now() + ms) };
}
