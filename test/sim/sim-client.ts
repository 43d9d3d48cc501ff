import type { Actor, WireCommand } from "../../domain/room/command.ts";
import type { Fact } from "../../domain/room/fact.ts";
import type { LotView, RoomSnapshot, YouView } from "../../domain/room/views.ts";
import { applyFacts, applyReading, applySnapshot, applyYou } from "../../client/room/apply-frame.ts";
import type { RoomModel } from "../../client/room/room-model.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { Answered } from "./transcript.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** The room as a client reaches it. */
export interface Server {
  hear(actor: Actor, command: WireCommand): Answered;
  join(actor: Actor): RoomSnapshot;
  /** All lots, as over HTTP. */
  readLots(actor: Actor): { readonly seq: number; readonly lots: readonly LotView[] };
  factsAfter(seq: number): readonly Fact[];
  subscribe(listener: (facts: readonly Fact[]) => void): () => void;
}

export interface SimClientDeps {
  readonly actor: Actor;
  readonly server: Server;
  readonly time: VirtualTime;
  readonly random: SeededRandom;
}

/**
 * One person's device on a bad network: frames are late, lost with their connection, or arrive twice; an answer may
 * be lost after its command had its effect. What it knows of the room it knows by the product's own reducers.
 */
export interface SimClient {
  readonly actor: Actor;
  readonly model: RoomModel | null;
  /** Sends a command and does not rest until it is answered. */
  send(command: WireCommand): void;
  connect(): void;
  disconnect(): void;
  /** From here on the network is perfect. */
  settle(): void;
  /** Commands that were accepted, to try them again. */
  readonly accepted: readonly WireCommand[];
  readonly refused: readonly WireCommand[];
}

/** The most a room sends as facts before it sends a snapshot. */
const RESUME_FACTS_MAX = 500;

export function createSimClient({ actor, server, time, random }: SimClientDeps): SimClient {
  let model: RoomModel | null = null;
  let perfect = false;
  /** Counts connections: what belongs to an earlier one is lost. */
  let connection = 0;
  let unsubscribe: (() => void) | null = null;
  let upFreeAtMs = 0;
  let downFreeAtMs = 0;
  let resuming = false;
  const pending = new Map<string, WireCommand>();
  const accepted: WireCommand[] = [];
  const refused: WireCommand[] = [];

  const latencyMs = (): number => {
    if (perfect) return 1;
    if (random.chance(80)) return random.int(0, 60);
    return random.chance(80) ? random.int(60, 800) : random.int(800, 6_000);
  };

  const settleAnswer = (command: WireCommand, answered: Answered): void => {
    if (!pending.delete(command.id)) return;
    (answered.ok ? accepted : refused).push(command);
  };

  /** A socket keeps its order: nothing overtakes what was sent before. */
  const down = (act: () => void): void => {
    const mine = connection;
    downFreeAtMs = Math.max(downFreeAtMs, time.nowMs + latencyMs());
    time.at(downFreeAtMs, () => {
      if (mine === connection) act();
    });
  };
  const up = (act: () => void): void => {
    const mine = connection;
    upFreeAtMs = Math.max(upFreeAtMs, time.nowMs + latencyMs());
    time.at(upFreeAtMs, () => {
      // A frame on its way when the line broke may or may not have made it.
      if (mine === connection || random.chance(50)) act();
    });
  };

  const receiveFacts = (facts: readonly Fact[]): void => {
    if (model === null) return;
    const result = applyFacts(model, facts);
    model = result.model;
    if (result.applied.length > 0) resuming = false;
    if (result.trouble === null || resuming) return;
    resuming = true;
    up(() => sendLog(model?.seq ?? 0));
  };

  const receiveSnapshot = (snapshot: RoomSnapshot): void => {
    model = applySnapshot(model, snapshot);
    resuming = false;
    readLots();
  };

  const readLots = (): void => {
    if (model === null || model.lotsComplete) return;
    time.at(time.nowMs + latencyMs(), () => {
      const reading = server.readLots(actor);
      time.at(time.nowMs + latencyMs(), () => {
        if (model !== null) model = applyReading(model, reading);
      });
    });
  };

  const sendLog = (afterSeq: number): void => {
    const facts = server.factsAfter(afterSeq);
    if (facts.length <= RESUME_FACTS_MAX && !random.chance(perfect ? 0 : 5)) down(() => receiveFacts(facts));
    else {
      const snapshot = server.join(actor);
      down(() => receiveSnapshot(snapshot));
    }
  };

  const sendOverSocket = (command: WireCommand): void => {
    const copies = !perfect && random.chance(4) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      up(() => {
        const answered = server.hear(actor, command);
        down(() => settleAnswer(command, answered));
      });
    }
  };

  /** Another path: it may overtake what the socket carries. An answer that is lost is asked for again. */
  const sendOverHttp = (command: WireCommand): void => {
    time.at(time.nowMs + latencyMs(), () => {
      const answered = server.hear(actor, command);
      if (!perfect && random.chance(15))
        time.at(time.nowMs + random.int(200, 4_000), () => sendOverHttp(command));
      else time.at(time.nowMs + latencyMs(), () => settleAnswer(command, answered));
    });
  };

  const disconnect = (): void => {
    connection += 1;
    unsubscribe?.();
    unsubscribe = null;
    resuming = false;
  };

  const connect = (): void => {
    disconnect();
    const snapshot = server.join(actor);
    const mine = connection;
    const isFirst = model === null;
    if (model === null) model = applySnapshot(null, snapshot);
    else model = applyYou(model, snapshot.you satisfies YouView);
    readLots();
    unsubscribe = server.subscribe((facts) => {
      if (mine !== connection) return;
      // A frame that a live line swallows: the next one shows the gap.
      if (!perfect && random.chance(3)) return;
      down(() => receiveFacts(facts));
    });
    if (!isFirst || random.chance(50)) sendLog(model.seq);
    for (const command of pending.values()) sendOverSocket(command);
  };

  return {
    actor,
    get model() {
      return model;
    },
    send(command) {
      pending.set(command.id, command);
      if (unsubscribe !== null && !random.chance(15)) sendOverSocket(command);
      else if (random.chance(60)) sendOverHttp(command);
    },
    connect,
    disconnect,
    settle() {
      perfect = true;
      connect();
      // The last word of a room that says nothing more: whoever missed it asks.
      time.at(time.nowMs + 10, () => sendLog(model?.seq ?? 0));
    },
    accepted,
    refused,
  };
}
