import { circle, ellipse, group, round } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";

/** A turned body: half widths at heights from the lip down, mirrored and joined smoothly. */
export type Profile = readonly (readonly [halfWidth: number, y: number])[];

const centre = 500;

/** A smooth closed outline of a profile (Catmull-Rom made into Béziers). */
export function outline(profile: Profile): string {
  const right = profile.map(([half, y]) => [centre + half, y] as const);
  const left = profile.map(([half, y]) => [centre - half, y] as const).toReversed();
  const [half, bottom] = profile.at(-1) ?? [0, 0];
  // A foot is round too: seen from a little above, its edge dips towards us.
  const foot = `Q${centre} ${bottom + half * 0.2} ${left[0]?.join(" ")}`;
  return `M${right[0]?.join(" ")}${curve(right)}${foot}${curve(left)}Z`;
}

function curve(points: readonly (readonly [number, number])[]): string {
  const at = (index: number) => points[Math.min(Math.max(index, 0), points.length - 1)] ?? [0, 0];
  return points
    .slice(1)
    .map((point, index) => {
      const [before, from, to, after] = [at(index - 1), at(index), point, at(index + 2)];
      const first = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
      const second = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
      return `C${[...first, ...second, ...to].map(round).join(" ")}`;
    })
    .join("");
}

interface Glaze {
  readonly light: string;
  readonly body: string;
  readonly deep: string;
  readonly bounce: string;
}

/** Light over a round body: lit left of the middle, dark towards the right, a little back from the wall at its edge. */
export function roundShade(canvas: Canvas, reach: number, { light, body, deep, bounce }: Glaze): string {
  return canvas.linear(
    [centre - reach, 0],
    [centre + reach, 0],
    [
      [0, deep],
      [0.1, body],
      [0.32, light],
      [0.52, body],
      [0.86, deep],
      [0.96, bounce],
      [1, deep],
    ],
  );
}

/** Dark below, where the lamp does not reach. */
export const fall = (canvas: Canvas, top: number, bottom: number): string =>
  canvas.linear(
    [0, top],
    [0, bottom],
    [
      [0, "#fff", 0.14],
      [0.35, "#fff", 0],
      [0.6, "#000", 0],
      [1, "#000", 0.42],
    ],
  );

export function gleam(
  canvas: Canvas,
  [x, y]: readonly [number, number],
  [rx, ry]: readonly [number, number],
  turn: number,
): string {
  const fill = canvas.radial(
    [x, y, rx],
    [
      [0, "#fff", 0.85],
      [0.6, "#fff", 0.28],
      [1, "#fff", 0],
    ],
  );
  return group(
    `rotate(${turn} ${x} ${y}) translate(0 ${round(y * (1 - ry / rx))}) scale(1 ${round(ry / rx)})`,
    circle([x, y, rx], fill),
  );
}

export function lip(
  canvas: Canvas,
  y: number,
  half: number,
  colours: readonly [rim: string, inside: string],
): string {
  const inside = canvas.linear(
    [centre - half, 0],
    [centre + half, 0],
    [
      [0, "#000", 0.75],
      [0.6, "#000", 0.25],
      [1, "#fff", 0.12],
    ],
  );
  const [rim, hollow] = colours;
  const flat = Math.max(10, half * 0.2);
  return (
    ellipse([centre, y, half, flat], rim) +
    ellipse([centre, y + 2, half - 9, flat - 5], hollow) +
    ellipse([centre, y + 2, half - 9, flat - 5], inside)
  );
}
