import { expect, test } from "vitest";

import { readListQuery } from "./read-list-query.ts";

test.each([
  ["", "UTC", {}],
  ["type=bid&cursor=abc", "UTC", { type: "bid", cursor: "abc" }],
  ["from=2026-05-01", "UTC", { from: "2026-05-01T00:00:00.000Z" }],
  // The last day is one of those asked for.
  ["to=2026-12-31", "UTC", { to: "2027-01-01T00:00:00.000Z" }],
  [
    "from=2026-05-01&to=2026-05-01",
    "Asia/Tokyo",
    { from: "2026-04-30T15:00:00.000Z", to: "2026-05-01T15:00:00.000Z" },
  ],
  // The day the clocks change has 23 hours.
  [
    "from=2026-03-29&to=2026-03-29",
    "Europe/Berlin",
    { from: "2026-03-28T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" },
  ],
  ["from=yesterday&to=2026-13-41", "UTC", { from: "yesterday", to: "2026-13-41" }],
])("%s in %s", (query, timeZone, expected) => {
  expect(readListQuery(new URLSearchParams(query), timeZone)).toEqual(expected);
});
