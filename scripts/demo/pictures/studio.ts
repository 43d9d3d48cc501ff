import { ellipse, rect, size } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";

/** The colours of a backdrop: where the light falls, the wall, its far corners, and the floor. */
export interface Backdrop {
  readonly light: string;
  readonly wall: string;
  readonly far: string;
  readonly floor: string;
}

export const backdrops = {
  dusk: { light: "#5d4f96", wall: "#2e2656", far: "#15112c", floor: "#241d47" },
  sand: { light: "#fbf1e2", wall: "#ecd9bd", far: "#c9ab82", floor: "#e2c9a5" },
  slate: { light: "#69788c", wall: "#38424f", far: "#171c23", floor: "#2a323c" },
  mint: { light: "#e6f6ee", wall: "#c2e2d3", far: "#86b7a2", floor: "#b0d6c5" },
  clay: { light: "#f7dccb", wall: "#e3b096", far: "#ad6f52", floor: "#d59c7f" },
  fog: { light: "#f6f6f3", wall: "#dedfdc", far: "#aeb1b0", floor: "#cfd1ce" },
  ember: { light: "#ffb48a", wall: "#e4673a", far: "#8e2a17", floor: "#c94f28" },
  petrol: { light: "#3c8a92", wall: "#1b5560", far: "#0a262e", floor: "#144550" },
  rose: { light: "#fbe4e4", wall: "#efc0c3", far: "#c07f8a", floor: "#e5acb1" },
  sky: { light: "#e3f0fb", wall: "#b5d3ec", far: "#6f9cc4", floor: "#a1c4e2" },
  olive: { light: "#dfe0bd", wall: "#a9ad78", far: "#5d6238", floor: "#979b67" },
  night: { light: "#3a3d48", wall: "#1d1f26", far: "#0a0b0e", floor: "#15171c" },
} as const satisfies Record<string, Backdrop>;

/** A table seen from above, for what lies flat. */
export function drawTable(canvas: Canvas, { light, wall, far }: Backdrop): string {
  if (canvas.isBare) return "";
  const top = canvas.radial(
    [520, 540, 780],
    [
      [0, light],
      [0.5, wall],
      [1, far],
    ],
    [300, 240],
  );
  return rect([0, 0, size, size], top);
}

/** A paper sweep in a studio: lamp from the upper left, a floor that runs up into the wall. */
export function drawBackdrop(canvas: Canvas, { light, wall, far, floor }: Backdrop): string {
  if (canvas.isBare) return "";
  const back = canvas.radial(
    [size / 2, size / 2, 760],
    [
      [0, light],
      [0.5, wall],
      [1, far],
    ],
    [380, 300],
  );
  const sweep = canvas.linear(
    [0, 640],
    [0, size],
    [
      [0, floor, 0],
      [0.3, floor, 0.75],
      [1, far, 0.9],
    ],
  );
  const pool = canvas.radial(
    [460, 850, 520],
    [
      [0, light, 0.5],
      [0.3, light, 0.3],
      [0.6, light, 0.1],
      [0.85, light, 0.02],
      [1, light, 0],
    ],
  );
  // A circle of light on a floor seen from low down.
  const lit = ellipse([460, 850, 520, 520], pool, { transform: "translate(0 604) scale(1 0.29)" });
  return rect([0, 0, size, size], back) + rect([0, 640, size, 360], sweep) + lit;
}

/** What a thing keeps from the floor: dark where it touches, fading away from the lamp. */
export function drawShadow(
  canvas: Canvas,
  [cx, cy]: readonly [number, number],
  [rx, ry]: readonly [number, number],
  strength = 0.55,
): string {
  const soft = canvas.radial(
    [cx + rx * 0.08, cy, rx * 1.25],
    [
      [0, "#000", strength * 0.8],
      [0.55, "#000", strength * 0.35],
      [1, "#000", 0],
    ],
  );
  const touch = canvas.radial(
    [cx, cy, rx],
    [
      [0, "#000", strength],
      [0.75, "#000", strength * 0.6],
      [1, "#000", 0],
    ],
  );
  const flat = ry / rx;
  const squash = (y: number): string => `translate(0 ${y * (1 - flat)}) scale(1 ${flat})`;
  return (
    ellipse([cx + rx * 0.08, cy, rx * 1.25, rx * 1.25], soft, { transform: squash(cy) }) +
    ellipse([cx, cy, rx, rx], touch, { transform: squash(cy) })
  );
}
