import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { WireCommand } from "../../domain/room/command.ts";
import { describeBid, FakeSocket, startClient, startLiveClient, startMs } from "./testing/fake-room.ts";

beforeEach(() => void vi.useFakeTimers({ now: startMs }));
afterEach(() => void vi.useRealTimers());
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

const accepted = {
  type: "command.accepted",
  id: "made-id",
  seq: 11,
  outcome: "leading",
  priceMinor: 1_000,
  yourMaxMinor: 2_000,
} as const;
const below = {
  type: "command.refused",
  id: "made-id",
  code: "below_minimum",
  message: "Bid more.",
  details: { minimumMinor: 1_050 },
} as const;
const request = { lotId: "lot-1", amountMinor: 2_000 };

describe("an own bid", () => {
  test("is shown at once, leads when the room says so, and is outbid when facts say so", async () => {
    const { client, socket, told } = await startLiveClient();
    const outcome = client.placeBid(request);
    expect(client.getState().ownBids).toEqual([
      { id: "made-id", ...request, mode: "max", state: "pending", refusal: null },
    ]);
    expect(client.getState().model?.lots[0]?.priceMinor).toBe(1_000);
    expect(socket().sentOf("bid.place")).toEqual([
      { type: "bid.place", id: "made-id", ...request, mode: "max" },
    ]);
    socket().say(accepted);
    await expect(outcome).resolves.toEqual({ ok: true, value: accepted });
    expect(client.getState().ownBids[0]?.state).toBe("leading");
    socket().say({ type: "room.facts", facts: [describeBid(11, 7, 1_000)] });
    expect(client.getState().ownBids[0]?.state).toBe("leading");
    socket().say({ type: "room.facts", facts: [describeBid(12, 9, 2_050)] });
    expect(client.getState().ownBids[0]?.state).toBe("outbid");
    expect(told.at(1)).toEqual(["outbid", { lotId: "lot-1", priceMinor: 2_050 }]);
  });

  test("whose answer comes after it was beaten is beaten", async () => {
    const { client, socket } = await startLiveClient();
    void client.placeBid(request);
    socket().say({ type: "room.facts", facts: [describeBid(11, 7, 1_000), describeBid(12, 9, 2_050)] });
    socket().say(accepted);
    expect(client.getState().ownBids[0]?.state).toBe("outbid");
  });

  test("that is refused says why, and the same id can be sent again with a confirmation", async () => {
    const { client, socket } = await startLiveClient();
    const refused = client.placeBid({ ...request, mode: "exact" });
    socket().say({ ...below, code: "needs_confirmation" });
    await expect(refused).resolves.toMatchObject({
      ok: false,
      refusal: { code: "needs_confirmation", details: { minimumMinor: 1_050 } },
    });
    expect(client.getState().ownBids).toMatchObject([
      { state: "refused", refusal: { code: "needs_confirmation" } },
    ]);
    const confirmed = client.placeBid({ ...request, mode: "exact", id: "made-id", confirm: true });
    expect(client.getState().ownBids).toMatchObject([{ state: "pending", refusal: null }]);
    socket().say(accepted);
    await expect(confirmed).resolves.toMatchObject({ ok: true });
  });
});

describe("[B3] a command", () => {
  test("is sent again with the same id after every reconnect until it is answered", async () => {
    const { client, socket } = await startLiveClient();
    const outcome = client.placeBid(request);
    const [frame] = socket().sentOf("bid.place");
    for (let drops = 0; drops < 2; drops += 1) {
      socket().drop(1_006);
      await pass(3_000);
      socket().open();
      expect(socket().sentOf("bid.place")).toEqual([]);
      socket().say({ type: "room.facts", facts: [] });
      expect(socket().sentOf("bid.place")).toEqual([frame]);
    }
    socket().say(accepted);
    await expect(outcome).resolves.toMatchObject({ ok: true });
    socket().drop(1_006);
    await pass(5_000);
    socket().open();
    socket().say({ type: "room.facts", facts: [] });
    expect(socket().sentOf("bid.place")).toEqual([]);
  });

  test("that could not leave is sent when the line is back, and not when that took too long", async () => {
    const { client, socket } = startClient();
    const soon = client.send({ type: "chat.post", id: "c1", text: "Hello" });
    await pass(0);
    socket().open();
    socket().say({ type: "room.facts", facts: [] });
    expect(socket().sentOf("chat.post")).toHaveLength(1);
    socket().drop(1_006);
    await pass(0);
    const late = client.placeBid(request);
    await pass(16_000);
    socket().open();
    socket().say({ type: "room.facts", facts: [] });
    await expect(late).resolves.toMatchObject({ ok: false, refusal: { code: "not_sent" } });
    expect(client.getState().ownBids[0]?.state).toBe("refused");
    // The line of chat was handed to a socket once, so it may have arrived: it must be asked about.
    expect(socket().sentOf("chat.post")).toHaveLength(1);
    socket().say({ type: "command.accepted", id: "c1", seq: 10, outcome: "done" });
    await expect(soon).resolves.toMatchObject({ ok: true });
  });

  test("that is on its way is not sent twice, and there is an end to how many may be", async () => {
    const { client } = await startLiveClient();
    const command = (id: string): WireCommand => ({ type: "lot.buy", id, lotId: "lot-1" });
    void client.send(command("c0"));
    await expect(client.send(command("c0"))).resolves.toMatchObject({
      ok: false,
      refusal: { code: "not_sent" },
    });
    for (let count = 1; count < 32; count += 1) void client.send(command(`c${count}`));
    await expect(client.send(command("c32"))).resolves.toMatchObject({
      ok: false,
      refusal: { code: "not_sent" },
    });
  });

  test("in the air when the room is left says so", async () => {
    const { client, socket } = await startLiveClient();
    const sent = client.placeBid(request);
    socket().drop(1_006);
    await pass(0);
    const unsent = client.send({ type: "auction.hold", id: "c9" });
    client.close();
    await expect(sent).resolves.toMatchObject({ ok: false, refusal: { code: "unanswered" } });
    await expect(unsent).resolves.toMatchObject({ ok: false, refusal: { code: "not_sent" } });
    expect(FakeSocket.all).toHaveLength(1);
  });

  test("answered twice, or never asked, is nothing to worry about", async () => {
    const { client, socket } = await startLiveClient();
    const outcome = client.placeBid(request);
    socket().say(below);
    socket().say(accepted);
    socket().say({ ...accepted, id: "somebody-elses" });
    await expect(outcome).resolves.toMatchObject({ ok: false });
    expect(client.getState().status).toEqual({ kind: "live" });
  });
});
