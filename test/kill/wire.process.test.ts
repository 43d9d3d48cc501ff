import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { Caller } from "../../durable-objects/auction-room/rpc.ts";
import { createMortalWorkerd, pageOrigin } from "./mortal-workerd.ts";
import type { MortalWorkerd } from "./mortal-workerd.ts";
import { createRoomCaller } from "./room-caller.ts";
import type { RoomCaller } from "./room-caller.ts";

const PORT = 19_041;
const folder = mkdtempSync(join(tmpdir(), "blytz-wire-"));
const auctionId = uuidV7();
const caller: Caller = {
  userId: "ann",
  displayName: "Ann",
  isAdmin: false,
  sessionId: null,
  sessionExpiresAtMs: null,
};
let workerd: MortalWorkerd;
let room: RoomCaller;

beforeAll(async () => {
  workerd = await createMortalWorkerd(folder, PORT);
  await workerd.start();
  room = createRoomCaller(workerd.origin, auctionId);
  const auction = {
    auctionId,
    sellerId: "ann",
    sellerName: "Ann",
    title: "A sale",
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
  } as const;
  await room.platform({ type: "auction.create", id: "create", auction, lots: [] }, caller);
});
afterAll(async () => {
  await workerd.kill();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly socket: WebSocket;
  readonly extensions: string | undefined;
  readonly texts: string[];
  readonly closing: Promise<number>;
}

/** A socket as browsers open it: compression offered. */
async function open(): Promise<Opened> {
  const { ticket } = await room.join({ caller, origin: pageOrigin, terms: null });
  const url = `${workerd.origin.replace("http", "ws")}/room/${auctionId}`;
  const options = { origin: pageOrigin, perMessageDeflate: true };
  const socket = new WebSocket(url, ["blytz.v1", `ticket.${ticket}`], options);
  const texts: string[] = [];
  let extensions: string | undefined;
  socket.on("message", (data: Buffer) => texts.push(data.toString()));
  socket.on("upgrade", ({ headers }) => (extensions = headers["sec-websocket-extensions"]));
  const closing = new Promise<number>((resolve) => socket.once("close", resolve));
  await new Promise((resolve) => socket.once("open", resolve));
  return { socket, extensions, texts, closing };
}

describe("on the wire", () => {
  test("[SEC-20] compression is not negotiated, so nothing inflates", async () => {
    const { socket, extensions } = await open();
    expect(extensions).toBeUndefined();
    expect(socket.protocol).toBe("blytz.v1");
    socket.terminate();
  });

  test("[SEC-17] bytes that are no UTF-8, frames of megabytes and binary ones close with their codes", async () => {
    const cases: readonly (readonly [Buffer, boolean, number])[] = [
      [Buffer.from([0xff, 0xfe, 0xfd]), false, 1007],
      [Buffer.alloc(5 * 2 ** 20, "x"), false, 1009],
      [Buffer.from([1, 2, 3]), true, 1003],
    ];
    for (const [bytes, binary, code] of cases) {
      const { socket, closing } = await open();
      socket.send(bytes, { binary });
      expect(await closing).toBe(code);
    }
    const { socket, texts } = await open();
    socket.send(Buffer.from('{"type":"chat.post","id":"x","text":"a\u00ff"}', "latin1"), { binary: false });
    await expect.poll(() => texts.find((text) => text.includes('"malformed"'))).toBeDefined();
    socket.terminate();
  });

  test("the heartbeat's exact bytes are answered", async () => {
    const { socket, texts } = await open();
    socket.send('{"type":"ping"}');
    await expect.poll(() => texts).toContain('{"type":"pong"}');
    socket.terminate();
  });
});
