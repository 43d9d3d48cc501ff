import { beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApi, password } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import {
  ageProofs,
  askForToken,
  claimOf,
  login,
  mobile,
  openApp,
  setUpApp,
  standInsideStep,
  statusAndCode,
  verify,
} from "../../test/support/workers/factors.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
standInsideStep();

const wrong = [401, "invalid_credentials"];
const subjectsTo = async ({ email }: TestPerson): Promise<string[]> => {
  const mails: { subject: string }[] = (
    await api.call(`GET /dev/mails?recipient=${encodeURIComponent(email)}`)
  ).body.data;
  return mails.map(({ subject }) => subject);
};
const actionsOf = async ({ id }: TestPerson): Promise<unknown[]> => {
  const rows = await api.sql("SELECT action FROM audit_log WHERE actor_id = $1 ORDER BY id", [id]);
  return rows.map((row) => row["action"]);
};
const stateOf = async ({ token }: TestPerson) => (await api.call("GET /auth/mfa", { token })).body.data;

describe("an authenticator app", () => {
  test("is offered in three ways, and is none until a code of it is shown", async () => {
    const ana = await api.join("Enrol");
    const { token } = ana;
    const offered = (await api.call("POST /auth/mfa/enroll", { token })).body.data;
    expect(offered.secret).toMatch(/^[A-Z2-7]{32}$/u);
    expect(offered.otpauthUri).toContain(`secret=${offered.secret}`);
    expect(offered.otpauthUri).toContain("issuer=Blytz%20Live");
    expect(offered.qrSvg).toMatch(/^<svg /u);
    expect((await login(api, ana)).status).toBe(200);
    const code = openApp(offered.secret);
    const bad = await api.call("POST /auth/mfa/confirm", { token, body: { code: "000000" } });
    expect([bad.status, bad.body.error.details]).toEqual([
      400,
      [{ path: "code", code: "wrong", message: "is not what the app shows now" }],
    ]);
    const confirmed = await api.call("POST /auth/mfa/confirm", { token, body: { code: code() } });
    expect(confirmed.status).toBe(200);
    expect(new Set(confirmed.body.data.recoveryCodes).size).toBe(10);
    expect(await stateOf(ana)).toEqual({
      totp: true,
      passkeys: [],
      recoveryCodesLeft: 10,
      // The code that turned it on was a proof of it.
      proof: { validUntil: expect.any(String), methods: ["totp", "recovery"] },
    });
    expect(statusAndCode(await login(api, ana))).toEqual([401, "mfa_code_required"]);
    const again = await api.call("POST /auth/mfa/confirm", { token, body: { code: code(1) } });
    expect(statusAndCode(again)).toEqual([409, "conflict"]);
    expect(statusAndCode(await api.call("POST /auth/mfa/enroll", { token }))).toEqual([409, "conflict"]);
    expect(await actionsOf(ana)).toContain("factor.totp-added");
    expect(await subjectsTo(ana)).toContain("An authenticator app was added to your account");
  });

  test("only the newest offer counts, and none after a quarter of an hour", async () => {
    const { id, token } = await api.join("Offers");
    const offer = async () => openApp((await api.call("POST /auth/mfa/enroll", { token })).body.data.secret);
    const [first, second] = [await offer(), await offer()];
    const confirm = (code: string) => api.call("POST /auth/mfa/confirm", { token, body: { code } });
    expect((await confirm(first())).status).toBe(400);
    await api.sql("UPDATE totp_factors SET created_at = now() - interval '16 minutes' WHERE user_id = $1", [
      id,
    ]);
    expect(statusAndCode(await confirm(second()))).toEqual([409, "conflict"]);
  });

  test("[SEC-43] its secret is nowhere to be read, and opens in no other row", async () => {
    const [ana, eve] = [await api.join("Sealed"), await api.join("Thief")];
    const offered = (await api.call("POST /auth/mfa/enroll", { token: ana.token })).body.data;
    await api.call("POST /auth/mfa/enroll", { token: eve.token });
    const [row] = await api.sql("SELECT encrypted_secret FROM totp_factors WHERE user_id = $1", [ana.id]);
    const stored = String(row?.["encrypted_secret"]);
    expect(stored).toMatch(/^v2\.[\w-]{11}\.[\w-]{16}\.[\w-]{48}$/u);
    expect(stored).not.toContain(offered.secret);
    await api.sql("UPDATE totp_factors SET encrypted_secret = $2 WHERE user_id = $1", [eve.id, stored]);
    const body = { code: openApp(offered.secret)() };
    expect((await api.call("POST /auth/mfa/confirm", { token: eve.token, body })).status).toBe(500);
  });

  test("[SEC-9] other sign-ins stay, and the mfa claim comes with the next refresh", async () => {
    const ana = await api.join("Claims");
    const pair = (await login(api, ana)).body.data;
    const other = (await login(api, ana)).body.data;
    await setUpApp(api, { token: pair.accessToken });
    const refresh = async (refreshToken: string) =>
      (await api.call("POST /auth/refresh", { headers: mobile, body: { refreshToken } })).body.data
        .accessToken;
    expect(claimOf(pair.accessToken)).toBe(false);
    expect(claimOf(await refresh(pair.refreshToken))).toBe(true);
    expect(claimOf(await refresh(other.refreshToken))).toBe(false);
  });

  test("goes with a fresh proof only, takes the recovery codes along, and tells its owner", async () => {
    const ana = await api.join("Off");
    const { token } = ana;
    await setUpApp(api, ana);
    await ageProofs(api, ana.id, 10);
    const refused = await api.call("POST /auth/mfa/disable", { token });
    expect(statusAndCode(refused)).toEqual([403, "mfa_required"]);
    expect(refused.body.error.details).toEqual({ methods: ["totp", "recovery"] });
    await ageProofs(api, ana.id, -9);
    expect((await api.call("POST /auth/mfa/disable", { token })).status).toBe(200);
    expect(await stateOf(ana)).toMatchObject({ totp: false, passkeys: [], recoveryCodesLeft: 0 });
    expect((await login(api, ana)).status).toBe(200);
    const rows = await api.sql(
      "SELECT 1 FROM user_sessions WHERE user_id = $1 AND second_factor_at IS NOT NULL",
      [ana.id],
    );
    expect(rows).toEqual([]);
    expect((await api.call("POST /auth/mfa/disable", { token })).status).toBe(200);
    const actions = await actionsOf(ana);
    expect(actions.filter((action) => action === "factor.totp-removed")).toHaveLength(1);
    expect(await subjectsTo(ana)).toContain("The authenticator app was taken off your account");
  });

  test("asks for a sign-in that proved itself lately", async () => {
    const ana = await api.join("Late");
    await ageProofs(api, ana.id, 10);
    const refused = await api.call("POST /auth/mfa/enroll", { token: ana.token });
    expect(statusAndCode(refused)).toEqual([403, "mfa_required"]);
    expect(refused.body.error.details).toEqual({ methods: ["password"] });
    expect(statusAndCode(await api.call("POST /auth/mfa/enroll"))).toEqual([401, "auth_required"]);
  });
});

