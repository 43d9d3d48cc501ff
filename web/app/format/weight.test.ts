import { expect, test } from "vitest";
import { formatWeight } from "./weight.ts";

test.each([
  [0, "en-US", "0 g"],
  [999, "en-US", "999 g"],
  [1_000, "en-US", "1 kg"],
  [5_800, "en-US", "5.8 kg"],
  [5_805, "de-DE", "5,81 kg"],
  [1_250_000, "en-US", "1,250 kg"],
])("%i g is for a reader of %s %s", (grams, locale, text) => {
  expect(formatWeight(grams, locale).replaceAll("\u00a0", " ")).toBe(text);
});
