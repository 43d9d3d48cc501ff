import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Every secret of the Worker, as the text it arrives in. */
export interface Keys {
  readonly ACCESS_TOKEN_KEYS: string;
  readonly REFRESH_TOKEN_KEY: string;
  readonly TICKET_KEY: string;
  readonly LOG_SIGNING_KEYS: string;
  readonly METRICS_TOKEN: string;
}

/** Marks a secret as one that only development accepts; the Worker refuses to start with it anywhere else. */
export const developmentMark = "dev-";

/** Fresh secrets. `mark` is put in front of every key and key id. */
export function generateKeys(mark: string): Keys {
  const random = (bytes: number): string => randomBytes(bytes).toString("base64url");
  const accessToken = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const logSigning = generateKeyPairSync("ed25519");
  const rsa = {
    alg: "RS256",
    use: "sig",
    kid: `${mark}${random(8)}`,
    ...accessToken.privateKey.export({ format: "jwk" }),
  };
  const ed25519 = {
    use: "sig",
    kid: `${mark}${random(8)}`,
    ...logSigning.privateKey.export({ format: "jwk" }),
  };
  return {
    ACCESS_TOKEN_KEYS: JSON.stringify({ keys: [rsa] }),
    REFRESH_TOKEN_KEY: `${mark}${random(32)}`,
    TICKET_KEY: `${mark}${random(32)}`,
    LOG_SIGNING_KEYS: JSON.stringify({ keys: [ed25519] }),
    METRICS_TOKEN: `${mark}${random(32)}`,
  };
}

/** This machine's development secrets: made once, kept under the data folder, so sessions survive a restart. */
export function loadDevelopmentKeys(dataDir: string): Keys {
  const path = join(dataDir, "development-keys.json");
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

function writeKeys(path: string, keys: Keys): void {
  writeFileSync(path, `${JSON.stringify(keys, undefined, 2)}\n`, { mode: 0o600 });
}
