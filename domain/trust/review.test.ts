import { expect, test } from "vitest";
import { checkReviewable, isEditable, maskName, reviewLimits } from "./review.ts";

const { writeMs, editMs } = reviewLimits;

test.each([
  [null, 0, "order_state"],
  [1_000, 1_000, null],
  [1_000, 999 + writeMs, null],
  [1_000, 1_000 + writeMs, "review_window_closed"],
] as const)("[SEC-29] delivered at %j, asked at %j: %j", (deliveredAtMs, nowMs, refusal) => {
  expect(checkReviewable({ deliveredAtMs }, nowMs)).toBe(refusal);
});

test("a review may be changed up to the end of its window", () => {
  expect([isEditable(5, 4 + editMs), isEditable(5, 5 + editMs)]).toEqual([true, false]);
});

test.each([
  ["Ana Ferreira", "A***"],
  [" b", "b***"],
  ["𝔄na", "𝔄***"],
  ["", "?***"],
])("[H4] %j is shown as %j", (name, shown) => {
  expect(maskName(name)).toBe(shown);
});