describe("signing in with a code", () => {
  test("finishes what the password began, once", async () => {
    const ana = await api.join("Verify");
    const { code } = await setUpApp(api, ana);
    const mfaToken = await askForToken(api, ana);
    expect(statusAndCode(await verify(api, mfaToken, { code: "000000" }))).toEqual(wrong);
    const done = await verify(api, mfaToken, { code: code() });
    expect(done.status).toBe(200);
    expect(done.body.data.user.id).toBe(ana.id);
    expect(claimOf(done.body.data.accessToken)).toBe(true);
    const again = await verify(api, mfaToken, { code: code(1) });
    expect([again.status, again.body.error.details[0].path, again.body.error.details[0].code]).toEqual([
      400,
      "mfaToken",
      "expired",
    ]);
  });

  test("[SEC-10] twenty at once with one code: one wins, whatever tokens they bring", async () => {
    const ana = await api.join("Replay");
    const { code } = await setUpApp(api, ana);
    const tokens = await Promise.all(Array.from({ length: 4 }, () => askForToken(api, ana)));
    const now = code();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_item, at) => verify(api, String(tokens[at % 4]), { code: now })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await verify(api, await askForToken(api, ana), { code: now })).status).toBe(401);
  });

  test("a code of the step before or after is taken, of two steps off not, and never one before the last", async () => {
    const ana = await api.join("Skew");
    const { code } = await setUpApp(api, ana);
    const tryCode = async (text: string) => (await login(api, ana, { totp: text })).status;
    expect(await tryCode(code(2))).toBe(401);
    expect(await tryCode(code(-2))).toBe(401);
    expect(await tryCode(code(1))).toBe(200);
    expect(await tryCode(code())).toBe(401);
    vi.setSystemTime(Date.now() + 60_000);
    expect(await tryCode(code())).toBe(200);
  });

  test("[SEC-10] a token is good for five tries, and for five minutes", async () => {
    const ana = await api.join("Tries");
    const { code } = await setUpApp(api, ana);
    const mfaToken = await askForToken(api, ana);
    const tries = await Promise.all(
      Array.from({ length: 7 }, () => verify(api, mfaToken, { code: "000000" })),
    );
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(tries.filter(({ status }) => status === 400)).toHaveLength(2);
    expect((await verify(api, mfaToken, { code: code() })).status).toBe(400);
    const late = await askForToken(api, ana);
    await api.sql("UPDATE pending_sign_ins SET expires_at = now() - interval '1 minute' WHERE user_id = $1", [
      ana.id,
    ]);
    expect((await verify(api, late, { code: code() })).status).toBe(400);
  });

  test("[SEC-10] an account takes ten wrong codes, exactly, however many tokens there are", async () => {
    const ana = await api.join("Guesser");
    await setUpApp(api, ana);
    const tokens = await Promise.all(Array.from({ length: 4 }, () => askForToken(api, ana)));
    const answers = await Promise.all(
      tokens.flatMap((token) => [1, 2, 3].map((digit) => verify(api, token, { code: `00000${digit}` }))),
    );
    const codes = answers.map(({ status }) => status);
    // One of the ten was spent when the app was confirmed; its success gave nothing back.
    expect(codes.filter((status) => status === 401)).toHaveLength(9);
    expect(codes.filter((status) => status === 429)).toHaveLength(3);
    const other = await api.join("Unaffected");
    const { code } = await setUpApp(api, other);
    expect((await login(api, other, { totp: code() })).status).toBe(200);
  });

  test("[SEC-10] with `totp`, a wrong password, a wrong code and nobody are answered alike", async () => {
    const ana = await api.join("Alike");
    const { code } = await setUpApp(api, ana);
    const tryLogin = (email: string, secret: string, totp: string) =>
      api.call("POST /auth/login", { body: { email, password: secret, totp } });
    const answers = [
      await tryLogin(ana.email, password, "000000"),
      await tryLogin(ana.email, "not-the-password", code()),
      await tryLogin("nobody-at-all@example.test", password, code()),
    ];
    const bare = answers.map(({ status, body }) => [status, body.error.code, body.error.message]);
    expect(new Set(bare.map((answer) => JSON.stringify(answer))).size).toBe(1);
    // A wrong password has not used the code up.
    expect((await tryLogin(ana.email, password, code())).status).toBe(200);
  });

  test("[SEC-5] neither token is good in the other's place", async () => {
    const ana = await api.join("Mixed");
    await setUpApp(api, ana);
    const mfaToken = await askForToken(api, ana);
    expect((await api.call("GET /users/me/profile", { token: mfaToken })).status).toBe(401);
    const refresh = { headers: mobile, body: { refreshToken: mfaToken } };
    expect((await api.call("POST /auth/refresh", refresh)).status).toBe(401);
    expect((await verify(api, ana.token, { code: "000000" })).status).toBe(400);
  });

  test("[SEC-9] an account disabled in between stays out", async () => {
    const ana = await api.join("Between");
    const { code } = await setUpApp(api, ana);
    const mfaToken = await askForToken(api, ana);
    await api.sql("UPDATE users SET disabled_at = now() WHERE id = $1", [ana.id]);
    expect(statusAndCode(await verify(api, mfaToken, { code: code() }))).toEqual(wrong);
  });

  test("[SEC-11] refuses a page elsewhere", async () => {
    const ana = await api.join("Foreign");
    const { code } = await setUpApp(api, ana);
    const body = { mfaToken: await askForToken(api, ana), code: code() };
    const headers = { Origin: "https://evil.example" };
    const refused = await api.call("POST /auth/mfa/verify", { headers, body });
    expect(statusAndCode(refused)).toEqual([403, "forbidden"]);
  });
});

