import { expect, test } from "vitest";
import { isReservedSlug, sellerLimits, slugForm } from "./seller.ts";

test.each([
  ["ana-cards", true],
  ["a1", true],
  ["2nd-hand", true],
  ["", false],
  ["Ana", false],
  ["-ana", false],
  ["ana-", false],
  ["ana--cards", false],
  ["ana cards", false],
  ["аna", false],
  ["ana/../me", false],
])("a slug is lower-case ASCII words: %j %j", (slug, fits) => {
  expect(slugForm.test(slug)).toBe(fits);
});

test("no slug is an id, and none is a place of the house", () => {
  expect(sellerLimits.slugLengthMax).toBeLessThan(crypto.randomUUID().length);
  expect([isReservedSlug("me"), isReservedSlug("applications"), isReservedSlug("ana")]).toEqual([
    true,
    true,
    false,
  ]);
});
