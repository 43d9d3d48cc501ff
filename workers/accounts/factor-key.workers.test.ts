import { beforeAll, describe, expect, test, vi } from "vitest";
import { firstFactorKeyId } from "../../contract/keys.ts";
import { rotateKeySet } from "../../domain/access/key-rotation.ts";
import { must } from "../../domain/result.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import {
  askForToken,
  login,
  openApp,
  setUpApp,
  standInsideStep,
  statusAndCode,
  verify,
} from "../../test/support/workers/factors.ts";
import type { TestPhone } from "../../test/support/workers/factors.ts";
import { parseSettings } from "../env.ts";
import { findChallengeEnd, makeChallenge } from "./passkey-challenge.ts";
import type { ChallengeScope } from "./passkey-challenge.ts";

interface Key {
  readonly kty: "oct";
  readonly kid: string;
  readonly k: string;
  readonly nbf?: number;
}
const minuteMs = 60_000;
const single = `dev-${"k".repeat(43)}`;

let api: TestApi;
/** Everybody joins at once: the tests move the clock, which the limits of registering follow. */
const people = new Map<string, TestPerson>();
standInsideStep();
beforeAll(async () => {
  // A deployment from when there was one key, by itself.
  const made = await createTestApi();
  const call: TestApi["call"] = (line, options) =>
    made.call(line, { ...options, variables: { FACTOR_KEY: single, ...options?.variables } });
  api = { ...made, call, env: { ...made.env, FACTOR_KEY: single } };
  for (const name of ["Leaked", "Mover", "Keeper", "Later"]) people.set(name, await api.join(name));
});

/** The set a rotation makes of the one key, put up now. */
function rotate(): { readonly FACTOR_KEY: string; readonly keys: readonly Key[] } {
  const first: Key = { kty: "oct", kid: firstFactorKeyId, k: single };
  const makeKey = (): Key => ({ kty: "oct", kid: "next", k: `dev-${"n".repeat(43)}` });
  const { keys } = rotateKeySet<Key>([first], { nowMs: Date.now(), isForGood: true, makeKey });
  return { FACTOR_KEY: JSON.stringify({ keys }), keys };
}

const getPerson = (name: string): TestPerson => must(people.get(name), "they joined");

async function setUp(name: string): Promise<{ readonly person: TestPerson; readonly phone: TestPhone }> {
  const person = getPerson(name);
  return { person, phone: await setUpApp(api, person) };
}

const readSecret = async ({ id }: Pick<TestPerson, "id">): Promise<string> => {
  const [row] = await api.sql("SELECT encrypted_secret FROM totp_factors WHERE user_id = $1", [id]);
  return String(row?.["encrypted_secret"]);
};

/** What a whole sign-in with a code answers where the variables are these. */
async function signIn(person: TestPerson, code: string, variables: { readonly FACTOR_KEY: string }) {
  const there: TestApi = { ...api, call: (line, call) => api.call(line, { ...call, variables }) };
  return verify(there, await askForToken(there, person), { code });
}

describe("a rotation of FACTOR_KEY", () => {
  // First: the buckets of the sign-ins below are minutes ahead afterwards.
  test("[SEC-43] a key that is taken out turns off what lies under it, without an error", async () => {
    const { person, phone } = await setUp("Leaked");
    const { keys } = rotate();
    const FACTOR_KEY = JSON.stringify({ keys: keys.slice(1) });
    const [recovery = ""] = phone.recoveryCodes;
    for (const code of [phone.code(), recovery]) {
      const refused = await signIn(person, code, { FACTOR_KEY });
      expect(statusAndCode(refused)).toEqual([401, "invalid_credentials"]);
    }
    const offered = await api.call("POST /auth/mfa/enroll", { token: person.token });
    expect(offered.status).toBe(409);
  });

  test("changes nothing until the new key's time, and then moves an app's secret under it when it is used", async () => {
    const { person, phone } = await setUp("Mover");
    const { FACTOR_KEY } = rotate();
    const before = await readSecret(person);
    expect(before).toMatch(/^v1\.[\w-]{16}\.[\w-]{48}$/u);
    expect((await signIn(person, phone.code(), { FACTOR_KEY })).status).toBe(200);
    expect(await readSecret(person)).toBe(before);
    vi.setSystemTime(Date.now() + 16 * minuteMs);
    expect((await signIn(person, "000000", { FACTOR_KEY })).status).toBe(401);
    expect(await readSecret(person)).toBe(before);
    expect((await signIn(person, phone.code(), { FACTOR_KEY })).status).toBe(200);
    const moved = await readSecret(person);
    expect(moved).toMatch(/^v2\.next\.[\w-]{16}\.[\w-]{48}$/u);
    // Once it is there it stays as it is.
    vi.setSystemTime(Date.now() + minuteMs);
    expect((await signIn(person, phone.code(), { FACTOR_KEY })).status).toBe(200);
    expect(await readSecret(person)).toBe(moved);
    // The code that moved it was used up like any other.
    expect((await signIn(person, phone.code(), { FACTOR_KEY })).status).toBe(401);
  });

  test("keeps recovery codes good, and new factors lie under the new key", async () => {
    const { person, phone } = await setUp("Keeper");
    const { FACTOR_KEY } = rotate();
    vi.setSystemTime(Date.now() + 16 * minuteMs);
    const [code = ""] = phone.recoveryCodes;
    expect((await signIn(person, code, { FACTOR_KEY })).status).toBe(200);
    expect((await signIn(person, code, { FACTOR_KEY })).status).toBe(401);
    const later = getPerson("Later");
    const { accessToken: token } = (await login(api, later)).body.data;
    const call: TestApi["call"] = (line, options) =>
      api.call(line, { ...options, variables: { FACTOR_KEY } });
    const offered = await call("POST /auth/mfa/enroll", { token });
    expect(await readSecret(later)).toMatch(/^v2\.next\./u);
    const body = { code: openApp(offered.body.data.secret)() };
    expect((await call("POST /auth/mfa/confirm", { token, body })).status).toBe(200);
  });

  test("takes a challenge made before, and none of a key it does not know", () => {
    const settingsOf = (FACTOR_KEY: string) => parseSettings({ ...api.env, FACTOR_KEY });
    const { FACTOR_KEY, keys } = rotate();
    const scope: ChallengeScope = { purpose: "sign-in", subject: "" };
    const make = (text: string): string =>
      btoa(String.fromCharCode(...makeChallenge(settingsOf(text), scope, new Date())))
        .replaceAll("+", "-")
        .replaceAll("/", "_");
    const old = make(single);
    vi.setSystemTime(Date.now() + 4 * minuteMs);
    expect(findChallengeEnd(settingsOf(FACTOR_KEY), scope, old, new Date())).toBeDefined();
    const alone = JSON.stringify({ keys: keys.slice(1) });
    expect(findChallengeEnd(settingsOf(alone), scope, old, new Date())).toBeUndefined();
    const own = make(alone);
    expect(findChallengeEnd(settingsOf(FACTOR_KEY), scope, own, new Date())).toBeDefined();
    expect(findChallengeEnd(settingsOf(single), scope, own, new Date())).toBeUndefined();
  });
});
