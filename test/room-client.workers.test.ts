import { abortAllDurableObjects, reset } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createRoomClient } from "../client/room/room-client.ts";
import type { RoomClient } from "../client/room/room-client.ts";
import { limits } from "../domain/limits.ts";
import type { Caller } from "../durable-objects/auction-room/rpc.ts";
import {
  asRpc,
  describeCaller,
  describeTerms,
  getRoom,
  openRoomForBids,
  pageOrigin,
  passerBy,
  run,
  silenceConsole,
} from "./support/workers/room.ts";
import { createRoomSocketClass } from "./support/workers/room-socket.ts";

const clients: RoomClient[] = [];
beforeEach(silenceConsole);
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await reset();
});

const ann = describeCaller("ann");
const ben = describeCaller("ben");

/** The product's own client in a real room. */
function enter(auctionId: string, caller: Caller): RoomClient {
  const client = createRoomClient({
    origin: pageOrigin,
    async join() {
      const terms = caller.userId === null ? null : describeTerms(caller.userId);
      const joined = await getRoom(auctionId).join({ caller, origin: pageOrigin, terms });
      if (joined === null) return { type: "stop", reason: "not-found" };
      const socketPath = `/ws/auctions/${auctionId}`;
      return { type: "joined", ...joined, socketPath, obstacle: null, sessionExpiresAtMs: null };
    },
    async readLots() {
      const reading = await asRpc(getRoom(auctionId)).read(caller);
      if (reading === null) throw new Error("there is no such room");
      return reading;
    },
    deps: { WebSocket: createRoomSocketClass(auctionId), random: () => 0.05 },
  });
  clients.push(client);
  return client;
}

const untilLive = (...some: readonly RoomClient[]): Promise<void> =>
  vi.waitFor(() => {
    for (const client of some) expect(client.getState().status).toEqual({ kind: "live" });
  }, 5_000);

describe("the room client in a real room", () => {
  test("two people see each other's bids, and each their own place", async () => {
    const { auctionId, lotId } = await openRoomForBids();
    const [one, other, viewer] = [enter(auctionId, ann), enter(auctionId, ben), enter(auctionId, passerBy)];
    const outbid = vi.fn<(event: unknown) => void>();
    one.on("outbid", outbid);
    await untilLive(one, other, viewer);
    await expect(one.placeBid({ lotId, amountMinor: 2_000 })).resolves.toMatchObject({
      ok: true,
      value: { outcome: "leading", priceMinor: 1_000, yourMaxMinor: 2_000 },
    });
    await expect(other.placeBid({ lotId, amountMinor: 900 })).resolves.toMatchObject({
      ok: false,
      refusal: { code: "below_minimum" },
    });
    await expect(other.placeBid({ lotId, amountMinor: 3_000 })).resolves.toMatchObject({
      value: { outcome: "leading" },
    });
    await vi.waitFor(() => {
      const models = [one, other, viewer].map((client) => client.getState().model);
      for (const model of models) {
        expect(model?.lots).toEqual(models[0]?.lots);
        expect(model?.lots[0]).toMatchObject({ leaderPaddle: 2, bidCount: 2 });
      }
      expect(one.getState().ownBids).toMatchObject([{ state: "outbid" }]);
      expect(other.getState().ownBids).toMatchObject([{ state: "refused" }, { state: "leading" }]);
      expect(other.getState().model?.you).toMatchObject({ maxima: { [lotId]: 3_000 }, spentMinor: 3_000 });
      expect(one.getState().model?.you.spentMinor).toBe(0);
    });
    expect(outbid).toHaveBeenCalledTimes(1);
    expect(Math.abs(one.roomNowMs() - Date.now())).toBeLessThan(1_000);
  });

  test("[B3] a room that dies answers a waiting bid once it is back, and the bid counts once", async () => {
    const { auctionId, lotId } = await openRoomForBids();
    const [one, other] = [enter(auctionId, ann), enter(auctionId, ben)];
    const missed = vi.fn<(event: unknown) => void>();
    other.on("missed", missed);
    await untilLive(one, other);
    await one.placeBid({ lotId, amountMinor: 2_000 });
    await vi.waitFor(() => expect(other.getState().model?.lots[0]?.bidCount).toBe(1));
    const waiting = one.placeBid({ lotId, amountMinor: 5_000 });
    await abortAllDurableObjects();
    await expect(waiting).resolves.toMatchObject({
      ok: true,
      value: { outcome: "leading", yourMaxMinor: 5_000 },
    });
    await untilLive(one, other);
    const log = await asRpc(getRoom(auctionId)).log(0, limits.logPageMax, passerBy);
    const raises = log?.facts.filter(({ type }) => type === "bid.committed") ?? [];
    expect(raises).toHaveLength(1);
    await vi.waitFor(() => expect(other.getState().model?.seq).toBe(log?.head.seq));
    expect(other.getState().model?.headHash).toBe(log?.head.hash);
  }, 20_000);

  test("chat and reactions arrive, and an administrator's block is the end", async () => {
    const { auctionId, room } = await openRoomForBids();
    const [one, other] = [enter(auctionId, ann), enter(auctionId, ben)];
    const reactions = vi.fn<(event: unknown) => void>();
    other.on("reactions", reactions);
    await untilLive(one, other);
    await expect(one.send({ type: "chat.post", id: "c1", text: "Lovely glaze!" })).resolves.toMatchObject({
      ok: true,
    });
    one.react("heart");
    await vi.waitFor(() => {
      expect(other.getState().model?.chat).toMatchObject([{ displayName: "ann", text: "Lovely glaze!" }]);
      expect(reactions).toHaveBeenCalledWith({ heart: 1 });
    }, 5_000);
    await run(
      room,
      { type: "bidder.block", id: "block", paddle: 1 },
      describeCaller("root", { isAdmin: true }),
    );
    await vi.waitFor(
      () => expect(one.getState().status).toEqual({ kind: "stopped", reason: "blocked" }),
      5_000,
    );
    expect(other.getState().status).toEqual({ kind: "live" });
  });
});
