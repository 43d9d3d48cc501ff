import { describe, expect, it } from "vitest";

import type { Announcement, Spoken } from "./announcer.ts";
import { findAnnouncement, PRICE_QUIET_MS } from "./announcer.ts";

const open: Spoken = {
  lotId: "1",
  title: "Pocket watch",
  status: "open",
  priceMinor: 4_200,
  standing: "none",
  isPurchase: false,
};

describe("what is said aloud", () => {
  it.each<[string, Spoken, Partial<Spoken>, number, Announcement | undefined]>([
    ["nothing when nothing changed", open, {}, PRICE_QUIET_MS, undefined],
    ["a new price", open, { priceMinor: 4_400 }, PRICE_QUIET_MS, { kind: "price", priceMinor: 4_400 }],
    ["not every price", open, { priceMinor: 4_400 }, PRICE_QUIET_MS - 1, undefined],
    [
      "outbid at once",
      { ...open, standing: "leading" },
      { priceMinor: 4_400, standing: "outbid" },
      0,
      { kind: "outbid", priceMinor: 4_400 },
    ],
    ["leading at once", open, { standing: "leading" }, 0, { kind: "leading", priceMinor: 4_200 }],
    ["the hammer", open, { status: "sold", standing: "over" }, 0, { kind: "sold", priceMinor: 4_200 }],
    ["winning", open, { status: "sold", standing: "won" }, 0, { kind: "won", priceMinor: 4_200 }],
    [
      "buying",
      { ...open, isPurchase: true },
      { status: "sold", standing: "won" },
      0,
      { kind: "bought", priceMinor: 4_200 },
    ],
    ["a lot that was not sold", open, { status: "passed", standing: "passed" }, 0, { kind: "passed" }],
    ["the next lot", open, { lotId: "2", title: "Clock" }, 0, { kind: "opened", title: "Clock" }],
    ["not a lot one only looks at", open, { lotId: "2", status: "sold" }, 0, undefined],
  ])("%s", (_, before, change, agoMs, expected) => {
    expect(findAnnouncement(before, { ...before, ...change }, agoMs)).toEqual(expected);
  });
});
