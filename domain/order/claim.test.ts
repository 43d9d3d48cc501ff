import { describe, expect, test } from "vitest";
import { computeClaimStep } from "./claim.ts";

const dayMs = 86_400_000;
const openedAtMs = Date.UTC(2026, 10, 1);
const endMs = openedAtMs + 17 * dayMs;

describe("[S3] a dispute between buyer and seller that nobody decides", () => {
  test.each([
    ["waits when it was just opened", false, openedAtMs, { type: "wait", untilMs: endMs }],
    [
      "waits for the house when the seller's time is over",
      false,
      openedAtMs + 3 * dayMs,
      { type: "wait", untilMs: endMs },
    ],
    ["waits until its very end", true, endMs - 1, { type: "wait", untilMs: endMs }],
    ["ends for the buyer when the seller never answered", false, endMs, { type: "refund" }],
    ["is escalated when both were heard", true, endMs, { type: "escalate" }],
    ["is not decided by a late look", true, endMs + 100 * dayMs, { type: "escalate" }],
  ] as const)("%s", (_, isAnswered, nowMs, step) => {
    expect(computeClaimStep({ openedAtMs, isAnswered }, nowMs)).toEqual(step);
  });
});
