import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { renderTokensCss } from "./to-css.ts";
import { ROLES } from "./tokens.ts";

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["ground", "surface", "raised", "sunken", "hover"] as const;
const TEXTS = ["text", "muted", "faint", "live-text", "leading-text"] as const;
const PAIRS = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-live", "live"],
  ["on-leading", "leading"],
  ["live-text", "live-wash"],
  ["leading-text", "leading-wash"],
  ["text", "live-wash"],
  ["text", "leading-wash"],
] as const;

describe("tokens", () => {
  it("are what tokens.css says", async () => {
    const written = await readFile(new URL("./tokens.css", import.meta.url), "utf8");
    expect(written).toBe(renderTokensCss());
  });

  it.each(["light", "dark"] as const)(
    "reach 4.5:1 for every text on every ground in the %s theme",
    (theme) => {
      const weak = PAIRS.map(([text, ground]) => ({
        text,
        ground,
        ratio: Math.round(contrast(ROLES[text][theme], ROLES[ground][theme]) * 100) / 100,
      })).filter((pair) => pair.ratio < 4.5);
      expect(weak).toEqual([]);
    },
  );
});