describe("recovery codes", () => {
  test("[SEC-10] open the account once each, as people write them, and tell its owner", async () => {
    const ana = await api.join("Recover");
    const { recoveryCodes } = await setUpApp(api, ana);
    const [first = "", second = ""] = recoveryCodes;
    expect(first).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-hjkmnp-tv-z]{4}){2}$/u);
    const tokens = await Promise.all(Array.from({ length: 5 }, () => askForToken(api, ana)));
    const answers = await Promise.all(tokens.map((token) => verify(api, token, { code: first })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const spoken = second.toUpperCase().replaceAll("-", " ").replaceAll("0", "O").replaceAll("1", "l");
    expect((await login(api, ana, { totp: spoken })).status).toBe(200);
    expect(await stateOf(ana)).toMatchObject({ recoveryCodesLeft: 8 });
    expect(await subjectsTo(ana)).toContain("A recovery code of your account was used");
    const stored = JSON.stringify(await api.sql("SELECT * FROM recovery_codes WHERE user_id = $1", [ana.id]));
    expect(stored).not.toContain(second.replaceAll("-", ""));
  });

  test("are nobody else's", async () => {
    const [ana, eve] = [await api.join("Owner"), await api.join("Eve")];
    const { recoveryCodes } = await setUpApp(api, ana);
    await setUpApp(api, eve);
    expect((await login(api, eve, { totp: recoveryCodes[0] })).status).toBe(401);
  });

  test("are made anew with a fresh proof, and the old ones are gone", async () => {
    const ana = await api.join("Renew");
    const { token } = ana;
    const none = await api.call("POST /auth/mfa/recovery-codes", { token });
    expect(statusAndCode(none)).toEqual([409, "conflict"]);
    const { recoveryCodes: old } = await setUpApp(api, ana);
    const renewed = await api.call("POST /auth/mfa/recovery-codes", { token });
    const fresh: string[] = renewed.body.data.recoveryCodes;
    expect(fresh.filter((code) => old.includes(code))).toEqual([]);
    expect((await login(api, ana, { totp: old[0] })).status).toBe(401);
    expect((await login(api, ana, { totp: fresh[0] })).status).toBe(200);
  });
});

