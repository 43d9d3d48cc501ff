import { expect, test } from "vitest";
import { computeAnswerDueMs } from "./evidence.ts";

const hourMs = 3_600_000;
const nowMs = 1_000 * hourMs;

test.each([
  ["a week", 7 * 24 * hourMs, 6 * 24 * hourMs],
  ["two days", 48 * hourMs, 24 * hourMs],
  ["a day", 24 * hourMs, 12 * hourMs],
  ["two minutes", 120_000, 60_000],
  ["none left", 0, 0],
])("a bank that gives %s is answered in time", (_name, givenMs, expectedMs) => {
  expect(computeAnswerDueMs(nowMs, nowMs + givenMs) - nowMs).toBe(expectedMs);
});

test("a bank whose time has passed is answered at once", () => {
  expect(computeAnswerDueMs(nowMs, nowMs - hourMs)).toBeLessThanOrEqual(nowMs);
});

test("a bank that names no end is answered after the seller's three days", () => {
  expect(computeAnswerDueMs(nowMs, null) - nowMs).toBe(72 * hourMs);
});
