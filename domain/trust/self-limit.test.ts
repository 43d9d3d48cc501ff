import { describe, expect, test } from "vitest";
import { changeLimit, coolDownMs, resolveLimit } from "./self-limit.ts";
import type { SelfLimit } from "./self-limit.ts";

const now = 1_000;
const none: SelfLimit = { limitMinor: null, nextLimitMinor: null, nextAtMs: null };
const at = (limitMinor: number | null): SelfLimit => ({ ...none, limitMinor });
const waiting = (limitMinor: number, nextLimitMinor: number | null, nextAtMs: number): SelfLimit => ({
  limitMinor,
  nextLimitMinor,
  nextAtMs,
});
const soon = now + coolDownMs;

describe("[B5] a limit one sets oneself", () => {
  test.each([
    ["none, to one", none, 500, at(500)],
    ["none, to none", none, null, none],
    ["to a lower one", at(500), 400, at(400)],
    ["to the same", at(500), 500, at(500)],
    ["to a higher one", at(500), 600, waiting(500, 600, soon)],
    ["to none", at(500), null, waiting(500, null, soon)],
    ["the same raise again keeps its time", waiting(500, 600, now + 5), 600, waiting(500, 600, now + 5)],
    ["another raise starts anew", waiting(500, 600, now + 5), 700, waiting(500, 700, soon)],
    ["a lower one takes back a raise", waiting(500, 600, now + 5), 500, at(500)],
    ["after a raise has come", waiting(500, 600, now), 550, at(550)],
    ["after it was taken away", waiting(500, null, now), 900, at(900)],
  ] as const)("%s", (_what, standing, wanted, after) => {
    expect(changeLimit(standing, wanted, now)).toEqual(after);
  });

  test("is the lower one up to the moment of its raise", () => {
    const raised = waiting(500, 600, now);
    expect([resolveLimit(raised, now - 1), resolveLimit(raised, now)]).toEqual([500, 600]);
  });
});
