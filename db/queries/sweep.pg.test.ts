import { createHash } from "node:crypto";
import { v7 as makeUuidV7 } from "uuid";
import { expect, test } from "vitest";
import { addUser, insertRow, openTestGround } from "../../test/support/ground.ts";
import { type PassingName, deletePassed, passings } from "./sweep.ts";

const { database, pool } = await openTestGround();
const { id: userId } = await addUser(database);
const now = Date.UTC(2026, 10, 21);
const minuteMs = 60_000;
const makeHash = (): string => createHash("sha256").update(makeUuidV7()).digest("hex");

const sessionId = makeUuidV7();
await insertRow(pool, "user_sessions", {
  id: sessionId,
  user_id: userId,
  last_seen_at: new Date(now),
  expires_at: new Date(now + 365 * 24 * 60 * minuteMs),
});

/** A row of each kind whose time was up at a moment. */
const rows: Readonly<
  Record<PassingName, (at: Date) => readonly [table: string, row: Record<string, unknown>]>
> = {
  signIns: (at) => ["user_sessions", { id: makeUuidV7(), user_id: userId, last_seen_at: at, expires_at: at }],
  refreshTokens: (at) => [
    "refresh_tokens",
    {
      token_hash: makeHash(),
      parent_hash: makeHash(),
      session_id: sessionId,
      issued_at: new Date(at.getTime() - minuteMs),
      expires_at: at,
      spent_at: at,
    },
  ],
  pendingSignIns: (at) => [
    "pending_sign_ins",
    { token_hash: makeHash(), user_id: userId, proved_at: at, expires_at: at },
  ],
  spentChallenges: (at) => ["spent_challenges", { challenge_hash: makeHash(), expires_at: at }],
  mailedLinks: (at) => [
    "account_tokens",
    {
      token_hash: makeHash(),
      user_id: userId,
      purpose: "email.verify",
      email: "a@example.com",
      expires_at: at,
    },
  ],
  idempotencyKeys: (at) => [
    "idempotency_keys",
    {
      user_id: userId,
      key: makeUuidV7(),
      request_hash: makeHash(),
      status: "running",
      locked_until: at,
      expires_at: at,
    },
  ],
  providerEvents: (at) => [
    "provider_events",
    { provider: "test", event_id: makeUuidV7(), type: "charge.succeeded", received_at: at },
  ],
  developmentMails: (at) => [
    "development_mails",
    { id: makeUuidV7(), recipient: "a@example.com", subject: "Hello", text: "Hello", sent_at: at },
  ],
};

test.each(Object.keys(passings) as PassingName[])(
  "%s go batch by batch, the oldest first, and only those whose time is up",
  async (name) => {
    const { keptMs } = passings[name];
    const lastMoment = now - keptMs;
    const ages = [5, 4, 3, 2, 1, -1].map((minutes) => new Date(lastMoment - minutes * minuteMs));
    for (const at of ages.toReversed()) await insertRow(pool, ...rows[name](at));
    const [table] = rows[name](new Date(0));
    const column = passings[name].since.name;
    const readLeft = async (): Promise<Date[]> => {
      const { rows: left } = await pool.query<{ at: Date }>(
        `select ${column} as at from ${table} where ${column} < $1 order by ${column}`,
        [new Date(lastMoment + 10 * minuteMs)],
      );
      return left.map(({ at }) => at);
    };
    const removeSome = () => deletePassed(database, name, { at: new Date(now), limit: 3 });
    expect(await removeSome()).toBe(3);
    expect(await readLeft()).toEqual(ages.slice(3));
    expect(await removeSome()).toBe(2);
    expect(await removeSome()).toBe(0);
    expect(await readLeft()).toEqual(ages.slice(5));
  },
);

test("a sign-in takes its tokens with it, and one that somebody holds waits", async () => {
  const [, signIn] = rows.signIns(new Date(0));
  await insertRow(pool, "user_sessions", signIn);
  await insertRow(pool, "refresh_tokens", {
    token_hash: makeHash(),
    session_id: signIn["id"],
    issued_at: new Date(0),
    expires_at: new Date(now + minuteMs),
  });
  const request = await pool.connect();
  await request.query("begin");
  await request.query("select from user_sessions where id = $1 for update", [signIn["id"]]);
  const removeSome = () => deletePassed(database, "signIns", { at: new Date(now), limit: 10 });
  expect(await removeSome()).toBe(0);
  await request.query("commit");
  request.release();
  expect(await removeSome()).toBe(1);
  const { rowCount } = await pool.query("select from refresh_tokens where session_id = $1", [signIn["id"]]);
  expect(rowCount).toBe(0);
});
