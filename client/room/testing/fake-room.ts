import { vi } from "vitest";
import type { Fact, FactBody } from "../../../domain/room/fact.ts";
import type { LotView, RoomSnapshot } from "../../../domain/room/views.ts";
import { createRoomClient } from "../room-client.ts";
import type { JoinOutcome, RoomClient, RoomClientOptions } from "../room-client.ts";

export const startMs = 1_760_000_000_000;

export const lot: LotView = {
  id: "lot-1",
  position: 1,
  status: "open",
  format: "english",
  title: "Celadon vase",
  description: "",
  imageUrls: [],
  productId: null,
  rerunOf: null,
  startingPriceMinor: 1_000,
  buyNowMinor: null,
  priceMinor: 1_000,
  nextMinimumMinor: 1_000,
  hasReserve: false,
  reserveMet: true,
  bidCount: 0,
  increments: [{ fromMinor: 0, stepMinor: 50 }],
  durationMs: 30_000,
  windowMs: 10_000,
  extensionMs: 10_000,
  extensions: 0,
  extensionsMax: 60,
  graceMs: 400,
  closesAtMs: startMs + 30_000,
  openedAtMs: startMs,
  closedAtMs: null,
  remaining: 1,
  quantity: 1,
  leaderPaddle: null,
  winnerPaddle: null,
  soldPriceMinor: null,
  passReason: null,
};

export function describeSnapshot(
  change: Partial<RoomSnapshot> = {},
): RoomSnapshot & { readonly type: "room.snapshot" } {
  return {
    type: "room.snapshot",
    seq: 10,
    nowMs: startMs,
    you: {
      userId: "user-1",
      role: "bidder",
      paddle: 7,
      maxima: {},
      limitMinor: null,
      spentMinor: 0,
      shippingMinor: 0,
      taxBps: 0,
    },
    auction: {
      id: "auction-1",
      title: "Evening ceramics",
      description: "",
      status: "live",
      sellerId: "seller-1",
      sellerName: "Kiln & Co",
      currency: "USD",
      pacing: "live",
      visibility: "public",
      premiumBps: 0,
      scheduledStartMs: startMs - 1_000,
      scheduledEndMs: null,
      startedAtMs: startMs - 500,
      endedAtMs: null,
      held: null,
      lotCount: 1,
    },
    lots: [lot],
    current: lot,
    viewers: 3,
    ...change,
  };
}

/** A fact at a place in the log; its hashes are only names that follow each other. */
export function describeFact(seq: number, body: FactBody, atMs = startMs + seq): Fact {
  return { ...body, seq, atMs, previousHash: toHash(seq - 1), hash: toHash(seq) };
}
export const toHash = (seq: number): string => seq.toString(16).padStart(64, "0");

export function describeBid(seq: number, paddle: number, priceMinor: number): Fact {
  return describeFact(seq, {
    type: "bid.placed",
    lotId: "lot-1",
    bidId: `bid-${seq}`,
    paddle,
    priceMinor,
    nextMinimumMinor: priceMinor + 50,
    closesAtMs: startMs + 30_000,
    extended: false,
    auto: false,
    reserveMet: true,
  });
}

/** One end of a socket nobody connected: the test is the other end. */
export class FakeSocket extends EventTarget {
  static all: FakeSocket[] = [];
  readonly url: string;
  readonly protocols: readonly string[];
  readonly sent: string[] = [];
  readyState = 0;
  binaryType = "blob";
  closedWith: number | null = null;

  constructor(url: string, protocols: string | string[] = []) {
    super();
    this.url = url;
    this.protocols = [protocols].flat();
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(code = 1_000): void {
    this.closedWith = code;
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  say(frame: unknown): void {
    const data = typeof frame === "string" ? frame : JSON.stringify(frame);
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  /** The other side, or the network, ends it. */
  drop(code: number): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event("close"), { code, reason: "" }));
  }

  /** Frames of a type that were sent up. */
  sentOf(type: string): readonly Record<string, unknown>[] {
    return this.sent
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .filter((frame) => frame["type"] === type);
  }
}

export interface TestClient {
  readonly client: RoomClient;
  /** The newest socket. */
  socket(): FakeSocket;
  readonly join: ReturnType<typeof vi.fn<() => Promise<JoinOutcome>>>;
  /** Everything the client told, by name. */
  readonly told: readonly (readonly [string, unknown])[];
}

export function describeJoin(
  snapshot = describeSnapshot(),
  ticket = "t1",
): Extract<JoinOutcome, { readonly type: "joined" }> {
  const socketPath = "/ws/auctions/auction-1";
  return { type: "joined", ticket, socketPath, snapshot, obstacle: null, sessionExpiresAtMs: null };
}

/** A client whose sockets are the test's. Timers must be fake. */
export function startClient(options: Partial<RoomClientOptions> = {}): TestClient {
  FakeSocket.all = [];
  let tickets = 0;
  const join = vi.fn<() => Promise<JoinOutcome>>(async () =>
    describeJoin(describeSnapshot(), `t${(tickets += 1)}`),
  );
  const client = createRoomClient({
    origin: "https://blytz.test",
    join,
    ...options,
    deps: {
      WebSocket: FakeSocket,
      now: () => Date.now(),
      random: () => 0.5,
      makeId: () => "made-id",
      ...options.deps,
    },
  });
  const told: (readonly [string, unknown])[] = [];
  for (const name of ["facts", "missed", "outbid", "chat", "reactions", "trouble"] as const) {
    client.on(name, (event) => told.push([name, event]));
  }
  return {
    client,
    join,
    told,
    socket() {
      const socket = FakeSocket.all.at(-1);
      if (socket === undefined) throw new Error("no socket yet");
      return socket;
    },
  };
}

/** A client that is in the room, up to date at fact 10. */
export async function startLiveClient(options: Partial<RoomClientOptions> = {}): Promise<TestClient> {
  const started = startClient(options);
  await vi.advanceTimersByTimeAsync(0);
  started.socket().open();
  started.socket().say({ type: "room.facts", facts: [] });
  return started;
}
