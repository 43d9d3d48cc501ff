import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { JsonWebKey } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Every secret of the Worker, as the text it arrives in. */
export interface Keys {
  readonly ACCESS_TOKEN_KEYS: string;
  readonly REFRESH_TOKEN_KEY: string;
  readonly TICKET_KEY: string;
  readonly FACTOR_KEY: string;
  readonly LOG_SIGNING_KEYS: string;
  readonly TEST_BANK_KEY: string;
  readonly METRICS_TOKEN: string;
}

/** Marks a secret as one that only development accepts; the Worker refuses to start with it anywhere else. */
export const developmentMark = "dev-";

const random = (bytes: number): string => randomBytes(bytes).toString("base64url");

/** A private RSA key that signs access tokens. */
export const makeAccessTokenKey = (mark: string): JsonWebKey => ({
  alg: "RS256",
  use: "sig",
  kid: `${mark}${random(8)}`,
  ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
});

/** A private Ed25519 key that signs the logs of auctions. */
export const makeLogSigningKey = (mark: string): JsonWebKey => ({
  use: "sig",
  kid: `${mark}${random(8)}`,
  ...generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" }),
});

/** A key under which second factors are kept. */
export const makeFactorKey = (mark: string) => ({
  kty: "oct",
  kid: random(8),
  k: `${mark}${random(32)}`,
});

/** Fresh secrets. `mark` is put in front of every key and key id. */
export function generateKeys(mark: string): Keys {
  return {
    ACCESS_TOKEN_KEYS: JSON.stringify({ keys: [makeAccessTokenKey(mark)] }),
    REFRESH_TOKEN_KEY: `${mark}${random(32)}`,
    TICKET_KEY: `${mark}${random(32)}`,
    FACTOR_KEY: JSON.stringify({ keys: [makeFactorKey(mark)] }),
    LOG_SIGNING_KEYS: JSON.stringify({ keys: [makeLogSigningKey(mark)] }),
    TEST_BANK_KEY: `${mark}${random(32)}`,
    METRICS_TOKEN: `${mark}${random(32)}`,
  };
}

export const getDevelopmentKeysPath = (dataDir: string): string => join(dataDir, "development-keys.json");

/** This machine's development secrets: made once, kept under the data folder, so sessions survive a restart. */
export function loadDevelopmentKeys(dataDir: string): Keys {
  const path = getDevelopmentKeysPath(dataDir);
  if (existsSync(path)) {
    // A key that was added to the product since is filled in from fresh ones.
    const kept = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, "utf8")));
    const keys = { ...generateKeys(developmentMark), ...kept };
    if (Object.keys(keys).length !== Object.keys(kept).length) writeKeys(path, keys);
    return keys;
  }
  const keys = generateKeys(developmentMark);
  mkdirSync(dataDir, { recursive: true });
  writeKeys(path, keys);
  return keys;
}

/** Whole or not at all: whoever is cut off in between finds the file as it was. */
export function writeKeys(path: string, keys: Keys | Readonly<Record<string, string>>): void {
  const beside = `${path}.new`;
  writeFileSync(beside, `${JSON.stringify(keys, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(beside, path);
}
