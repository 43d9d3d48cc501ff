import { SignJWT, base64url, exportJWK, exportSPKI, generateKeyPair, importJWK } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi, origin } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { getSettings } from "../env.ts";

let api: TestApi;
let ana: TestPerson;
let sessionId: string;
beforeAll(async () => {
  api = await createTestApi();
  ana = await api.join("Ana");
  sessionId = String((await api.sql("SELECT id FROM user_sessions WHERE user_id = $1", [ana.id]))[0]?.["id"]);
});

const now = () => Math.floor(Date.now() / 1_000);

/** A token signed with our own key, right in everything but what the case changes. */
async function forge(change: { header?: object; claims?: object; without?: string }): Promise<string> {
  const [jwk] = getSettings(api.env).ACCESS_TOKEN_KEYS.keys;
  const key = await importJWK({ ...jwk, use: "sig" }, "RS256");
  const claims: Record<string, unknown> = {
    sub: ana.id,
    sid: sessionId,
    role: "buyer",
    mfa: false,
    iss: origin,
    aud: "blytz-api",
    iat: now(),
    exp: now() + 900,
    ...change.claims,
  };
  if (change.without !== undefined) delete claims[change.without];
  const header = { alg: "RS256", typ: "at+jwt", kid: jwk?.kid ?? "", ...change.header };
  // Built by hand, since no library signs a token with a header like some of these.
  const text = `${base64url.encode(JSON.stringify(header))}.${base64url.encode(JSON.stringify(claims))}`;
  if (!(key instanceof CryptoKey)) throw new Error("a private key");
  const signature = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, new TextEncoder().encode(text));
  return `${text}.${base64url.encode(new Uint8Array(signature))}`;
}

const knock = async (token: string) => {
  const { status, body } = await api.call("GET /users/me/profile", { token });
  return [status, body.error?.code];
};

