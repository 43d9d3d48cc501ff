import { SignJWT, exportJWK, generateKeyPair, importJWK } from "jose";
import type { JWK } from "jose";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { verifyLog } from "../../client/verify/verify-log.ts";
import { rotateKeySet } from "../../domain/access/key-rotation.ts";
import type { KeyTimes } from "../../domain/access/key-rotation.ts";
import { createTestApi, origin, password } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";

type Key = JWK & KeyTimes & { readonly kid: string };
const readSet = (text: string | undefined): Key[] => JSON.parse(text ?? "{}").keys;
const minuteMs = 60_000;

let api: TestApi;
let ana: TestPerson;
let startMs: number;
/** The variables of a deployment a rotation was just put up on. */
let rotated: { readonly ACCESS_TOKEN_KEYS: string; readonly LOG_SIGNING_KEYS: string };
let oldKid: string;
let newKid: string;
beforeAll(async () => {
  api = await createTestApi();
  ana = await api.join("Ana");
  startMs = Date.now();
  const access = await rotate(api.env.ACCESS_TOKEN_KEYS, "RS256", "rsa-next");
  const log = await rotate(api.env.LOG_SIGNING_KEYS, "Ed25519", "log-next");
  rotated = { ACCESS_TOKEN_KEYS: JSON.stringify(access), LOG_SIGNING_KEYS: JSON.stringify(log) };
  [oldKid, newKid] = access.keys.map(({ kid }) => kid) as [string, string];
});

async function rotate(set: string | undefined, algorithm: "RS256" | "Ed25519", kid: string) {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const { key_ops: _operations, ext: _extractable, ...jwk } = await exportJWK(privateKey);
  const made: Key = { ...jwk, kid, ...(algorithm === "RS256" ? { alg: "RS256" } : {}) };
  const options = { nowMs: startMs, isForGood: algorithm === "Ed25519", makeKey: () => made };
  return { keys: rotateKeySet(readSet(set), options).keys };
}

/** Runs at so many minutes after the rotation. */
async function at<Value>(minutes: number, run: () => Promise<Value>): Promise<Value> {
  vi.useFakeTimers({ toFake: ["Date"], now: startMs + minutes * minuteMs });
  try {
    return await run();
  } finally {
    vi.useRealTimers();
  }
}
const signIn = async (): Promise<string> => {
  const answer = await api.call("POST /auth/login", {
    variables: rotated,
    body: { email: ana.email, password },
  });
  return answer.body.data.accessToken;
};
const kidOf = (token: string): string => JSON.parse(atob(String(token.split(".")[0]))).kid;
const knock = async (token: string) =>
  (await api.call("GET /users/me/profile", { variables: rotated, token })).status;
const publicKids = async (): Promise<string[]> =>
  (await api.call("GET /.well-known/jwks.json", { variables: rotated })).body.keys.map(({ kid }: Key) => kid);

// First: the buckets of the sign-ins below are minutes ahead afterwards.
test("[H1] a log signed before a rotation verifies for good", async () => {
  const seller = await api.join("Seller", "seller");
  const body = {
    title: "Signed",
    scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
    currency: "USD",
    lots: [{ title: "A lot", startingPriceMinor: 1_000 }],
  };
  const { id } = (await api.call("POST /auctions", { token: seller.token, body })).body.data;
  for (const type of ["auction.start", "auction.end"]) {
    const command = { type, id: crypto.randomUUID() };
    await api.call(`POST /auctions/${id}/commands`, { token: seller.token, body: command });
  }
  const log = (await api.call(`GET /auctions/${id}/log`)).body.data;
  expect(log.signatures.length).toBeGreaterThan(0);
  for (const minutes of [0, 16, 1e6]) {
    const { keys } = await at(
      minutes,
      async () => (await api.call("GET /.well-known/jwks.json", { variables: rotated })).body,
    );
    const report = await verifyLog({ auctionId: id, facts: log.facts, signatures: log.signatures, keys });
    expect(report.outcomes.signatures).toBe("holds");
    const without = keys.filter(({ kid }: Key) => kid !== log.signatures[0].keyId);
    const stranger = await verifyLog({
      auctionId: id,
      facts: log.facts,
      signatures: log.signatures,
      keys: without,
    });
    expect(stranger.outcomes.signatures).toBe("fails");
  }
});

describe("a rotation of the access token keys", () => {
  test("[SEC-6] what was signed before still verifies, and the new key is published before it signs", async () => {
    expect(kidOf(ana.token)).toBe(oldKid);
    expect(await knock(ana.token)).toBe(200);
    expect(await publicKids()).toEqual(expect.arrayContaining([oldKid, newKid]));
    const token = await at(14, signIn);
    expect(kidOf(token)).toBe(oldKid);
    expect(await at(14, () => knock(token))).toBe(200);
  });

  test("[SEC-6] then the new key signs; both verify, and each only what it signed", async () => {
    const [before, after] = [await at(14, signIn), await at(16, signIn)];
    expect([kidOf(before), kidOf(after)]).toEqual([oldKid, newKid]);
    expect(await at(17, () => knock(before))).toBe(200);
    expect(await at(17, () => knock(after))).toBe(200);
    const [header, payload, signature] = after.split(".");
    const renamed = btoa(JSON.stringify({ alg: "RS256", typ: "at+jwt", kid: oldKid })).replaceAll("=", "");
    expect(header).not.toBe(renamed);
    expect(await at(17, () => knock(`${renamed}.${payload}.${signature}`))).toBe(401);
  });

  test("[SEC-6] a retired key verifies nothing, however fresh what it signed, and is published no more", async () => {
    const [old] = readSet(rotated.ACCESS_TOKEN_KEYS);
    const [session] = await api.sql("SELECT id FROM user_sessions WHERE user_id = $1 LIMIT 1", [ana.id]);
    const forge = async (minutes: number) => {
      const now = new Date(startMs + minutes * minuteMs);
      const { nbf: _nbf, exp: _exp, ...jwk } = old as Key;
      return new SignJWT({ sid: session?.["id"], role: "buyer", mfa: false })
        .setProtectedHeader({ alg: "RS256", typ: "at+jwt", kid: oldKid })
        .setSubject(ana.id)
        .setIssuer(origin)
        .setAudience("blytz-api")
        .setIssuedAt(now)
        .setExpirationTime(new Date(now.getTime() + 15 * minuteMs))
        .sign(await importJWK(jwk, "RS256"));
    };
    // The same forgery is taken while its key still counts, so it is the key that is refused.
    const [during, after] = [await forge(70), await forge(76)];
    expect(await at(70, () => knock(during))).toBe(200);
    expect(await at(76, () => knock(after))).toBe(401);
    expect(await at(76, publicKids)).not.toContain(oldKid);
    expect(await at(76, publicKids)).toContain(newKid);
  });
});