describe("stepping up", () => {
  const stepUp = (token: string, body: object) => api.call("POST /auth/step-up", { token, body });

  test("with the password where there is no second factor", async () => {
    const ana = await api.join("Password");
    const proofOf = async () => (await stateOf(ana)).proof;
    expect(Date.parse((await proofOf()).validUntil) - Date.now()).toBeGreaterThan(9 * 60_000);
    await ageProofs(api, ana.id, 60);
    expect(await proofOf()).toEqual({ validUntil: null, methods: ["password"] });
    expect((await api.call("POST /auth/mfa/enroll", { token: ana.token })).status).toBe(403);
    expect(statusAndCode(await stepUp(ana.token, { password: "not-the-password" }))).toEqual(wrong);
    const proved = await stepUp(ana.token, { password });
    expect(Date.parse(proved.body.data.validUntil) - Date.now()).toBeGreaterThan(9 * 60_000);
    expect((await proofOf()).validUntil).toBe(proved.body.data.validUntil);
    expect((await api.call("POST /auth/mfa/enroll", { token: ana.token })).status).toBe(200);
    expect(await actionsOf(ana)).toContain("session.stepped-up");
  });

  test("with a code where there is one; the password does not do, and another sign-in gains nothing", async () => {
    const ana = await api.join("Code");
    const other = (await login(api, ana)).body.data.accessToken;
    const { code, recoveryCodes } = await setUpApp(api, ana);
    await ageProofs(api, ana.id, 60);
    const refused = await stepUp(ana.token, { password });
    expect(statusAndCode(refused)).toEqual([403, "mfa_required"]);
    expect(refused.body.error.details).toEqual({ methods: ["totp", "recovery"] });
    expect((await stepUp(ana.token, { code: code() })).status).toBe(200);
    expect(statusAndCode(await stepUp(ana.token, { code: code() }))).toEqual(wrong);
    expect((await api.call("POST /auth/mfa/recovery-codes", { token: other })).status).toBe(403);
    expect((await stepUp(other, { code: recoveryCodes[0] })).status).toBe(200);
    expect((await api.call("POST /auth/mfa/disable", { token: ana.token })).status).toBe(200);
  });

  test("with neither a password nor a second factor nothing does but signing in again", async () => {
    const ana = await api.join("Elsewhere");
    await api.sql("UPDATE users SET password_hash = NULL WHERE id = $1", [ana.id]);
    await ageProofs(api, ana.id, 60);
    expect((await stateOf(ana)).proof).toEqual({ validUntil: null, methods: [] });
    const refused = await api.call("POST /auth/mfa/enroll", { token: ana.token });
    expect([refused.status, refused.body.error.details]).toEqual([403, { methods: [] }]);
    expect(statusAndCode(await stepUp(ana.token, { password }))).toEqual(wrong);
  });

  test("[SEC-10] stops after ten wrong passwords, exactly", async () => {
    const ana = await api.join("StepGuess");
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => stepUp(ana.token, { password: "not-the-password" })),
    );
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(2);
  });
});
