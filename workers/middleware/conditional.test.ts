import { expect, test } from "vitest";
import { hasAlready } from "./conditional.ts";

const etag = '"abc-1"';

test.each([
  [null, false],
  ["", false],
  ["*", true],
  [" * ", true],
  ['"abc-1"', true],
  ['W/"abc-1"', true],
  ['"other", "abc-1"', true],
  ['W/"other",W/"abc-1"', true],
  ['"a,b", "abc-1"', true],
  ['"other"', false],
  ['"abc-1', false],
  ["abc-1", false],
  ['"abc-1,"', false],
  ['"*"', false],
])("If-None-Match: %s → %s", (header, expected) => {
  expect(hasAlready(header, etag)).toBe(expected);
});
