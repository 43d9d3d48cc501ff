import { describe, expect, test } from "vitest";
import { limits } from "../../domain/limits.ts";
import { computePace } from "./broadcast.ts";
import { Session } from "./session.ts";
import { createSessions } from "./sessions.ts";
import { describeCaller, passerBy } from "../../test/support/workers/room.ts";
import type { Caller } from "./rpc.ts";

const nowMs = 1_800_000_000_000;

function openSession(
  caller: Caller = describeCaller("ann"),
  address: string | null = null,
  sentSeq = 10,
): Session {
  const [, server] = Object.values(new WebSocketPair());
  if (server === undefined) throw new Error("a pair has two ends");
  server.accept();
  return new Session(server, { caller, origin: null, address }, sentSeq);
}

describe("[SEC-19] slow readers", () => {
  test("an acknowledgement that stands still for a minute while facts flow", () => {
    const session = openSession();
    session.acknowledge(10, nowMs);
    session.sendFacts("{}", 11, nowMs);
    expect(session.isStalled(nowMs + limits.readerStallMs - 1)).toBe(false);
    expect(session.isStalled(nowMs + limits.readerStallMs)).toBe(true);
  });

  test("progress starts the minute anew, catching up ends it, silence of the room is no stall", () => {
    const session = openSession();
    session.sendFacts("{}", 12, nowMs);
    session.acknowledge(11, nowMs + 50_000);
    expect(session.isStalled(nowMs + 100_000)).toBe(false);
    expect(session.isStalled(nowMs + 110_000)).toBe(true);
    session.acknowledge(12, nowMs + 110_000);
    expect(session.isStalled(nowMs + 10_000_000)).toBe(false);
    session.sendFacts("{}", 12, nowMs + 10_000_000);
    expect(session.isStalled(nowMs + 20_000_000)).toBe(false);
  });

  test("repeating an old acknowledgement or claiming the future does not help", () => {
    const session = openSession();
    session.sendFacts("{}", 12, nowMs);
    for (let at = 0; at < 60; at += 1) session.acknowledge(10, nowMs + at * 1_000);
    expect(session.isStalled(nowMs + limits.readerStallMs)).toBe(true);
    const other = openSession();
    other.sendFacts("{}", 12, nowMs);
    other.acknowledge(1_000, nowMs);
    other.sendFacts("{}", 13, nowMs);
    expect(other.isStalled(nowMs + limits.readerStallMs)).toBe(true);
  });

  test("a reader that never acknowledges may just watch, up to a length of facts", () => {
    const session = openSession();
    session.sendFacts("x".repeat(1_000), 11, nowMs);
    expect(session.isStalled(nowMs + 10 * limits.readerStallMs)).toBe(false);
    session.sendFacts("x".repeat(limits.unacknowledgedBytesMax), 12, nowMs);
    expect(session.isStalled(nowMs + 10 * limits.readerStallMs)).toBe(true);
  });
});

test("[SEC-19] chat alone closes a reader too, once it is more than a watcher may leave unread", () => {
  const session = openSession();
  session.acknowledge(10, nowMs);
  session.sendAside("x".repeat(1_000), nowMs);
  expect(session.isStalled(nowMs + 10 * limits.readerStallMs)).toBe(false);
  session.sendAside("x".repeat(limits.unacknowledgedBytesMax), nowMs);
  expect(session.isStalled(nowMs + limits.readerStallMs - 1)).toBe(false);
  expect(session.isStalled(nowMs + limits.readerStallMs)).toBe(true);
  session.acknowledge(10, nowMs + limits.readerStallMs);
  expect(session.isStalled(nowMs + 10 * limits.readerStallMs)).toBe(false);
});

describe("sessions", () => {
  test("are found by socket, person and address as they come and go", () => {
    const sessions = createSessions();
    const [one, two, three] = [openSession(), openSession(), openSession(passerBy, "203.0.113.7")];
    for (const session of [one, two, three]) sessions.add(session);
    expect(sessions.all()).toHaveLength(3);
    expect(sessions.ofUser("ann")).toEqual([one, two]);
    expect(sessions.countOfAddress("203.0.113.7")).toBe(1);
    sessions.remove(one);
    sessions.remove(one);
    expect(sessions.find(one.socket)).toBeUndefined();
    expect(sessions.find(three.socket)).toBe(three);
    expect(sessions.ofUser("ann")).toEqual([two]);
    sessions.remove(three);
    sessions.remove(two);
    expect([sessions.all(), [...sessions.userIds()], sessions.countOfAddress("203.0.113.7")]).toEqual([
      [],
      [],
      0,
    ]);
  });

  test("one that is closed takes no more and closes once", () => {
    const session = openSession();
    session.close(1000, "bye");
    session.close(1000, "bye");
    session.send("{}");
    expect(session.isOpen).toBe(false);
  });
});

test("the pace: at once in a small room, a pause of 50 ms at most in a big one, longer for longer frames", () => {
  const waits = [1, 33, 66, 100, 500, 1_000, 30_000].map((sockets) => computePace(sockets, 0).waitMs);
  expect(waits).toEqual([0, 0, 0, 3, 15, 30, 50]);
  expect(computePace(1_000, 20_000).waitMs).toBeGreaterThan(40);
  expect(computePace(1_000, 20_000).costMs).toBeCloseTo(44);
});
