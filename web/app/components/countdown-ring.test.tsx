// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { CountdownRing } from "./countdown-ring.tsx";
import type { LotClock, RingPhase } from "./ring.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function runningFor(totalMs: number): LotClock {
  const endsAtMs = Date.now() + totalMs;
  return {
    windowMs: 10_000,
    totalMs,
    read: () => {
      const remainingMs = Math.max(0, endsAtMs - Date.now());
      return { phase: remainingMs > 0 ? "running" : "closing", remainingMs };
    },
  };
}

it("[K4] runs, closes and waits for the hammer, and speaks only at its marks", () => {
  const phases: RingPhase[] = [];
  render(<CountdownRing clock={runningFor(12_000)} onPhase={(phase) => phases.push(phase)} />);
  const spoken = new Set<string>();
  const region = document.querySelector("[aria-live=polite]");
  for (let step = 0; step < 130; step += 1) {
    act(() => void vi.advanceTimersByTime(100));
    if (region?.textContent) spoken.add(region.textContent);
  }
  expect(phases).toEqual(["running", "closing", "going"]);
  expect([...spoken]).toEqual(["10 seconds left", "5 seconds left"]);
  expect(screen.getByRole("timer").getAttribute("aria-label")).toBe("0.0 left");
});
