import { beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApi, origin, password } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { makeAuthenticator } from "../../test/support/workers/authenticator.ts";
import type { TestAuthenticator } from "../../test/support/workers/authenticator.ts";
import {
  ageProofs,
  askForToken,
  claimOf,
  login,
  mobile,
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
const post = async (path: string, token: string | undefined, body?: object) =>
  api.call(`POST ${path}`, { token, headers: mobile, ...(body === undefined ? {} : { body }) });

/** Makes a passkey for somebody; the answer of the interface beside the authenticator that has it. */
async function register({ token }: Pick<TestPerson, "token">, authenticator?: TestAuthenticator) {
  const device = authenticator ?? (await makeAuthenticator(origin));
  const options = (await post("/auth/passkeys/options", token)).body.data;
  const passkey = await device.create(options);
  const answer = await post("/auth/passkeys", token, { name: "My phone", passkey });
  return { device, options, passkey, answer };
}

const signInOptions = async () => (await post("/auth/passkeys/sign-in/options", undefined)).body.data;
const signIn = (passkey: object) => post("/auth/passkeys/sign-in", undefined, { passkey });

describe("a passkey", () => {
  test("is made, comes with recovery codes, and signs in as both factors", async () => {
    const ana = await api.join("Passkey");
    const { device, options, answer } = await register(ana);
    expect(options).toMatchObject({
      rp: { id: "localhost", name: "Blytz Live" },
      user: { name: ana.email, displayName: "Passkey" },
      excludeCredentials: [],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    });
    expect(answer.status).toBe(201);
    expect(answer.body.data.passkey).toMatchObject({ name: "My phone", isBackedUp: false, lastUsedAt: null });
    expect(answer.body.data.recoveryCodes).toHaveLength(10);
    const asked = await signInOptions();
    expect(asked).toMatchObject({ rpId: "localhost", allowCredentials: [], userVerification: "required" });
    const done = await signIn(await device.get(asked));
    expect(done.status).toBe(200);
    expect(done.body.data.user.id).toBe(ana.id);
    expect(claimOf(done.body.data.accessToken)).toBe(true);
    const [listed] = (await api.call("GET /auth/passkeys", { token: ana.token })).body.data;
    expect(Date.parse(listed.lastUsedAt)).toBeGreaterThan(0);
    expect((await post("/auth/passkeys/options", ana.token)).body.data.excludeCredentials).toHaveLength(1);
  });

  test("makes a password alone too little, and is the second factor after it", async () => {
    const ana = await api.join("After");
    const { device } = await register(ana);
    const asked = await login(api, ana);
    expect(statusAndCode(asked)).toEqual([401, "mfa_code_required"]);
    expect(asked.body.error.details.methods).toEqual(["passkey", "recovery"]);
    const { mfaToken } = asked.body.error.details;
    const options = (await post("/auth/mfa/passkey/options", undefined, { mfaToken })).body.data;
    expect(options.allowCredentials).toEqual([
      { id: expect.any(String), type: "public-key", transports: ["internal"] },
    ]);
    // A security key that was told whom to sign for need not say so again.
    const done = await verify(api, mfaToken, { passkey: await device.get(options, { userHandle: null }) });
    expect(done.status).toBe(200);
    expect(claimOf(done.body.data.accessToken)).toBe(true);
  });

  test("steps up, in the sign-in that asked and no other", async () => {
    const ana = await api.join("StepUp");
    const { device } = await register(ana);
    await ageProofs(api, ana.id, 60);
    expect(statusAndCode(await post("/auth/passkeys/options", ana.token))).toEqual([403, "mfa_required"]);
    const other = (await signIn(await device.get(await signInOptions()))).body.data.accessToken;
    const options = (await post("/auth/step-up/options", ana.token)).body.data;
    const passkey = await device.get(options);
    expect(statusAndCode(await post("/auth/step-up", other, { passkey }))).toEqual(wrong);
    expect((await post("/auth/step-up", ana.token, { passkey })).status).toBe(200);
    expect((await post("/auth/passkeys/options", ana.token)).status).toBe(200);
  });

  test("is called something else, and taken away with the recovery codes when it was the last factor", async () => {
    const ana = await api.join("Rename");
    const { token } = ana;
    const { device, answer } = await register(ana);
    const { id } = answer.body.data.passkey;
    const renamed = await api.call(`PATCH /auth/passkeys/${id}`, { token, body: { name: "Old phone" } });
    expect(renamed.body.data.name).toBe("Old phone");
    expect((await api.call(`PATCH /auth/passkeys/${id}`, { token, body: { name: "" } })).status).toBe(400);
    expect((await api.call(`DELETE /auth/passkeys/${id}`, { token })).status).toBe(200);
    expect((await api.call("GET /auth/mfa", { token })).body.data).toMatchObject({
      totp: false,
      passkeys: [],
      recoveryCodesLeft: 0,
    });
    expect(statusAndCode(await signIn(await device.get(await signInOptions())))).toEqual(wrong);
    expect((await login(api, ana)).status).toBe(200);
    const audit = await api.sql("SELECT action FROM audit_log WHERE actor_id = $1 ORDER BY id", [ana.id]);
    expect(audit.map((row) => row["action"])).toEqual(
      expect.arrayContaining(["passkey.added", "passkey.removed"]),
    );
    const mails = (await api.call(`GET /dev/mails?recipient=${encodeURIComponent(ana.email)}`)).body.data;
    expect(mails.map(({ subject }: { subject: string }) => subject)).toEqual(
      expect.arrayContaining(["A passkey was added to your account", "A passkey was taken off your account"]),
    );
  });

  test("a second one brings no new recovery codes, and an app keeps those of a passkey's owner safe", async () => {
    const ana = await api.join("Two");
    await register(ana);
    const { answer } = await register(ana);
    expect(answer.body.data.recoveryCodes).toBeNull();
    const { code } = await setUpApp(api, ana);
    for (const { id } of (await api.call("GET /auth/passkeys", { token: ana.token })).body.data) {
      await api.call(`DELETE /auth/passkeys/${id}`, { token: ana.token });
    }
    expect((await api.call("GET /auth/mfa", { token: ana.token })).body.data.recoveryCodesLeft).toBe(10);
    expect((await login(api, ana, { totp: code() })).status).toBe(200);
  });

  test("is not taken away while nothing else opens the account", async () => {
    const ana = await api.join("Only");
    const { answer } = await register(ana);
    const { id } = answer.body.data.passkey;
    await api.sql("UPDATE users SET password_hash = NULL WHERE id = $1", [ana.id]);
    const refused = await api.call(`DELETE /auth/passkeys/${id}`, { token: ana.token, headers: mobile });
    expect(statusAndCode(refused)).toEqual([409, "last_way_in"]);
    expect((await api.call("GET /auth/passkeys", { token: ana.token })).body.data).toHaveLength(1);
  });

  test("[SEC-22] of somebody else is not there", async () => {
    const [ana, eve] = [await api.join("Mine"), await api.join("Eve")];
    const { answer } = await register(ana);
    const path = `/auth/passkeys/${answer.body.data.passkey.id}`;
    const { token } = eve;
    expect((await api.call(`PATCH ${path}`, { token, body: { name: "Hers" } })).status).toBe(404);
    expect((await api.call(`DELETE ${path}`, { token })).status).toBe(404);
    expect((await api.call("GET /auth/passkeys", { token })).body.data).toEqual([]);
  });

  test("is one of twenty at most", async () => {
    const ana = await api.join("Many");
    await api.sql(
      `INSERT INTO passkeys (id, user_id, credential_id, public_key, counter, transports, is_backed_up, name)
       SELECT gen_random_uuid(), $1, gen_random_uuid()::text, 'x', 0, '{}', false, 'x' FROM generate_series(1, 20)`,
      [ana.id],
    );
    await api.sql("UPDATE user_sessions SET second_factor_at = now() WHERE user_id = $1", [ana.id]);
    expect(statusAndCode(await post("/auth/passkeys/options", ana.token))).toEqual([409, "conflict"]);
  });
});

describe("[SEC-10] signing in is refused, and always alike", () => {
  test.each<[string, Parameters<TestAuthenticator["get"]>[1]]>([
    ["from another origin", { origin: "https://evil.example" }],
    ["from a look-alike origin", { origin: `${origin}.evil.example` }],
    ["for another site's id", { rpId: "evil.example" }],
    ["without asking for a finger or a PIN", { isVerified: false }],
    ["as something else", { type: "webauthn.create" }],
    ["with a challenge of one's own", { challenge: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
    ["without saying whose passkey", { userHandle: null }],
    ["as somebody else", { userHandle: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["with the counter where it was", { counter: 1 }],
    ["with a counter that went back", { counter: 0 }],
  ])("%s", async (_name, bent) => {
    const ana = await api.join("Bent");
    const { device } = await register(ana);
    expect(statusAndCode(await signIn(await device.get(await signInOptions(), bent)))).toEqual(wrong);
    expect((await signIn(await device.get(await signInOptions(), { counter: 2 }))).status).toBe(200);
  });

  test("with an answer that was given before, and twenty at once are one", async () => {
    const ana = await api.join("Again");
    const { device } = await register(ana);
    const passkey = await device.get(await signInOptions());
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(passkey)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(statusAndCode(await signIn(passkey))).toEqual(wrong);
    // Not even where the counter would let it through.
    await api.sql("UPDATE passkeys SET counter = 0 WHERE user_id = $1", [ana.id]);
    expect(statusAndCode(await signIn(passkey))).toEqual(wrong);
  });

  test("with a challenge that was for something else", async () => {
    const ana = await api.join("Purpose");
    const { device } = await register(ana);
    const others = [
      (await post("/auth/passkeys/options", ana.token)).body.data.challenge,
      (await post("/auth/step-up/options", ana.token)).body.data.challenge,
    ];
    for (const challenge of others) {
      const passkey = await device.get({ challenge, rpId: "localhost" });
      expect(statusAndCode(await signIn(passkey))).toEqual(wrong);
    }
  });

  test("with another key under a known id, or a passkey nobody registered", async () => {
    const ana = await api.join("Known");
    const { device } = await register(ana);
    const stranger = await makeAuthenticator(origin);
    const options = await signInOptions();
    const [known, strange] = [
      await device.get(options),
      await stranger.get(options, { userHandle: "AAAAAAAAAAAAAAAAAAAAAA" }),
    ];
    expect(statusAndCode(await signIn(strange))).toEqual(wrong);
    expect(statusAndCode(await signIn({ ...known, response: strange.response }))).toEqual(wrong);
  });

  test("for a disabled account", async () => {
    const ana = await api.join("Out");
    const { device } = await register(ana);
    await api.sql("UPDATE users SET disabled_at = now() WHERE id = $1", [ana.id]);
    expect(statusAndCode(await signIn(await device.get(await signInOptions())))).toEqual(wrong);
  });

  test("a copied authenticator is written down", async () => {
    const ana = await api.join("Copied");
    const { device } = await register(ana);
    await signIn(await device.get(await signInOptions(), { counter: 9 }));
    expect((await signIn(await device.get(await signInOptions(), { counter: 8 }))).status).toBe(401);
    const audit = await api.sql(
      "SELECT actor_id FROM audit_log WHERE subject_id = $1 AND action = 'passkey.counter-went-back'",
      [ana.id],
    );
    expect(audit).toEqual([{ actor_id: null }]);
  });

  test("[SEC-11] to a page elsewhere", async () => {
    const ana = await api.join("Elsewhere");
    const { device } = await register(ana);
    const body = { passkey: await device.get(await signInOptions()) };
    const headers = { Origin: "https://evil.example" };
    const refused = await api.call("POST /auth/passkeys/sign-in", { headers, body });
    expect(statusAndCode(refused)).toEqual([403, "forbidden"]);
  });
});

describe("a second factor after the password", () => {
  test("must be a passkey of that account, for that very sign-in", async () => {
    const [ana, eve] = [await api.join("Ana"), await api.join("Eve")];
    const { device } = await register(ana);
    const { device: foreign } = await register(eve);
    const [first, second] = [await askForToken(api, ana), await askForToken(api, ana)];
    const options = (await post("/auth/mfa/passkey/options", undefined, { mfaToken: first })).body.data;
    const bent = { userHandle: null };
    expect(statusAndCode(await verify(api, first, { passkey: await foreign.get(options, bent) }))).toEqual(
      wrong,
    );
    const passkey = await device.get(options);
    expect(statusAndCode(await verify(api, second, { passkey }))).toEqual(wrong);
    expect((await verify(api, first, { passkey })).status).toBe(200);
    const late = await post("/auth/mfa/passkey/options", undefined, { mfaToken: first });
    expect([late.status, late.body.error.details[0].code]).toEqual([400, "expired"]);
  });

  test("a recovery code opens the account of a lost passkey", async () => {
    const ana = await api.join("Lost");
    const { answer } = await register(ana);
    const [code] = answer.body.data.recoveryCodes;
    expect((await verify(api, await askForToken(api, ana), { code })).status).toBe(200);
  });
});

describe("making a passkey is refused", () => {
  test.each<[string, Parameters<TestAuthenticator["create"]>[1]]>([
    ["from another origin", { origin: "https://evil.example" }],
    ["for another site's id", { rpId: "evil.example" }],
    ["without asking for a finger or a PIN", { isVerified: false }],
    ["with a challenge of one's own", { challenge: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
    ["as something else", { type: "webauthn.get" }],
  ])("%s", async (_name, bent) => {
    const ana = await api.join("Crooked");
    const device = await makeAuthenticator(origin);
    const options = (await post("/auth/passkeys/options", ana.token)).body.data;
    const passkey = await device.create(options, bent);
    const refused = await post("/auth/passkeys", ana.token, { name: "Phone", passkey });
    expect([refused.status, refused.body.error.details[0].code]).toEqual([400, "not_verified"]);
    expect((await api.call("GET /auth/passkeys", { token: ana.token })).body.data).toEqual([]);
  });

  test("with the challenge of another person or sign-in, or one that was used", async () => {
    const [ana, eve] = [await api.join("Challenge"), await api.join("Eve")];
    const other = (await login(api, ana)).body.data.accessToken;
    const { passkey } = await register(ana);
    const device = await makeAuthenticator(origin);
    const options = (await post("/auth/passkeys/options", eve.token)).body.data;
    const foreign = await device.create(options);
    for (const [token, body] of [
      [ana.token, foreign],
      [ana.token, passkey],
    ] as const) {
      const refused = await post("/auth/passkeys", token, { name: "Phone", passkey: body });
      expect(refused.status).toBe(400);
    }
    await api.sql("UPDATE user_sessions SET second_factor_at = now() WHERE user_id = $1", [ana.id]);
    const own = await device.create((await post("/auth/passkeys/options", ana.token)).body.data);
    expect((await post("/auth/passkeys", other, { name: "Phone", passkey: own })).status).toBe(400);
    expect((await post("/auth/passkeys", ana.token, { name: "Phone", passkey: own })).status).toBe(201);
  });

  test("under an id that is in use", async () => {
    const [ana, eve] = [await api.join("First"), await api.join("Copy")];
    const { device } = await register(ana);
    const { answer } = await register(eve, device);
    expect(statusAndCode(answer)).toEqual([409, "conflict"]);
  });

  test("to a sign-in that has not proved itself lately", async () => {
    const ana = await api.join("Stale");
    await ageProofs(api, ana.id, 10);
    const refused = await post("/auth/passkeys/options", ana.token);
    expect(statusAndCode(refused)).toEqual([403, "mfa_required"]);
    expect(refused.body.error.details).toEqual({ methods: ["password"] });
    await post("/auth/step-up", ana.token, { password });
    expect((await post("/auth/passkeys/options", ana.token)).status).toBe(200);
  });
});

// Last: the limiters remember the time it makes up.
test("[SEC-10] a challenge is good for five minutes", async () => {
  const ana = await api.join("Slow");
  const { device } = await register(ana);
  const [first, second] = [await signInOptions(), await signInOptions()];
  vi.setSystemTime(Date.now() + 5 * 60_000 - 1);
  expect((await signIn(await device.get(first))).status).toBe(200);
  vi.setSystemTime(Date.now() + 1);
  expect(statusAndCode(await signIn(await device.get(second)))).toEqual(wrong);
});
