import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { v7 as uuidV7 } from "uuid";
import { vi } from "vitest";
import type { DownFrame } from "../../../contract/room/down.ts";
import type { AuctionSpec, BidderTerms, PlatformCommand, WireCommand } from "../../../domain/room/command.ts";
import { defaultIncrements } from "../../../domain/room/increments.ts";
import type { LotRules, LotSpec } from "../../../domain/room/lot-rules.ts";
import type { AuctionRoomRpc, Caller } from "../../../durable-objects/auction-room/rpc.ts";
import type { AuctionRoom } from "../../../durable-objects/auction-room/auction-room.ts";

/** Where the pages of the tests come from. */
export const pageOrigin = "http://localhost:8787";

export type RoomStub = DurableObjectStub<AuctionRoom>;

/** Somebody signed in, for an hour from now unless the test says otherwise. */
export function describeCaller(userId: string, overrides: Partial<Caller> = {}): Caller {
  return {
    userId,
    displayName: userId,
    isAdmin: false,
    sessionId: `session-of-${userId}`,
    sessionExpiresAtMs: Date.now() + 3_600_000,
    ...overrides,
  };
}

export const passerBy: Caller = {
  userId: null,
  displayName: null,
  isAdmin: false,
  sessionId: null,
  sessionExpiresAtMs: null,
};

export function describeTerms(userId: string, overrides: Partial<BidderTerms> = {}): BidderTerms {
  return { userId, displayName: userId, limitMinor: null, shippingMinor: 500, taxBps: 0, ...overrides };
}

export function describeLot(rules: Partial<LotRules> = {}, spec: Partial<LotSpec> = {}): LotSpec {
  return {
    productId: null,
    title: "A lamp",
    description: "",
    imageUrls: [],
    reserveMinor: null,
    rerunOf: null,
    ...spec,
    rules: {
      format: "english",
      currency: "USD",
      startingPriceMinor: 1_000,
      buyNowMinor: null,
      increments: defaultIncrements,
      quantity: 1,
      durationMs: 30_000,
      windowMs: 10_000,
      extensionMs: 10_000,
      extensionsMax: 60,
      hardCloseAfterMs: null,
      graceMs: 400,
      premiumBps: 0,
      feeBps: 0,
      floorMinor: null,
      stepMinor: null,
      stepEveryMs: null,
      ...rules,
    },
  };
}

export interface TestRoom {
  readonly room: RoomStub;
  readonly auctionId: string;
  readonly lotIds: readonly string[];
  readonly seller: Caller;
}

export function getRoom(auctionId: string): RoomStub {
  return env.AUCTION_ROOM.get(env.AUCTION_ROOM.idFromName(auctionId));
}

/** Rooms and jobs report what these tests provoke (bugs, a Postgres that is not there); a passing run is quiet. */
export function silenceConsole(): void {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
}

/** A room with these lots, created by `seller` and still scheduled. */
export async function createRoom(
  lots: readonly LotSpec[] = [describeLot()],
  overrides: Partial<AuctionSpec> = {},
): Promise<TestRoom> {
  const auctionId = uuidV7();
  const room = getRoom(auctionId);
  const seller = describeCaller(overrides.sellerId ?? "seller");
  const lotIds = lots.map(() => uuidV7());
  const auction: AuctionSpec = {
    auctionId,
    sellerId: "seller",
    sellerName: "The Seller",
    title: "An evening sale",
    description: "",
    currency: "USD",
    pacing: "live",
    visibility: "public",
    region: null,
    scheduledStartMs: Date.now() + 3_600_000,
    scheduledEndMs: null,
    staggerMs: 20_000,
    premiumBps: 0,
    feeBps: 0,
    linkedUserIds: [],
    moderatorIds: [],
    ...overrides,
  };
  const created = lots.map((spec, place) => ({ lotId: lotIds[place] ?? "", spec }));
  await run(room, { type: "auction.create", id: "create", auction, lots: created }, seller);
  return { room, auctionId, lotIds, seller };
}

/** The same, started and with its first lot open. */
export async function openRoomForBids(
  lots?: readonly LotSpec[],
  overrides?: Partial<AuctionSpec>,
): Promise<TestRoom & { readonly lotId: string }> {
  const created = await createRoom(lots, overrides);
  const { room, seller, lotIds } = created;
  const [lotId = ""] = lotIds;
  await run(room, { type: "auction.start", id: "start" }, seller);
  await run(room, { type: "lot.open", id: "open", lotId }, seller);
  return { ...created, lotId };
}

/** Runs a command that the test needs accepted. */
export async function run(
  room: RoomStub,
  command: PlatformCommand | WireCommand,
  caller: Caller,
): Promise<void> {
  const isPlatforms = [
    "auction.create",
    "auction.edit",
    "lot.add",
    "lot.edit",
    "lot.remove",
    "bidder.register",
  ];
  const answer = isPlatforms.includes(command.type)
    ? await room.platform(command as PlatformCommand, caller)
    : await asRpc(room).command(command, caller);
  if (answer?.type !== "command.accepted") throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
}

