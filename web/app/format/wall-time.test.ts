import { describe, expect, it } from "vitest";

import { fromWallTime, toWallTime } from "./wall-time.ts";

describe("wall time", () => {
  it.each([
    ["2026-11-21T18:00", "UTC", "2026-11-21T18:00:00.000Z"],
    ["2026-11-21T18:00", "America/New_York", "2026-11-21T23:00:00.000Z"],
    ["2026-07-01T18:00", "Europe/Berlin", "2026-07-01T16:00:00.000Z"],
    ["2026-11-21T00:30", "Asia/Kolkata", "2026-11-20T19:00:00.000Z"],
    ["2026-03-29T03:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  ])("%s in %s is %s", (wall, zone, moment) => {
    const atMs = fromWallTime(wall, zone);
    expect(new Date(atMs ?? 0).toISOString()).toBe(moment);
    expect(toWallTime(atMs ?? 0, zone)).toBe(wall);
  });

  it.each(["", "tomorrow", "2026-13-40T99:00", "2026-11-21"])("%j is not a time", (wall) => {
    expect(fromWallTime(wall, "UTC")).toBeUndefined();
  });
});
