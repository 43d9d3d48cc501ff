import { readFileSync } from "node:fs";
import { z } from "zod";
import { accessTokenKeySet, factorKeySet, logSigningKeySet } from "../contract/keys.ts";
import { rotateKeySet } from "../domain/access/key-rotation.ts";
import type { KeyTimes } from "../domain/access/key-rotation.ts";
import { developmentMark, makeAccessTokenKey, makeFactorKey } from "./development-keys.ts";
import { makeLogSigningKey, writeKeys } from "./development-keys.ts";

const sets = {
  ACCESS_TOKEN_KEYS: { schema: accessTokenKeySet, make: makeAccessTokenKey, isForGood: false },
  LOG_SIGNING_KEYS: { schema: logSigningKeySet, make: makeLogSigningKey, isForGood: true },
  // Recovery codes are kept as hashes, which nobody can move under another key.
  FACTOR_KEY: { schema: factorKeySet, make: makeFactorKey, isForGood: true },
} as const;

/** What became of one set. */
export interface Rotated {
  readonly name: keyof typeof sets;
  readonly isNew: boolean;
  readonly signsAt: Date;
  readonly endsAt: Date;
}

/**
 * Adds a new key to each set of a file of secrets, as `npm run keys` makes them. What it writes is whole at once,
 * and while a rotation is under way it writes nothing, so it may be cut off and given again at any time.
 */
export function rotateKeysFile(path: string, nowMs: number): readonly Rotated[] {
  const secrets = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, "utf8")));
  const rotated = Object.keys(sets).map((name) => {
    const known = name as keyof typeof sets;
    const { schema, make, isForGood } = sets[known];
    const { keys } = schema.parse(secrets[known]);
    const isMarked = keys.some((key) => ("k" in key ? key.k : key.kid).startsWith(developmentMark));
    const mark = isMarked ? developmentMark : "";
    const rotation = rotateKeySet<KeyTimes>(keys, {
      nowMs,
      isForGood,
      makeKey: () => make(mark) as KeyTimes,
    });
    const text = JSON.stringify({ keys: rotation.keys });
    schema.parse(text);
    return { known, rotation, text };
  });
  const changes = rotated
    .filter(({ rotation }) => rotation.isNew)
    .map(({ known, text }) => [known, text] as const);
  if (changes.length > 0) writeKeys(path, { ...secrets, ...Object.fromEntries(changes) });
  return rotated.map(({ known: name, rotation: { isNew, signsAtMs, endsAtMs } }) => ({
    name,
    isNew,
    signsAt: new Date(signsAtMs),
    endsAt: new Date(endsAtMs),
  }));
}
