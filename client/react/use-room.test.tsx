// @vitest-environment jsdom
import { act, cleanup, render, renderHook, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RoomClient } from "../room/room-client.ts";
import { describeBid, FakeSocket, startClient, startMs } from "../room/testing/fake-room.ts";
import { useRoom, useRoomClient, useRoomEvent } from "./use-room.ts";

beforeEach(() => void vi.useFakeTimers({ now: startMs }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

/** The newest socket, opened and told that nothing was missed. */
async function goLive(): Promise<FakeSocket> {
  await pass(0);
  const socket = FakeSocket.all.at(-1);
  if (socket === undefined) throw new Error("no socket yet");
  act(() => {
    socket.open();
    socket.say({ type: "room.facts", facts: [] });
  });
  return socket;
}

describe("hooks of a room", () => {
  test("a client lives as long as its page, and a new key is a new room", async () => {
    const opened: RoomClient[] = [];
    const open = () => {
      const { client } = startClient();
      opened.push(client);
      return client;
    };
    const { result, rerender, unmount } = renderHook(({ key }) => useRoomClient(key, open), {
      initialProps: { key: "a" },
    });
    expect(result.current).toBe(opened[0]);
    rerender({ key: "a" });
    expect(opened).toHaveLength(1);
    rerender({ key: "b" });
    expect(result.current).toBe(opened[1]);
    expect(opened[0]?.getState().status).toEqual({ kind: "stopped", reason: "closed" });
    unmount();
    expect(opened[1]?.getState().status).toEqual({ kind: "stopped", reason: "closed" });
  });

  test("nothing connects while a page is rendered on the server", () => {
    const open = vi.fn<() => RoomClient>();
    function Page() {
      const client = useRoomClient("a", open);
      return <p>{useRoom(client, ({ status }) => status.kind)}</p>;
    }
    expect(renderToString(<Page />)).toBe("<p>connecting</p>");
    expect(open).not.toHaveBeenCalled();
  });

  test("a part of the state renders again only when it is another", async () => {
    const { client } = startClient();
    let renders = 0;
    function Price() {
      renders += 1;
      return <output>{useRoom(client, ({ model }) => model?.lots[0]?.priceMinor ?? 0)}</output>;
    }
    render(<Price />);
    const socket = await goLive();
    expect(screen.getByRole("status").textContent).toBe("1000");
    const before = renders;
    act(() => socket.say({ type: "room.presence", viewers: 9 }));
    expect(renders).toBe(before);
    act(() => socket.say({ type: "room.facts", facts: [describeBid(11, 7, 1_200)] }));
    expect(screen.getByRole("status").textContent).toBe("1200");
    client.close();
  });

  test("events reach the newest listener, until the page is gone", async () => {
    const { client } = startClient();
    const [first, second] = [vi.fn<(event: unknown) => void>(), vi.fn<(event: unknown) => void>()];
    const { rerender, unmount } = renderHook(({ listener }) => useRoomEvent(client, "reactions", listener), {
      initialProps: { listener: first },
    });
    const socket = await goLive();
    rerender({ listener: second });
    act(() => socket.say({ type: "reaction.burst", counts: { heart: 1 } }));
    unmount();
    socket.say({ type: "reaction.burst", counts: { heart: 2 } });
    expect(first).not.toHaveBeenCalled();
    expect(second.mock.calls).toEqual([[{ heart: 1 }]]);
    client.close();
  });

  test("coming back to the page or to the network ends the wait", async () => {
    const { client } = startClient();
    const { unmount } = renderHook(() => useRoomClient("a", () => client));
    const socket = await goLive();
    act(() => socket.drop(1_006));
    await pass(1);
    window.dispatchEvent(new Event("online"));
    await pass(1);
    expect(FakeSocket.all).toHaveLength(2);
    act(() => FakeSocket.all[1]?.drop(1_006));
    await pass(1);
    document.dispatchEvent(new Event("visibilitychange"));
    await pass(1);
    expect(FakeSocket.all).toHaveLength(3);
    unmount();
  });
});
