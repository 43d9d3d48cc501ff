import { describe, expect, test } from "vitest";
import { findSigningKey, isRetired, rotateKeySet } from "./key-rotation.ts";
import type { KeyTimes } from "./key-rotation.ts";

interface Key extends KeyTimes {
  readonly kid: string;
}
const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 28, 12);
const old: Key = { kid: "old" };
const rotate = (keys: readonly Key[], nowMs: number, isForGood = false) =>
  rotateKeySet<Key>(keys, { nowMs, isForGood, makeKey: () => ({ kid: `made at ${nowMs}` }) });
const signerAt = (keys: readonly Key[], minutes: number) =>
  findSigningKey(keys, startMs + minutes * minuteMs)?.kid;
const verifiersAt = (keys: readonly Key[], minutes: number) =>
  keys.filter((key) => !isRetired(key, startMs + minutes * minuteMs)).map(({ kid }) => kid);

describe("a rotation", () => {
  const rotated = rotate([old], startMs);
  const [, { kid }] = rotated.keys as [Key, Key];

  test("publishes the new key first, then signs with it, then ends the old one", () => {
    expect(rotated.isNew).toBe(true);
    expect([0, 14, 15, 60].map((at) => signerAt(rotated.keys, at))).toEqual(["old", "old", kid, kid]);
    for (const at of [0, 15, 74]) expect(verifiersAt(rotated.keys, at)).toEqual(["old", kid]);
    expect(verifiersAt(rotated.keys, 75)).toEqual([kid]);
  });

  test("given again while one is under way changes nothing", () => {
    for (const minutes of [0, 1, 15, 74]) {
      const again = rotate(rotated.keys, startMs + minutes * minuteMs);
      expect(again).toMatchObject({ keys: rotated.keys, isNew: false, endsAtMs: rotated.endsAtMs });
    }
  });

  test("after it is over the next one drops what was retired, so a set never has more than two keys", () => {
    let { keys } = rotated;
    for (let round = 1; round < 5; round += 1) ({ keys } = rotate(keys, startMs + round * 75 * minuteMs));
    expect(keys).toHaveLength(2);
    expect(keys.map((key) => key.kid)).not.toContain("old");
  });

  test("[H1] of keys that sign for good none ever ends", () => {
    let keys: readonly Key[] = [old];
    for (let round = 0; round < 5; round += 1)
      ({ keys } = rotate(keys, startMs + round * 75 * minuteMs, true));
    expect(keys).toHaveLength(6);
    expect(verifiersAt(keys, 1e6)).toEqual(keys.map((key) => key.kid));
    expect(signerAt(keys, 1e6)).toBe(keys.at(-1)?.kid);
  });
});

test("of keys without times the first signs", () => {
  expect(findSigningKey<Key>([{ kid: "one" }, { kid: "two" }], startMs)?.kid).toBe("one");
});

test("a set whose keys have all ended or not begun signs nothing", () => {
  expect(findSigningKey([{ exp: 1 }, { nbf: 1e10 }], startMs)).toBeUndefined();
});
