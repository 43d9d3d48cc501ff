import { expect, test } from "vitest";
import { addUser, openTestGround } from "../../test/support/ground.ts";
import { claimRequest, finishRequest, releaseRequest } from "./idempotency.ts";

const { database } = await openTestGround();
const { id: userId } = await addUser(database);
const { id: otherId } = await addUser(database);

const start = Date.UTC(2026, 10, 21);
const dayMs = 24 * 3_600_000;
const hash = (letter: string): string => letter.repeat(64);

const claim = (key: string, change: { userId?: string; requestHash?: string; afterMs?: number } = {}) =>
  claimRequest(database, {
    userId: change.userId ?? userId,
    key,
    requestHash: change.requestHash ?? hash("a"),
    at: new Date(start + (change.afterMs ?? 0)),
    lockMs: 60_000,
    lifeMs: dayMs,
  });

test("the first runs, the next waits, and after the answer all get it as it was", async () => {
  expect(await claim("one")).toEqual({ outcome: "run" });
  expect(await claim("one")).toEqual({ outcome: "in_progress" });
  const body = { success: true, data: { title: "a \u0000 b", amountMinor: 1 } };
  await finishRequest(database, { userId, key: "one" }, { status: 201, body });
  expect(await claim("one")).toEqual({ outcome: "replay", status: 201, body });
  expect(await claim("one", { afterMs: dayMs - 1 })).toMatchObject({ outcome: "replay" });
});

test("of 50 at once one runs", async () => {
  const claims = await Promise.all(Array.from({ length: 50 }, () => claim("race")));
  expect(claims.filter((one) => one.outcome === "run")).toHaveLength(1);
  expect(claims.filter((one) => one.outcome === "in_progress")).toHaveLength(49);
});

test("[SEC-27] another body is a mismatch, running or done; another user's key is another key", async () => {
  await claim("shared");
  expect(await claim("shared", { requestHash: hash("b") })).toEqual({ outcome: "mismatch" });
  expect(await claim("shared", { userId: otherId, requestHash: hash("b") })).toEqual({ outcome: "run" });
  await finishRequest(database, { userId, key: "shared" }, { status: 200, body: null });
  expect(await claim("shared", { requestHash: hash("b") })).toEqual({ outcome: "mismatch" });
  expect(await claim("shared")).toEqual({ outcome: "replay", status: 200, body: null });
});

test("a claim whose Worker died is taken over after its lock, by the same request only", async () => {
  await claim("dead");
  expect(await claim("dead", { afterMs: 59_999 })).toEqual({ outcome: "in_progress" });
  expect(await claim("dead", { afterMs: 60_000, requestHash: hash("b") })).toEqual({ outcome: "mismatch" });
  const claims = await Promise.all(Array.from({ length: 20 }, () => claim("dead", { afterMs: 60_000 })));
  expect(claims.filter((one) => one.outcome === "run")).toHaveLength(1);
});

test("a request that changed nothing may be tried again", async () => {
  await claim("refused");
  await releaseRequest(database, { userId, key: "refused" });
  expect(await claim("refused", { requestHash: hash("b") })).toEqual({ outcome: "run" });
});

test("after a day the key is free", async () => {
  await claim("old");
  await finishRequest(database, { userId, key: "old" }, { status: 200, body: {} });
  expect(await claim("old", { afterMs: dayMs, requestHash: hash("b") })).toEqual({ outcome: "run" });
});
