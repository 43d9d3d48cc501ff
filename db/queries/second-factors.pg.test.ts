import { v7 as makeUuidV7 } from "uuid";
import { describe, expect, test } from "vitest";
import { addUser, openTestGround } from "../../test/support/ground.ts";
import { createPasskeyRow, recordPasskeyUse, spendChallenge } from "./passkeys.ts";
import { createPendingSignIn, finishPendingSignIn, tryPendingSignIn } from "./pending-sign-ins.ts";
import { replaceRecoveryCodes, spendRecoveryCode } from "./recovery-codes.ts";
import { findSessionProofs, forgetFactorsWithoutAny, readFactors, recordProof } from "./second-factors.ts";
import { createSession } from "./sessions.ts";
import { confirmTotp, findTotp, offerTotp, spendTotpStep } from "./totp-factors.ts";

const { database, pool } = await openTestGround();

const at = new Date(Date.UTC(2026, 10, 28));
const later = new Date(at.getTime() + 60_000);
const since = new Date(at.getTime() - 60_000);
let hashes = 0;
const makeHash = (): string => (hashes += 1).toString(16).padStart(64, "0");
const count = (answers: readonly unknown[]): number => answers.filter(Boolean).length;
const twenty = <Value>(run: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: 20 }, run));

async function addTotp(userId: string, step = 10): Promise<void> {
  await offerTotp(database, { userId, encryptedSecret: "secret", at });
  await confirmTotp(database, { userId, encryptedSecret: "secret", step, at, since });
}

const addPasskey = (userId: string, counter: number) =>
  createPasskeyRow(database, {
    userId,
    credentialId: makeUuidV7(),
    publicKey: "cose",
    counter,
    transports: ["internal", "hybrid"],
    isBackedUp: false,
    name: "Phone",
  });

async function signIn(userId: string): Promise<string> {
  const sessionId = makeUuidV7();
  const times = { at, expiresAt: later, authenticatedAt: at, secondFactorAt: null };
  const place = { device: null, ipAddress: null, place: null, userAgent: null };
  await createSession(database, { sessionId, userId, tokenHash: makeHash(), ...times, ...place });
  return sessionId;
}

describe("[SEC-10] of twenty at once one gets", () => {
  test("a time step, and never an earlier one", async () => {
    const { id } = await addUser(database);
    await addTotp(id);
    expect(await spendTotpStep(database, id, 10)).toBe(false);
    expect(count(await twenty(() => spendTotpStep(database, id, 12)))).toBe(1);
    expect(await spendTotpStep(database, id, 11)).toBe(false);
    expect(await spendTotpStep(database, id, 13)).toBe(true);
  });

  test("a recovery code, and only its owner", async () => {
    const [{ id: userId }, { id: stranger }] = [await addUser(database), await addUser(database)];
    const codeHash = makeHash();
    await replaceRecoveryCodes(database, userId, [codeHash, makeHash()]);
    // Of the keys a code may lie under, one gives the hash that is kept.
    const codeHashes = [makeHash(), codeHash];
    expect(await spendRecoveryCode(database, { userId: stranger, codeHashes, at })).toBe(false);
    expect(count(await twenty(() => spendRecoveryCode(database, { userId, codeHashes, at })))).toBe(1);
    expect((await readFactors(database, userId)).recoveryCodesLeft).toBe(1);
    await replaceRecoveryCodes(database, userId, [makeHash()]);
    expect((await readFactors(database, userId)).recoveryCodesLeft).toBe(1);
  });

  test("a challenge", async () => {
    const challenge = { challengeHash: makeHash(), expiresAt: later };
    expect(count(await twenty(() => spendChallenge(database, challenge)))).toBe(1);
  });

  test("a place in front of a passkey's counter", async () => {
    const { id: userId } = await addUser(database);
    const { id = "" } = (await addPasskey(userId, 5)) ?? {};
    const use = (counter: number) => recordPasskeyUse(database, { id, counter, isBackedUp: true, at });
    expect(count(await twenty(() => use(6)))).toBe(1);
    expect([await use(6), await use(5), await use(0), await use(9)]).toEqual([false, false, false, true]);
  });

  test("the end of a sign-in that waited, after five of them tried", async () => {
    const { id: userId } = await addUser(database);
    const tokenHash = makeHash();
    await createPendingSignIn(database, { tokenHash, userId, provedAt: at, expiresAt: later });
    const tries = await twenty(() => tryPendingSignIn(database, { tokenHash, at, triesMax: 5 }));
    expect(
      tries.filter((found) => found?.userId === userId && found.provedAt.getTime() === at.getTime()),
    ).toHaveLength(5);
    expect(count(tries)).toBe(5);
    expect(await finishPendingSignIn(database, { tokenHash, at: later })).toBe(false);
    expect(count(await twenty(() => finishPendingSignIn(database, { tokenHash, at })))).toBe(1);
  });
});

test("a passkey that keeps no count may stay at zero", async () => {
  const { id: userId } = await addUser(database);
  const { id = "" } = (await addPasskey(userId, 0)) ?? {};
  const use = () => recordPasskeyUse(database, { id, counter: 0, isBackedUp: false, at });
  expect([await use(), await use()]).toEqual([true, true]);
});

test("an offered app replaces an earlier offer, never one that is on", async () => {
  const { id: userId } = await addUser(database);
  const offer = (encryptedSecret: string) => offerTotp(database, { userId, encryptedSecret, at });
  expect([await offer("first"), await offer("second")]).toEqual([true, true]);
  const confirm = (encryptedSecret: string) =>
    confirmTotp(database, { userId, encryptedSecret, step: 1, at, since });
  expect(await confirm("first")).toBe(false);
  expect(await findTotp(database, userId)).toBeUndefined();
  expect(count(await twenty(() => confirm("second")))).toBe(1);
  expect([await offer("third"), await findTotp(database, userId)]).toEqual([false, "second"]);
});

test("what goes with the last factor goes only then", async () => {
  const { id: userId } = await addUser(database);
  await addTotp(userId);
  await replaceRecoveryCodes(database, userId, [makeHash()]);
  const sessionId = await signIn(userId);
  await recordProof(database, sessionId, { secondFactorAt: at });
  const look = () => findSessionProofs(database, { sessionId, userId });
  const before = {
    hasPassword: false,
    hasTotp: true,
    hasPasskey: false,
    recoveryCodesLeft: 1,
    authenticatedAt: at,
    secondFactorAt: at,
  };
  await forgetFactorsWithoutAny(database, userId);
  expect(await look()).toEqual(before);
  await pool.query("delete from totp_factors where user_id = $1", [userId]);
  await forgetFactorsWithoutAny(database, userId);
  expect(await look()).toEqual({ ...before, hasTotp: false, recoveryCodesLeft: 0, secondFactorAt: null });
});

test("[SEC-22] proofs are of one's own sign-in, while it lasts", async () => {
  const [{ id: userId }, { id: stranger }] = [await addUser(database), await addUser(database)];
  const sessionId = await signIn(userId);
  expect(await findSessionProofs(database, { sessionId, userId: stranger })).toBeUndefined();
  expect(await findSessionProofs(database, { sessionId: "a key's id", userId })).toBeUndefined();
  await pool.query("update user_sessions set revoked_at = now(), revoked_reason = 'logout' where id = $1", [
    sessionId,
  ]);
  expect(await findSessionProofs(database, { sessionId, userId })).toBeUndefined();
});
