import { describe, expect, it } from "vitest";

import { readReturnTo } from "./return-to.ts";

describe("readReturnTo", () => {
  it.each([
    ["/auctions/1?lot=2", "/auctions/1?lot=2"],
    ["/", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["", "/"],
    [null, "/"],
  ])("[SEC-11] of %j goes to %s", (value, expected) => {
    expect(readReturnTo(value)).toBe(expected);
  });
});