describe("access tokens", () => {
  test("our own forgery is right where nothing is changed", async () => {
    expect(await knock(await forge({}))).toEqual([200, undefined]);
  });

  test.each([
    ["[SEC-1] alg none", { alg: "none" }],
    ["[SEC-1] alg None", { alg: "None" }],
    ["[SEC-1] no alg", { alg: undefined }],
    ["[SEC-3] an unknown kid", { kid: "another" }],
    ["[SEC-3] no kid", { kid: undefined }],
    ["[SEC-3] a path as kid", { kid: "../../dev/null" }],
    ["[SEC-3] SQL as kid", { kid: "' OR 1=1 --" }],
    ["[SEC-5] the type of another token", { typ: "JWT" }],
    ["[SEC-5] no type", { typ: undefined }],
  ])("%s → 401", async (_name, header) => {
    expect(await knock(await forge({ header }))).toEqual([401, "invalid_token"]);
  });

  test.each([
    ["[SEC-4] expired", { exp: now() - 31, iat: now() - 900 }, "token_expired"],
    ["[SEC-4] not yet", { nbf: now() + 40 }, "invalid_token"],
    ["[SEC-4] issued tomorrow", { iat: now() + 86_400 }, "invalid_token"],
    ["[SEC-4] issued long ago, good for ever", { iat: 1, exp: now() + 86_400 * 365 }, "token_expired"],
    ["[SEC-4] a word for a time", { exp: "tomorrow" }, "invalid_token"],
    ["[SEC-5] another audience", { aud: "blytz-refresh" }, "invalid_token"],
    ["[SEC-5] another issuer", { iss: "https://evil.example" }, "invalid_token"],
    ["nobody's session", { sid: crypto.randomUUID() }, "invalid_token"],
    ["a role we do not have", { role: "root" }, "invalid_token"],
  ])("%s → 401", async (_name, claims, code) => {
    expect(await knock(await forge({ claims }))).toEqual([401, code]);
  });

  test.each(["exp", "iat", "sub", "sid", "aud", "iss"])("[SEC-4] without %s → 401", async (without) => {
    expect(await knock(await forge({ without }))).toEqual([401, "invalid_token"]);
  });

  test("[SEC-4] half a minute of skew is forgiven", async () => {
    expect(await knock(await forge({ claims: { nbf: now() + 20, iat: now() + 20 } }))).toEqual([
      200,
      undefined,
    ]);
  });

  test("[SEC-2] HS256 with the bytes of the public key → 401", async () => {
    const { publicKey } = await generateKeyPair("RS256", { extractable: true });
    const jwks = (await api.call("GET /.well-known/jwks.json")).body;
    const spki = await exportSPKI(publicKey);
    for (const secret of [spki, JSON.stringify(jwks.keys[0]), jwks.keys[0].n]) {
      const token = await new SignJWT({ sid: sessionId, role: "admin", mfa: true })
        .setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid: jwks.keys[0].kid })
        .setSubject(ana.id)
        .setIssuer(origin)
        .setAudience("blytz-api")
        .setIssuedAt()
        .setExpirationTime("10m")
        .sign(new TextEncoder().encode(secret));
      expect(await knock(token)).toEqual([401, "invalid_token"]);
    }
  });

  test("[SEC-3] a key brought along in the token is not looked at", async () => {
    const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: "mine" };
    for (const header of [
      { jwk },
      { jku: "https://evil.example/jwks" },
      { x5u: "https://evil.example/cert" },
    ]) {
      const token = await new SignJWT({ sid: sessionId, role: "admin", mfa: true })
        .setProtectedHeader({ alg: "RS256", typ: "at+jwt", kid: "mine", ...header })
        .setSubject(ana.id)
        .setIssuer(origin)
        .setAudience("blytz-api")
        .setIssuedAt()
        .setExpirationTime("10m")
        .sign(privateKey);
      expect(await knock(token)).toEqual([401, "invalid_token"]);
    }
  });

  test("the log's keys are published beside and sign no token", async () => {
    const { keys } = (await api.call("GET /.well-known/jwks.json")).body;
    expect(keys.map(({ alg, kty }: { alg: string; kty: string }) => [alg, kty])).toEqual([
      ["RS256", "RSA"],
      ["EdDSA", "OKP"],
    ]);
    for (const key of keys) expect(Object.keys(key)).not.toContain("d");
    expect(await knock(await forge({ header: { kid: keys[1].kid } }))).toEqual([401, "invalid_token"]);
  });

  test.each(["Basic YTpi", "Bearer", "Bearer a b", "Token x", "Bearer %00", `Bearer ${"x".repeat(9_000)}`])(
    "the header %s → 401",
    async (header) => {
      const { status, body } = await api.call("GET /users/me/profile", {
        headers: { Authorization: header },
      });
      expect([status, body.error.code]).toEqual([401, "invalid_token"]);
    },
  );

  test("a bad token is refused where anybody may come, too", async () => {
    const { status } = await api.call("GET /products", { token: "nonsense" });
    expect(status).toBe(401);
  });

  test("[SEC-6] two tokens of two people are two people, however fast they come", async () => {
    const ben = await api.join("Ben");
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const person = index % 2 === 0 ? ana : ben;
        return api
          .call("GET /users/me/profile", { token: person.token })
          .then(({ body }) => body.data.id === person.id);
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });
});

describe("the access cookie", () => {
  const cookie = () => ({ Cookie: `access=${ana.token}` });

  test("is as good as the bearer for reading", async () => {
    expect((await api.call("GET /users/me/profile", { headers: cookie() })).body.data.id).toBe(ana.id);
  });

  test.each([
    ["no", {}],
    ["a null", { Origin: "null" }],
    ["a foreign", { Origin: "https://evil.example" }],
    ["a look-alike", { Origin: "http://localhost:8787.evil.example" }],
    ["another port's", { Origin: "http://localhost:8788" }],
  ])("[SEC-11] writes nothing with %s Origin", async (_name, headers) => {
    const refused = await api.call("POST /payments/setup", { headers: { ...cookie(), ...headers } });
    expect([refused.status, refused.body.error.code]).toEqual([403, "forbidden"]);
  });

  test("[SEC-11] writes from our own pages", async () => {
    const answer = await api.call("POST /payments/setup", { headers: { ...cookie(), Origin: origin } });
    expect(answer.status).toBe(201);
  });

  test("has its name from the configuration, never from a forwarded header", async () => {
    const answer = await api.call("GET /users/me/profile", {
      headers: { Cookie: `__Host-access=${ana.token}`, "X-Forwarded-Proto": "https" },
    });
    expect(answer.status).toBe(401);
  });
});