/** The platform's stub type loses `unknown` arguments; the class implements the interface. */
export const asRpc = (room: RoomStub): AuctionRoomRpc => room;

/** Runs inside the object itself, where its memory and its storage can be looked at. */
export async function insideRoom<Found>(
  room: RoomStub,
  work: (instance: AuctionRoom, state: DurableObjectState) => Found | Promise<Found>,
): Promise<Found> {
  // The helper's own type wants to infer the class from the stub, and the stub's has lost it.
  const enter = runInDurableObject as unknown as (stub: RoomStub, work: unknown) => Promise<Found>;
  return enter(room, work);
}

interface Entering {
  readonly origin?: string | null;
  readonly terms?: BidderTerms | null;
}

/** A ticket for `caller`, who gets a paddle unless they are a passer-by or the test says otherwise. */
export async function joinRoom(room: RoomStub, caller: Caller, entering: Entering = {}): Promise<string> {
  const { origin = pageOrigin } = entering;
  const terms = caller.userId === null ? null : describeTerms(caller.userId);
  const joined = await room.join({
    caller,
    origin,
    terms: entering.terms === undefined ? terms : entering.terms,
  });
  if (joined === null) throw new Error("there is no such room");
  return joined.ticket;
}

export interface Upgrade {
  readonly ticket?: string | null;
  readonly origin?: string | null;
  readonly query?: string;
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The upgrade as a browser sends it, with whatever the test wants different. */
export async function upgrade(room: RoomStub, options: Upgrade): Promise<Response> {
  const { ticket = null, origin = pageOrigin, query = "", headers = {} } = options;
  const protocols = options.protocols ?? (ticket === null ? [] : ["blytz.v1", `ticket.${ticket}`]);
  return room.fetch(`http://room/ws${query}`, {
    headers: {
      Upgrade: "websocket",
      ...(origin === null ? {} : { Origin: origin }),
      ...(protocols.length === 0 ? {} : { "Sec-WebSocket-Protocol": protocols.join(", ") }),
      ...headers,
    },
  });
}

/** A socket and everything it has heard. */
export class TestSocket {
  readonly socket: WebSocket;
  readonly frames: DownFrame[] = [];
  readonly texts: string[] = [];
  closed: { readonly code: number; readonly reason: string } | null = null;
  private listeners = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener("message", ({ data }) => {
      this.texts.push(String(data));
      this.frames.push(JSON.parse(String(data)) as DownFrame);
      this.notify();
    });
    socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
      this.notify();
    });
    socket.accept();
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** Waits until `pick` finds something in what was heard so far. */
  async until<Found>(
    pick: (socket: this) => Found | undefined | null | false,
    timeoutMs = 3_000,
  ): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pick(this);
        if (found === undefined || found === null || found === false) return;
        this.listeners.delete(look);
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.listeners.delete(look);
        reject(
          new Error(`not heard in ${timeoutMs} ms: ${pick.toString()}\nheard: ${this.texts.join("\n")}`),
        );
      }, timeoutMs);
      this.listeners.add(look);
      look();
    });
  }

  /** The first frame of this type, heard already or to come. */
  async frame<Type extends DownFrame["type"]>(
    type: Type,
    matches: (frame: Extract<DownFrame, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<DownFrame, { type: Type }>> {
    type Wanted = Extract<DownFrame, { type: Type }>;
    return this.until(({ frames }) =>
      frames.find((one): one is Wanted => one.type === type && matches(one as Wanted)),
    );
  }

  /** Sends a command and waits for its answer. */
  async ask(command: { readonly id: string } & Record<string, unknown>) {
    const before = this.frames.length;
    this.send(command);
    return this.until(({ frames }) =>
      frames
        .slice(before)
        .find(
          (one) =>
            (one.type === "command.accepted" || one.type === "command.refused") && one.id === command.id,
        ),
    );
  }

  /** Waits for the other side to close. */
  async closing(): Promise<{ readonly code: number; readonly reason: string }> {
    return this.until(({ closed }) => closed);
  }

  /** Every fact heard, in order. */
  get facts() {
    return this.frames.flatMap((frame) => (frame.type === "room.facts" ? frame.facts : []));
  }
}

/** Joins and opens a socket. */
export async function enterRoom(
  room: RoomStub,
  caller: Caller,
  options: Entering & { readonly query?: string } = {},
): Promise<TestSocket> {
  const ticket = await joinRoom(room, caller, options);
  const { query = "", origin = pageOrigin } = options;
  const response = await upgrade(room, { ticket, query, origin });
  if (response.webSocket === null) throw new Error(`no socket: ${response.status} ${await response.text()}`);
  return new TestSocket(response.webSocket);
}

/** A bid with an id of its own. */
export function bid(lotId: string, amountMinor: number, overrides: Record<string, unknown> = {}) {
  return { type: "bid.place", id: uuidV7(), lotId, amountMinor, mode: "max", ...overrides } as const;
}
