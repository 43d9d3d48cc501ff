import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { accessTokenKeySet, factorKeySet, logSigningKeySet } from "../contract/keys.ts";
import { generateKeys, writeKeys } from "./development-keys.ts";
import { rotateKeysFile } from "./rotate-keys.ts";

const folder = mkdtempSync(join(tmpdir(), "blytz-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));

const nowMs = Date.UTC(2026, 10, 28, 12);
const hourMs = 3_600_000;
const read = (path: string): Record<string, string> => JSON.parse(readFileSync(path, "utf8"));

test("a file of secrets gets a new key in every set, and the Worker takes it as it is", () => {
  const path = join(folder, "development.json");
  const before = { ...generateKeys("dev-"), OTHER: "stays" };
  writeKeys(path, before);
  const rotated = rotateKeysFile(path, nowMs);
  expect(rotated).toEqual(
    ["ACCESS_TOKEN_KEYS", "LOG_SIGNING_KEYS", "FACTOR_KEY"].map((name) => ({
      name,
      isNew: true,
      signsAt: new Date(nowMs + hourMs / 4),
      endsAt: new Date(nowMs + hourMs / 4 + hourMs),
    })),
  );
  const after = read(path);
  // As the Worker reads them.
  const [oldKey, newKey] = accessTokenKeySet.parse(after["ACCESS_TOKEN_KEYS"]).keys;
  const [known] = accessTokenKeySet.parse(before.ACCESS_TOKEN_KEYS).keys;
  expect(oldKey).toEqual({ ...known, exp: (nowMs + hourMs * 1.25) / 1_000 });
  expect([newKey?.nbf, newKey?.exp]).toEqual([(nowMs + hourMs / 4) / 1_000, undefined]);
  expect(newKey?.kid).toMatch(/^dev-/u);
  const logKeys = logSigningKeySet.parse(after["LOG_SIGNING_KEYS"]).keys;
  expect(logKeys[0]).toEqual(logSigningKeySet.parse(before.LOG_SIGNING_KEYS).keys[0]);
  expect(logKeys).toHaveLength(2);
  const factorKeys = factorKeySet.parse(after["FACTOR_KEY"]).keys;
  expect(factorKeys[0]).toEqual(factorKeySet.parse(before.FACTOR_KEY).keys[0]);
  expect(factorKeys[1]).toMatchObject({ nbf: newKey?.nbf, k: expect.stringMatching(/^dev-[\w-]{43}$/u) });
  const { ACCESS_TOKEN_KEYS: _a, LOG_SIGNING_KEYS: _b, FACTOR_KEY: _c, ...untouched } = after;
  const { ACCESS_TOKEN_KEYS: _d, LOG_SIGNING_KEYS: _e, FACTOR_KEY: _f, ...others } = before;
  expect(untouched).toEqual(others);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a key of second factors from when there was one becomes the first of a set, and stays what it is", () => {
  const path = join(folder, "single.json");
  const { FACTOR_KEY: _set, ...others } = generateKeys("dev-");
  const single = `dev-${"k".repeat(43)}`;
  writeKeys(path, { ...others, FACTOR_KEY: single });
  rotateKeysFile(path, nowMs);
  const [first, second] = factorKeySet.parse(read(path)["FACTOR_KEY"]).keys;
  expect(first).toEqual({ kty: "oct", kid: "first", k: single });
  expect(second?.k).toMatch(/^dev-/u);
});

test("given twice it is one rotation, and nothing half-written is left", () => {
  const path = join(folder, "twice.json");
  writeKeys(path, { ...generateKeys("") });
  rotateKeysFile(path, nowMs);
  const once = readFileSync(path, "utf8");
  expect(rotateKeysFile(path, nowMs + hourMs).map(({ isNew }) => isNew)).toEqual([false, false, false]);
  expect(readFileSync(path, "utf8")).toBe(once);
  expect(once).not.toContain("dev-");
  expect(rotateKeysFile(path, nowMs + 2 * hourMs).map(({ isNew }) => isNew)).toEqual([true, true, true]);
  expect(readdirSync(folder).filter((name) => name.endsWith(".new"))).toEqual([]);
});

test("[SEC-43] a set of secrets stays below the 5 KB the platform gives one", () => {
  const path = join(folder, "size.json");
  writeKeys(path, { ...generateKeys("") });
  for (let round = 0; round < 12; round += 1) rotateKeysFile(path, nowMs + round * 2 * hourMs);
  const { ACCESS_TOKEN_KEYS = "", LOG_SIGNING_KEYS = "", FACTOR_KEY = "" } = read(path);
  expect(accessTokenKeySet.parse(ACCESS_TOKEN_KEYS).keys).toHaveLength(2);
  expect(factorKeySet.parse(FACTOR_KEY).keys).toHaveLength(13);
  expect(FACTOR_KEY.length).toBeLessThan(5_000);
  expect(ACCESS_TOKEN_KEYS.length).toBeLessThan(5_000);
  expect(LOG_SIGNING_KEYS.length).toBeLessThan(5_000);
});
