import { reset } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  asRpc,
  bid,
  createRoom,
  describeCaller,
  describeTerms,
  enterRoom,
  openRoomForBids,
  pageOrigin,
  passerBy,
  run,
  silenceConsole,
  upgrade,
} from "../../test/support/workers/room.ts";

beforeEach(silenceConsole);
afterEach(reset);

const guest = describeCaller("guest");
const outsider = describeCaller("outsider");

async function openPrivateRoom() {
  const opened = await openRoomForBids(undefined, { visibility: "private", moderatorIds: ["mod"] });
  const admin = describeCaller("root", { isAdmin: true });
  await run(opened.room, { type: "bidder.register", id: "invite", terms: describeTerms("guest") }, admin);
  return { ...opened, admin };
}

describe("[SEC-21] a private room", () => {
  test("is not there for outsiders, signed in or not, by any way", async () => {
    const { room, lotId } = await openPrivateRoom();
    for (const caller of [passerBy, outsider]) {
      expect(await asRpc(room).read(caller)).toBeNull();
      expect(await asRpc(room).log(0, 10, caller)).toBeNull();
      expect(await asRpc(room).command(bid(lotId, 2_000), caller)).toBeNull();
      expect(await asRpc(room).lotSpec(lotId, caller)).toBeNull();
      for (const terms of [null, describeTerms("outsider")]) {
        expect(await asRpc(room).join({ caller, origin: pageOrigin, terms })).toBeNull();
      }
    }
  });

  test("opens for its host, moderators, administrators and registered bidders", async () => {
    const { room, lotId, seller, admin } = await openPrivateRoom();
    for (const caller of [seller, admin, describeCaller("mod"), guest]) {
      const socket = await enterRoom(room, caller, { terms: null });
      expect((await socket.frame("room.snapshot")).auction.visibility).toBe("private");
    }
    const socket = await enterRoom(room, guest);
    expect(await socket.ask(bid(lotId, 2_000))).toMatchObject({ outcome: "leading" });
  });

  test("closes for a bidder who is blocked: their ticket and their sockets too", async () => {
    const { room, lotId, seller } = await openPrivateRoom();
    const socket = await enterRoom(room, guest);
    const joined = await asRpc(room).join({ caller: guest, origin: pageOrigin, terms: null });
    await run(room, { type: "bidder.block", id: "block", paddle: 1 }, seller);
    expect(await socket.closing()).toMatchObject({ code: 4403 });
    expect((await upgrade(room, { ticket: joined?.ticket ?? "" })).status).toBe(404);
    expect(await asRpc(room).command(bid(lotId, 9_000), guest)).toBeNull();
    expect(await asRpc(room).read(guest)).toBeNull();
  });

  test("a room that turns private closes the sockets of those it is not for", async () => {
    const { room, seller } = await createRoom();
    const [watcher, bidder] = [await enterRoom(room, passerBy), await enterRoom(room, guest)];
    await run(room, { type: "auction.edit", id: "e", edit: { visibility: "private" } }, seller);
    expect(await watcher.closing()).toMatchObject({ code: 4403 });
    await bidder.frame("room.snapshot", ({ auction }) => auction.visibility === "private");
    expect(watcher.frames.filter((frame) => JSON.stringify(frame).includes('"private"'))).toEqual([]);
  });
});
