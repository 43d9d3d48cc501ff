import { createHash } from "node:crypto";
import { v7 as makeUuidV7 } from "uuid";
import { describe, expect, test } from "vitest";
import { addUser, openTestGround } from "../../test/support/ground.ts";
import { listSessionRooms, recordSessionRoom } from "./session-rooms.ts";
import { rotateSession } from "./rotate-session.ts";
import {
  createSession,
  findLiveSession,
  listSessions,
  revokeAllSessions,
  revokeSession,
  revokeSessionOfToken,
} from "./sessions.ts";

const { database, pool } = await openTestGround();

const sevenDaysMs = 7 * 24 * 3_600_000;
const place = { device: "A phone", ipAddress: "203.0.113.7", place: "Lisbon, PT", userAgent: "Test/1.0" };
const start = Date.UTC(2026, 10, 21);
const at = (afterMs: number): Date => new Date(start + afterMs);
/** Stands in for "hash of the token derived from this one". */
const childOf = (hash: string): string => createHash("sha256").update(hash).digest("hex");

async function signIn() {
  const user = await addUser(database);
  const sessionId = makeUuidV7();
  const tokenHash = childOf(sessionId);
  const session = { sessionId, userId: user.id, tokenHash, at: at(0), expiresAt: at(sevenDaysMs) };
  await createSession(database, { ...session, ...place, authenticatedAt: at(0), secondFactorAt: null });
  return { user, sessionId, tokenHash };
}

const rotate = (tokenHash: string, afterMs: number, change: { readonly ipAddress?: string } = {}) =>
  rotateSession(database, {
    tokenHash,
    childHash: childOf(tokenHash),
    at: at(afterMs),
    expiresAt: at(afterMs + sevenDaysMs),
    graceMs: 10_000,
    ipAddress: place.ipAddress,
    place: place.place,
    userAgent: place.userAgent,
    ...change,
  });

async function readTokens(sessionId: string): Promise<{ total: number; unspent: number }> {
  const { rows } = await pool.query<{ total: number; unspent: number }>(
    `select count(*)::int as total, (count(*) filter (where spent_at is null))::int as unspent
     from refresh_tokens where session_id = $1`,
    [sessionId],
  );
  return rows[0] ?? { total: -1, unspent: -1 };
}

const readReason = async (sessionId: string): Promise<unknown> => {
  const { rows } = await pool.query<{ revoked_reason: string | null }>(
    "select revoked_reason from user_sessions where id = $1",
    [sessionId],
  );
  return rows[0]?.revoked_reason;
};

