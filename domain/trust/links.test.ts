import { describe, expect, test } from "vitest";
import { computeNextStatus, judgeLink } from "./links.ts";
import type { LinkSignal } from "./links.ts";

describe("[B2] what two accounts have in common", () => {
  test.each([
    [[], 0, null],
    [["network"], 20, null],
    [["network", "device"], 50, "pending"],
    [["address"], 50, "pending"],
    [["address", "network"], 70, "pending"],
    [["address", "network", "device"], 100, "linked"],
    [["payment"], 100, "linked"],
  ] as const)("%j comes to %j: %j", (signals, score, verdict) => {
    expect(judgeLink(new Set<LinkSignal>(signals))).toEqual({ score, verdict });
  });

  test.each([
    ["nothing known", undefined, 100, "linked"],
    ["pending, and now enough", { status: "pending", score: 50 }, 100, "linked"],
    ["dismissed, and nothing new", { status: "dismissed", score: 100 }, 100, "dismissed"],
    ["dismissed, and more than then", { status: "dismissed", score: 50 }, 100, "pending"],
    ["linked, and less than then", { status: "linked", score: 100 }, 50, "linked"],
    ["confirmed stays", { status: "confirmed", score: 50 }, 100, "confirmed"],
  ] as const)("%s", (_what, known, score, after) => {
    const verdict = score >= 100 ? "linked" : "pending";
    expect(computeNextStatus(known, { score, verdict })).toBe(after);
  });
});
