import { v7 } from "uuid";
import type { BidderObstacle } from "../../contract/http/rooms.ts";
import type { ChatLine, ReactionKind } from "../../contract/room/chat.ts";
import { decodeDownFrame, encodeFrame } from "../../contract/room/codec.ts";
import type { ReceivedFact } from "../../contract/room/codec.ts";
import { closeCodes } from "../../contract/room/down.ts";
import { heartbeat } from "../../contract/room/up.ts";
import type { BidPlace, WireCommand } from "../../domain/room/command.ts";
import type { LotView, RoomSnapshot } from "../../domain/room/views.ts";
import { applyChat, applyReading, applySnapshot, applyYou } from "./apply-frame.ts";
import { createCatchUp } from "./catch-up.ts";
import { createCommands } from "./commands.ts";
import type { CommandOutcome } from "./commands.ts";
import { createConnection } from "./connection.ts";
import type { Preparation, WebSocketClass } from "./connection.ts";
import { createEmitter } from "./events.ts";
import type { Emitter, RoomEvents } from "./events.ts";
import { createLine } from "./line.ts";
import { addOwnBid, refuseOwnBid } from "./own-bids.ts";
import { createReceive } from "./receive.ts";
import { createRenewal } from "./renewal.ts";
import type { RoomModel } from "./room-model.ts";
import { createRoomStore } from "./room-state.ts";
import type { RoomState } from "./room-state.ts";

/** What a join answered, or why there is none. */
export type JoinOutcome =
  | {
      readonly type: "joined";
      readonly ticket: string;
      readonly socketPath: string;
      readonly snapshot: RoomSnapshot;
      readonly obstacle: BidderObstacle | null;
      /** When the login session behind the ticket ends, epoch milliseconds; null when unknown or signed out. */
      readonly sessionExpiresAtMs: number | null;
    }
  | Exclude<Preparation, { readonly type: "go" }>;

export interface RoomClientOptions {
  /** Where sockets go: the site's origin, `http(s)` or `ws(s)`. */
  readonly origin: string;
  readonly join: () => Promise<JoinOutcome>;
  /** Gets a fresh login session; false when there is none to get. Absent for those who never sign in. */
  readonly refreshSession?: () => Promise<boolean>;
  /** All lots over HTTP, for those a snapshot leaves out. */
  readonly readLots?: () => Promise<{ readonly seq: number; readonly lots: readonly LotView[] }>;
  readonly readLog?: (afterSeq: number) => Promise<readonly ReceivedFact[]>;
  readonly deps?: Partial<RoomClientDeps>;
}

/** What differs between platforms and tests. */
export interface RoomClientDeps {
  readonly WebSocket: WebSocketClass;
  /** Epoch milliseconds that only move forward. */
  readonly now: () => number;
  readonly random: () => number;
  readonly makeId: () => string;
}

export interface BidRequest extends Omit<BidPlace, "type" | "id" | "mode"> {
  /** `max` unless it says otherwise. */
  readonly mode?: BidPlace["mode"];
  /** The refused bid's id when it is sent again with `confirm`. */
  readonly id?: string;
}

export interface RoomClient {
  getState(): RoomState;
  /** Calls back on every change of the state; returns what stops it. */
  readonly subscribe: (listener: () => void) => () => void;
  on<Name extends keyof RoomEvents>(name: Name, listener: (event: RoomEvents[Name]) => void): () => void;
  /** Sends a command and settles with its answer, however many reconnects that takes. Never rejects. */
  send(command: WireCommand): Promise<CommandOutcome>;
  placeBid(bid: BidRequest): Promise<CommandOutcome>;
  /** May be lost; nobody waits for a heart. */
  react(kind: ReactionKind): void;
  /** The room's clock now, epoch milliseconds. */
  roomNowMs(): number;
  /** Adds lines from the archive. */
  addChat(lines: readonly ChatLine[]): void;
  /** The network is back or the page is looked at again: do not wait out the pause. */
  hurry(): void;
  /** Someone signed in or out: enter again as who they are now. */
  rejoin(): void;
  close(): void;
}

const defaultDeps = (): RoomClientDeps => ({
  WebSocket: globalThis.WebSocket,
  // Unlike Date.now, this does not jump when the device's clock is set.
  now: () => performance.timeOrigin + performance.now(),
  random: Math.random,
  makeId: v7,
});