describe("rotation", () => {
  test("spends the token, gives its child, and moves the family's end", async () => {
    const { user, sessionId, tokenHash } = await signIn();
    const first = await rotate(tokenHash, 60_000);
    expect(first).toEqual({
      ok: true,
      value: {
        sessionId,
        userId: user.id,
        role: "buyer",
        displayName: "A buyer",
        hasSecondFactor: false,
        repeated: false,
      },
    });
    expect((await rotate(childOf(tokenHash), 120_000)).ok).toBe(true);
    expect(await readTokens(sessionId)).toEqual({ total: 3, unspent: 1 });
    const [session] = await listSessions(database, user.id, at(120_000));
    expect(session).toMatchObject({ id: sessionId, ...place, lastSeenAt: at(120_000) });
    expect(session?.expiresAt).toEqual(at(120_000 + sevenDaysMs));
  });

  test("[SEC-8] 50 at once with one token leave one winner, one child and one living family", async () => {
    const { sessionId, tokenHash } = await signIn();
    const results = await Promise.all(Array.from({ length: 50 }, () => rotate(tokenHash, 60_000)));
    const accepted = results.flatMap((result) => (result.ok ? [result.value] : []));
    expect(accepted).toHaveLength(50);
    expect(accepted.filter((value) => !value.repeated)).toHaveLength(1);
    expect(await readTokens(sessionId)).toEqual({ total: 2, unspent: 1 });
    expect(await readReason(sessionId)).toBeNull();
  });

  test("a retry of the direct parent within the grace gets the same child", async () => {
    const { sessionId, tokenHash } = await signIn();
    await rotate(tokenHash, 60_000);
    const again = await rotate(tokenHash, 70_000);
    expect(again).toMatchObject({ ok: true, value: { repeated: true } });
    expect(await readTokens(sessionId)).toEqual({ total: 2, unspent: 1 });
  });

  test.each([
    ["after the grace", 70_001, false],
    ["within the grace, once the child is spent", 61_000, true],
  ])("[SEC-7] a spent token %s ends the family and is noted", async (_when, afterMs, spendChild) => {
    const { sessionId, tokenHash } = await signIn();
    await rotate(tokenHash, 60_000);
    if (spendChild) await rotate(childOf(tokenHash), 60_500);
    expect(await rotate(tokenHash, afterMs)).toEqual({ ok: false, refusal: "reused" });
    expect(await readReason(sessionId)).toBe("reuse");
    const current = spendChild ? childOf(childOf(tokenHash)) : childOf(tokenHash);
    expect(await rotate(current, afterMs + 1)).toEqual({ ok: false, refusal: "revoked" });
    const { rows } = await pool.query("select action from audit_log where subject_id = $1", [sessionId]);
    expect(rows).toEqual([{ action: "session.reused" }]);
  });

  test("a token nobody issued is unknown, one that ran out is expired", async () => {
    const { tokenHash } = await signIn();
    expect(await rotate("f".repeat(64), 0)).toEqual({ ok: false, refusal: "unknown" });
    expect(await rotate(tokenHash, sevenDaysMs)).toEqual({ ok: false, refusal: "expired" });
  });

  test.each(["disabled_at", "deleted_at"])("[SEC-9] an account with %s refreshes nothing", async (column) => {
    const { user, sessionId, tokenHash } = await signIn();
    await pool.query(`update users set ${column} = now() where id = $1`, [user.id]);
    expect(await rotate(tokenHash, 1_000)).toEqual({ ok: false, refusal: "revoked" });
    expect(await findLiveSession(database, sessionId, at(1_000))).toBeUndefined();
  });

  test("a header that is no address is no reason to fail", async () => {
    const { tokenHash } = await signIn();
    expect((await rotate(tokenHash, 1_000, { ipAddress: "unknown, 999.1.1.1" })).ok).toBe(true);
  });

  test("a sign-out that races with a refresh wins", async () => {
    const { user, sessionId, tokenHash } = await signIn();
    const signOut = await pool.connect();
    await signOut.query("begin");
    await signOut.query(
      "update user_sessions set revoked_at = now(), revoked_reason = 'logout' where id = $1",
      [sessionId],
    );
    const refresh = rotate(tokenHash, 1_000);
    // The refresh saw a family that still lived and now waits for its row.
    await expect
      .poll(async () => {
        const { rows } = await pool.query(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        return rows.length;
      })
      .toBe(1);
    await signOut.query("commit");
    signOut.release();
    expect(await refresh).toEqual({ ok: false, refusal: "revoked" });
    expect(await listSessions(database, user.id, at(1_000))).toEqual([]);
  });
});

describe("revoking", () => {
  test("one session, only by its owner, only once", async () => {
    const { user, sessionId } = await signIn();
    const stranger = await addUser(database);
    const revoke = (userId: string) =>
      revokeSession(database, { sessionId, userId, reason: "logout", at: at(1) });
    expect(await revoke(stranger.id)).toBe(false);
    expect(await revoke(user.id)).toBe(true);
    expect(await revoke(user.id)).toBe(false);
  });

  test("the session of a token", async () => {
    const { user, sessionId, tokenHash } = await signIn();
    expect(await revokeSessionOfToken(database, tokenHash, at(1))).toEqual({ sessionId, userId: user.id });
    expect(await revokeSessionOfToken(database, tokenHash, at(2))).toBeUndefined();
  });

  test("all sessions but the one in hand", async () => {
    const { user, sessionId } = await signIn();
    const other = makeUuidV7();
    await createSession(database, {
      ...place,
      sessionId: other,
      userId: user.id,
      tokenHash: childOf(other),
      at: at(0),
      expiresAt: at(sevenDaysMs),
      authenticatedAt: at(0),
      secondFactorAt: null,
    });
    const all = { userId: user.id, reason: "password" as const, at: at(1) };
    expect(await revokeAllSessions(database, { ...all, exceptSessionId: sessionId })).toEqual([other]);
    expect(await revokeAllSessions(database, all)).toEqual([sessionId]);
  });
});

test("the rooms a sign-in entered are found, once each, and go with it", async () => {
  const [{ sessionId }, other] = [await signIn(), await signIn()];
  const [auctionId, elsewhere] = [makeUuidV7(), makeUuidV7()];
  for (const afterMs of [0, 5_000])
    await recordSessionRoom(database, { sessionId, auctionId, at: at(afterMs) });
  await recordSessionRoom(database, { sessionId: other.sessionId, auctionId: elsewhere, at: at(0) });
  expect(await listSessionRooms(database, [sessionId])).toEqual([auctionId]);
  expect(await listSessionRooms(database, ["nonsense"])).toEqual([]);
  expect(await listSessionRooms(database, [sessionId, other.sessionId])).toHaveLength(2);
  await pool.query("delete from user_sessions where id = $1", [sessionId]);
  expect(await listSessionRooms(database, [sessionId])).toEqual([]);
});
