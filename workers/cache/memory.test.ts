import { expect, test } from "vitest";
import { createEntry } from "./entry.ts";
import { createMemory } from "./memory.ts";
import type { Memory } from "./memory.ts";
import { createStamps } from "./stamps.ts";

const bounds = { entries: 3, bytes: 100, bytesPerEntry: 60 };
const hold = (memory: Memory, key: string, bytes = 10, readAtMs = 1): void =>
  memory.hold(key, { entry: createEntry("x".repeat(bytes), [], readAtMs), lookAgainAtMs: 0 });
const kept = (memory: Memory): string => ["a", "b", "c", "d"].filter((key) => memory.find(key)).join("");

test("lets go of what was not asked for the longest", () => {
  const memory = createMemory(bounds);
  for (const key of ["a", "b", "c"]) hold(memory, key);
  memory.find("a");
  hold(memory, "d");
  expect(kept(memory)).toBe("acd");
  expect(memory.size).toEqual({ entries: 3, bytes: 30 });
});

test("is bounded in bytes, and holds nothing that is most of them", () => {
  const memory = createMemory(bounds);
  hold(memory, "a", 50);
  hold(memory, "b", 50);
  hold(memory, "c", 61);
  expect(kept(memory)).toBe("ab");
  hold(memory, "d", 20);
  expect(kept(memory)).toBe("bd");
  expect(memory.size).toEqual({ entries: 2, bytes: 70 });
});

test("keeps the later of two readings, whichever ends last", () => {
  const memory = createMemory(bounds);
  hold(memory, "a", 10, 2);
  hold(memory, "a", 20, 1);
  expect(memory.size.bytes).toBe(10);
  hold(memory, "a", 30, 3);
  expect(memory.size).toEqual({ entries: 1, bytes: 30 });
});

test("stamps that were let go of still count against what was read before them", () => {
  const stamps = createStamps();
  for (let index = 0; index <= 10_000; index++) stamps.stamp(`tag:${index}`, 100 + index);
  expect(stamps.isCurrent({ tags: ["tag:0"], readAtMs: 100 })).toBe(false);
  expect(stamps.isCurrent({ tags: ["tag:0"], readAtMs: 101 })).toBe(true);
  expect(stamps.isCurrent({ tags: ["tag:10000"], readAtMs: 10_100 })).toBe(false);
});
