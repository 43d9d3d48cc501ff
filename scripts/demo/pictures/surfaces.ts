import { size } from "./canvas.ts";

/** What a thing stands or lies on, and what is behind it. Drawn by the seed: no two boards have the same grain. */
export interface Surface {
  /** Of the light parts of the grain and of the dark ones. */
  readonly light: string;
  readonly dark: string;
  readonly kind: "wood" | "linen" | "plaster" | "stone" | "paper" | "felt";
}

export const surfaces = {
  oak: { kind: "wood", light: "#d8b78a", dark: "#8f6436" },
  walnut: { kind: "wood", light: "#8a5d3b", dark: "#3d2415" },
  ash: { kind: "wood", light: "#e6dccb", dark: "#b39f82" },
  ebony: { kind: "wood", light: "#4a403a", dark: "#1b1613" },
  linen: { kind: "linen", light: "#e9e4d8", dark: "#b9b09c" },
  denim: { kind: "linen", light: "#5f7fa3", dark: "#2c4566" },
  moss: { kind: "felt", light: "#6d7d55", dark: "#36452c" },
  wine: { kind: "felt", light: "#8b3a46", dark: "#4a1822" },
  navy: { kind: "felt", light: "#39496d", dark: "#182238" },
  charcoal: { kind: "felt", light: "#4d4f54", dark: "#232427" },
  concrete: { kind: "plaster", light: "#cfcdc8", dark: "#8f8c86" },
  lime: { kind: "plaster", light: "#efe9dd", dark: "#c3b7a3" },
  terracotta: { kind: "plaster", light: "#d89a78", dark: "#94583c" },
  sage: { kind: "plaster", light: "#c5d0bd", dark: "#84947c" },
  slate: { kind: "stone", light: "#6f7a83", dark: "#2d343a" },
  marble: { kind: "stone", light: "#f1efec", dark: "#b8b5b2" },
  white: { kind: "paper", light: "#f4f3f0", dark: "#d9d6d0" },
  grey: { kind: "paper", light: "#c9cbcc", dark: "#9b9ea0" },
  blush: { kind: "paper", light: "#f1d5cf", dark: "#cfa39b" },
  sky: { kind: "paper", light: "#cfe0ec", dark: "#93b1c7" },
} as const satisfies Record<string, Surface>;

export type SurfaceName = keyof typeof surfaces;

/** The noise of a material: how fine it is along and across, how deep, how much of it is relief under the lamp. */
const materials = {
  wood: { frequency: "0.0025 0.075", octaves: 5, contrast: 1.7, relief: 1.2 },
  linen: { frequency: "0.35 0.045", octaves: 3, contrast: 1.1, relief: 2.2 },
  plaster: { frequency: "0.012", octaves: 6, contrast: 1.1, relief: 2 },
  stone: { frequency: "0.006 0.011", octaves: 6, contrast: 1.9, relief: 0.8 },
  paper: { frequency: "0.5", octaves: 3, contrast: 0.5, relief: 0.8 },
  felt: { frequency: "0.22", octaves: 4, contrast: 0.9, relief: 2.4 },
} as const;

const channels = (color: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);

/** A surface that fills the picture, lit from the upper left. */
export function drawSurface({ kind, light, dark }: Surface, seed: number): string {
  const { frequency, octaves, contrast, relief } = materials[kind];
  const [from, to] = [channels(dark), channels(light)];
  const table = (at: number): string => `${from[at] ?? 0} ${to[at] ?? 0}`;
  // One channel of noise, stretched around its middle, becomes the way from the dark colour to the light one.
  const offset = 0.5 - contrast / 2;
  const grey = `${contrast} 0 0 0 ${offset} `.repeat(3);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><defs>` +
    `<filter id="s" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB">` +
    `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="${octaves}" seed="${seed}" result="n"/>` +
    `<feColorMatrix in="n" values="${grey}0 0 0 0 1" result="g"/>` +
    `<feComponentTransfer in="g" result="c"><feFuncR type="table" tableValues="${table(0)}"/>` +
    `<feFuncG type="table" tableValues="${table(1)}"/><feFuncB type="table" tableValues="${table(2)}"/></feComponentTransfer>` +
    `<feDiffuseLighting in="n" surfaceScale="${relief}" diffuseConstant="1.05" lighting-color="#fff" result="l">` +
    `<feDistantLight azimuth="225" elevation="58"/></feDiffuseLighting>` +
    `<feComposite in="c" in2="l" operator="arithmetic" k1="0.9" k2="0.2" k3="0" k4="0"/></filter></defs>` +
    `<rect width="${size}" height="${size}" filter="url(#s)"/></svg>`
  );
}
