import { describe, expect, test } from "vitest";
import { generateKeys } from "../scripts/development-keys.ts";
import { getSettings, parseSettings } from "./env.ts";

const development = {
  ENVIRONMENT: "development",
  ORIGIN: "http://localhost:8787",
  ALLOWED_ORIGINS: "http://127.0.0.1:8787, http://localhost:5173",
  DATABASE_URL: "postgres://blytz:blytz@127.0.0.1:5432/blytz",
  DATABASE_BRIDGE: "127.0.0.1:8789",
  ...generateKeys("dev-"),
};
const production = {
  ENVIRONMENT: "production",
  READ_SHIELD: {},
  ORIGIN: "https://blytz.example",
  DATABASE_URL: "postgresql://blytz:secret@ep-calm-sea.eu-central-1.aws.neon.tech/blytz?sslmode=require",
  ...generateKeys(""),
  PAYMENT_PROVIDER: "stripe",
  STRIPE_SECRET_KEY: "sk_live_blytz",
  STRIPE_PUBLISHABLE_KEY: "pk_live_blytz",
  STRIPE_WEBHOOK_SECRETS: "whsec_0123456789abcdef",
};

function findProblems(raw: object): string[] {
  try {
    parseSettings(raw);
    return [];
  } catch (error) {
    return String(error)
      .split("\n")
      .slice(1)
      .map((line) => line.replace("  - ", ""));
  }
}