/** Enters a room and stays in it until closed. */
export function createRoomClient(options: RoomClientOptions): RoomClient {
  const deps = { ...defaultDeps(), ...options.deps };
  const { now, random } = deps;
  const store = createRoomStore();
  const emitter: Emitter<RoomEvents> = createEmitter();
  let heardAtMs = now();
  /** Room minus local clock as a snapshot has it: late by its trip, but there before the first measurement. */
  let coarseOffsetMs = 0;
  /** True from a connection's first frame of the log on: commands may go out. */
  let ready = false;
  let isUp = false;
  let wantsSnapshot = false;
  let readingLots = false;

  const setModel = (model: RoomModel): void => {
    for (const { id, priceMinor } of store.advance(model)) emitter.emit("outbid", { lotId: id, priceMinor });
    if (!model.lotsComplete) void readLots();
  };

  const readLots = async (): Promise<void> => {
    if (readingLots || options.readLots === undefined) return;
    readingLots = true;
    const reading = await options.readLots().catch(() => null);
    readingLots = false;
    const { model } = store.read();
    if (reading !== null && model !== null) store.update({ model: applyReading(model, reading) });
  };

  const startOver = (): void => {
    wantsSnapshot = true;
    connection.renew();
  };
  const line = createLine({
    now,
    send: (text) => connection.send(text),
    readSeq: () => store.read().model?.seq ?? 0,
    onSilence: () => connection.renew(),
  });
  const commands = createCommands({ now, send: (command) => ready && connection.send(encodeFrame(command)) });
  const catchUp = createCatchUp({
    readModel: () => store.read().model,
    setModel,
    sendResume: (afterSeq) => connection.send(encodeFrame({ type: "sync.resume", afterSeq })),
    startOver,
    emit: (name, event) => emitter.emit(name, event),
    readLog: options.readLog,
  });

  const onLog = (): void => {
    // The frame may have been what ended its connection.
    if (!isUp) return;
    const { behind } = catchUp;
    if (behind !== null) {
      store.update({ status: { kind: "catching-up", behind } });
      return;
    }
    if (store.read().status.kind !== "live") store.update({ status: { kind: "live" } });
    if (ready) return;
    ready = true;
    wantsSnapshot = false;
    commands.resend();
  };
  const receive = createReceive({ store, catchUp, commands, line, emit: emitter.emit.bind(emitter), onLog });

  const join = (): Promise<JoinOutcome> => options.join().catch(() => ({ type: "later" }));
  const renewal = createRenewal({
    now,
    random,
    async renew() {
      if (options.refreshSession !== undefined && !(await options.refreshSession().catch(() => false)))
        return null;
      const joined = await join();
      if (joined.type !== "joined") return null;
      connection.send(encodeFrame({ type: "session.renew", ticket: joined.ticket }));
      return joined.sessionExpiresAtMs;
    },
  });

  const hangUp = (): void => {
    isUp = false;
    ready = false;
    line.close();
    renewal.cancel();
    catchUp.closed();
  };

  const prepare = async (closeCode: number | null): Promise<Preparation> => {
    if (closeCode === closeCodes.sessionOver && options.refreshSession !== undefined) {
      const refreshed = await options.refreshSession().catch(() => null);
      if (refreshed === null) return { type: "later" };
      if (!refreshed) return { type: "stop", reason: "signed-out" };
    }
    const joined = await join();
    if (joined.type !== "joined") return joined;
    renewal.schedule(joined.sessionExpiresAtMs);
    coarseOffsetMs = joined.snapshot.nowMs - now();
    // The facts since then come over the socket; who we are (a new paddle, another limit) does not.
    store.update({ obstacle: joined.obstacle });
    const { model } = store.read();
    setModel(model === null ? applySnapshot(null, joined.snapshot) : applyYou(model, joined.snapshot.you));
    const url = new URL(joined.socketPath, options.origin.replace(/^http/u, "ws"));
    if (!wantsSnapshot) url.searchParams.set("afterSeq", String(store.read().model?.seq ?? 0));
    return { type: "go", target: { url: url.href, ticket: joined.ticket } };
  };

  const connection = createConnection({
    WebSocket: deps.WebSocket,
    now,
    random,
    prepare,
    onOpen() {
      isUp = true;
      catchUp.opened();
      line.open();
    },
    onText(text) {
      heardAtMs = now();
      line.heard();
      if (text === heartbeat.pong) return;
      const frame = decodeDownFrame(text);
      if (frame.ok) receive(frame.value);
      // A newer room speaks of things this build does not know; anything else is a fault worth a log line.
      else if (frame.refusal.reason !== "unknown_type") {
        emitter.emit("trouble", { what: "unreadable", detail: JSON.stringify(frame.refusal) });
      }
    },
    onClose() {
      hangUp();
      store.update({ status: { kind: "offline", dataAtMs: heardAtMs, nextAttemptAtMs: null } });
    },
    onWait: (nextAttemptAtMs) =>
      store.update({ status: { kind: "offline", dataAtMs: heardAtMs, nextAttemptAtMs } }),
    onStop(reason) {
      hangUp();
      commands.abandon();
      store.update({ status: { kind: "stopped", reason } });
    },
  });

  const send = async (command: WireCommand): Promise<CommandOutcome> => {
    if (command.type === "bid.place") store.update({ ownBids: addOwnBid(store.read().ownBids, command) });
    const outcome = await commands.add(command);
    if (!outcome.ok)
      store.update({ ownBids: refuseOwnBid(store.read().ownBids, command.id, outcome.refusal) });
    return outcome;
  };

  return {
    getState: () => store.read(),
    subscribe: (listener) => store.subscribe(listener),
    on: (name, listener) => emitter.on(name, listener),
    send,
    placeBid: ({ mode = "max", id = deps.makeId(), ...bid }) => send({ type: "bid.place", mode, id, ...bid }),
    react: (kind) => void connection.send(encodeFrame({ type: "reaction.send", kind })),
    roomNowMs: () => now() + (line.offsetMs ?? coarseOffsetMs),
    addChat(lines) {
      const { model } = store.read();
      if (model !== null) store.update({ model: applyChat(model, lines) });
    },
    hurry: () => connection.hurry(),
    rejoin: () => connection.renew(),
    close: () => connection.close(),
  };
}