describe("settings", () => {
  test("parses development, with lists and keys", () => {
    const settings = parseSettings(development);
    expect(settings.ALLOWED_ORIGINS).toEqual(["http://127.0.0.1:8787", "http://localhost:5173"]);
    expect(settings.DATABASE_BRIDGE).toBe("127.0.0.1:8789");
    expect(settings.ACCESS_TOKEN_KEYS.keys[0]).toMatchObject({ kty: "RSA", alg: "RS256" });
    expect(settings.LOG_SIGNING_KEYS.keys[0]).toMatchObject({ kty: "OKP", crv: "Ed25519" });
  });

  test("an empty bridge is none", () => {
    expect(parseSettings({ ...production, DATABASE_BRIDGE: "" }).DATABASE_BRIDGE).toBeUndefined();
  });

  test("[SEC-43] names everything that is missing, at once", () => {
    expect(findProblems({})).toEqual([
      "ENVIRONMENT is missing",
      "ORIGIN is missing",
      "DATABASE_URL is missing",
      "ACCESS_TOKEN_KEYS is missing",
      "REFRESH_TOKEN_KEY is missing",
      "TICKET_KEY is missing",
      "FACTOR_KEY is missing",
      "LOG_SIGNING_KEYS is missing",
      "METRICS_TOKEN is missing",
    ]);
  });

  const required = [
    "ENVIRONMENT",
    "ORIGIN",
    "DATABASE_URL",
    "ACCESS_TOKEN_KEYS",
    "REFRESH_TOKEN_KEY",
    "TICKET_KEY",
    "FACTOR_KEY",
    "LOG_SIGNING_KEYS",
    "METRICS_TOKEN",
  ] as const;
  test.each(required)("[SEC-43] nothing comes up without %s, in development or production", (name) => {
    for (const environment of [development, production]) {
      const { [name]: _missing, ...rest } = environment;
      expect(findProblems(rest)).toEqual([`${name} is missing`]);
      // Set to nothing is as bad, and is told apart.
      expect(findProblems({ ...environment, [name]: "" })).toEqual([
        expect.stringMatching(`^${name}(?: at [^:]+)?: `),
      ]);
    }
  });

  test.each([
    [{ ORIGIN: "https://blytz.example/" }, "ORIGIN: is not a bare origin; write https://blytz.example"],
    [{ ORIGIN: "blytz.example" }, "ORIGIN: Invalid URL"],
    [{ DATABASE_URL: "mysql://db" }, "DATABASE_URL: is not a postgres:// address"],
    [{ DATABASE_BRIDGE: "http://bridge" }, "DATABASE_BRIDGE: is not host:port"],
    [{ ACCESS_TOKEN_KEYS: "{" }, "ACCESS_TOKEN_KEYS: is not JSON"],
    [{ REFRESH_TOKEN_KEY: "short" }, "REFRESH_TOKEN_KEY: is not at least 32 bytes of base64url"],
  ])("[SEC-43] says what is wrong with %o", (wrong, problem) => {
    expect(findProblems({ ...development, ...wrong })).toEqual([problem]);
  });

  test("[SEC-43] development keys, a bridge and plain http are refused outside development", () => {
    const problems = findProblems({ ...development, ENVIRONMENT: "staging" });
    expect(problems).toEqual([
      "ACCESS_TOKEN_KEYS is a development key in staging",
      "LOG_SIGNING_KEYS is a development key in staging",
      "REFRESH_TOKEN_KEY is a development key in staging",
      "TICKET_KEY is a development key in staging",
      "FACTOR_KEY is a development key in staging",
      "TEST_BANK_KEY is a development key in staging",
      "METRICS_TOKEN is a development key in staging",
      "READ_SHIELD is not bound in staging",
      "DATABASE_BRIDGE must be empty in staging",
      "http://localhost:8787 must be https in staging",
      "http://127.0.0.1:8787 must be https in staging",
      "http://localhost:5173 must be https in staging",
    ]);
  });

  test("FACTOR_KEY is one key by itself, as it once was, or a set", () => {
    const alone = production.REFRESH_TOKEN_KEY.replaceAll(/./gu, "k");
    const { FACTOR_KEY } = parseSettings({ ...production, FACTOR_KEY: alone });
    expect(FACTOR_KEY.keys).toEqual([{ kty: "oct", kid: "first", k: alone }]);
    const problemOf = (text: string): string[] => findProblems({ ...production, FACTOR_KEY: text });
    const key = { kty: "oct", kid: "some", k: alone };
    expect(problemOf(JSON.stringify({ keys: [key, { ...key, kid: "other", nbf: 1 }] }))).toEqual([
      "REFRESH_TOKEN_KEY, TICKET_KEY, FACTOR_KEY, METRICS_TOKEN and TEST_BANK_KEY must differ in production",
    ]);
    expect(problemOf("{")).toEqual(["FACTOR_KEY: is not JSON"]);
    expect(problemOf("short")).toEqual(["FACTOR_KEY at keys.0.k: is not at least 32 bytes of base64url"]);
    expect(problemOf(JSON.stringify({ keys: [key, key] }))).toEqual(["FACTOR_KEY: names two keys alike"]);
    expect(problemOf(JSON.stringify({ keys: [{ ...key, kid: "a.dot" }] }))).toEqual([
      "FACTOR_KEY at keys.0.kid: is not base64url",
    ]);
    expect(problemOf(JSON.stringify({ keys: [{ ...key, k: `dev-${alone}` }] }))).toEqual([
      "FACTOR_KEY is a development key in production",
    ]);
  });

  test("[SEC-43] one key for two purposes is refused", () => {
    const problems = findProblems({ ...production, TICKET_KEY: production.REFRESH_TOKEN_KEY });
    expect(problems).toEqual([
      "REFRESH_TOKEN_KEY, TICKET_KEY, FACTOR_KEY, METRICS_TOKEN and TEST_BANK_KEY must differ in production",
    ]);
  });

  test.each([
    [{ ...production, PAYMENT_PROVIDER: "test" }, ["PAYMENT_PROVIDER: the test provider moves no money"]],
    [{ ...production, PAYMENT_PROVIDER: "" }, ["PAYMENT_PROVIDER: the test provider moves no money"]],
    [{ ...production, ENVIRONMENT: "staging", PAYMENT_PROVIDER: "test", STRIPE_SECRET_KEY: "" }, []],
    [
      {
        ...production,
        ENVIRONMENT: "staging",
        PAYMENT_PROVIDER: "",
        TEST_BANK_KEY: "",
        STRIPE_SECRET_KEY: "",
      },
      ["TEST_BANK_KEY is missing"],
    ],
    [{ ...production, TEST_BANK_KEY: "" }, []],
    [{ ...development, TEST_BANK_KEY: "short" }, ["TEST_BANK_KEY: is not at least 32 bytes of base64url"]],
  ])("[SEC-43] the test provider: %#", (raw, problems) => {
    expect(findProblems(raw)).toEqual(problems);
  });

  test("[SEC-43] the message never has a value in it", () => {
    const secret = "a-secret-that-is-too-short";
    const broken = { ...production, TICKET_KEY: secret, ACCESS_TOKEN_KEYS: `{"keys":"${secret}"}` };
    expect(findProblems(broken).join("\n")).not.toContain(secret);
  });

  test("a provider is on with its client id, and is refused half configured", () => {
    const off = parseSettings(production);
    expect([off.GOOGLE_CLIENT_ID, off.GOOGLE_ISSUER]).toEqual(["", "https://accounts.google.com"]);
    const google = { GOOGLE_CLIENT_ID: "id", GOOGLE_CLIENT_SECRET: "secret" };
    expect(findProblems({ ...production, ...google })).toEqual([]);
    expect(findProblems({ ...production, GOOGLE_CLIENT_ID: "id" })).toEqual([
      "GOOGLE_CLIENT_SECRET is missing beside the client id",
    ]);
    expect(findProblems({ ...production, APPLE_CLIENT_ID: "id", APPLE_TEAM_ID: "team" })).toEqual([
      "APPLE_KEY_ID is missing beside the client id",
      "APPLE_PRIVATE_KEY is missing beside the client id",
    ]);
    const pem = parseSettings({ ...production, APPLE_PRIVATE_KEY: "-----BEGIN-----\\nabc" });
    expect(pem.APPLE_PRIVATE_KEY).toBe("-----BEGIN-----\nabc");
  });

  test("[SEC-43] an issuer over plain http is refused outside development", () => {
    const issuer = { GOOGLE_ISSUER: "http://127.0.0.1:9000" };
    expect(parseSettings({ ...development, ...issuer }).GOOGLE_ISSUER).toBe(issuer.GOOGLE_ISSUER);
    expect(findProblems({ ...production, ...issuer })).toEqual([
      "http://127.0.0.1:9000 must be https in production",
    ]);
  });

  test("is parsed once for an environment", () => {
    expect(getSettings(production)).toBe(getSettings(production));
  });
});
