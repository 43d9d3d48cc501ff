import { around, circle, ellipse, line, rect, ring } from "./canvas.ts";
import type { Canvas, Stop } from "./canvas.ts";

export const chrome: readonly Stop[] = [
  [0, "#fdfdfc"],
  [0.18, "#c9cccf"],
  [0.4, "#f1f2f3"],
  [0.7, "#9fa4a9"],
  [1, "#6c7176"],
];
export const enamel: readonly Stop[] = [
  [0, "#565a61"],
  [0.2, "#2b2d32"],
  [0.6, "#1a1b1f"],
  [1, "#08090a"],
];

/** Leather-like cover: dark, with a fine grain of dots. */
export function cover(
  canvas: Canvas,
  [x, y, width, height]: readonly [number, number, number, number],
  colours: readonly [string, string],
): string {
  const fill = canvas.linear(
    [0, y],
    [0, y + height],
    [
      [0, colours[0]],
      [1, colours[1]],
    ],
  );
  const rows = Array.from(
    { length: Math.floor(height / 9) },
    (_, row) =>
      line(`M${x + 4 + (row % 2) * 4} ${y + 6 + row * 9} H${x + width - 4}`, "#000", 2.6, {
        "stroke-dasharray": "0.1 8",
        opacity: 0.5,
      }) +
      line(`M${x + 4 + (row % 2) * 4} ${y + 7.5 + row * 9} H${x + width - 4}`, "#fff", 1.4, {
        "stroke-dasharray": "0.1 8",
        opacity: 0.12,
      }),
  ).join("");
  return rect([x, y, width, height], fill) + rows;
}

/** A lens from the front: barrel, rings, coated glass with its two reflections. */
export function lens(
  canvas: Canvas,
  [x, y]: readonly [number, number],
  radius: number,
  {
    rim,
    tint,
    name,
  }: { readonly rim: readonly Stop[]; readonly tint: readonly [string, string]; readonly name: string },
): string {
  const outer = canvas.linear([x - radius, y - radius], [x + radius, y + radius], rim);
  const inner = canvas.linear(
    [x + radius, y + radius],
    [x - radius, y - radius],
    [
      [0, "#5b6067"],
      [0.5, "#141518"],
      [1, "#000"],
    ],
  );
  const glass = canvas.radial(
    [x, y, radius * 0.52],
    [
      [0, "#05060a"],
      [0.45, tint[0]],
      [0.8, tint[1]],
      [1, "#030408"],
    ],
    [x - radius * 0.16, y - radius * 0.2],
  );
  const shade = canvas.radial(
    [x + radius * 0.1, y + radius * 0.16, radius * 1.16],
    [
      [0.8, "#000", 0.55],
      [1, "#000", 0],
    ],
  );
  const arc = `M${x} ${y - radius * 0.7} A${radius * 0.7} ${radius * 0.7} 0 1 1 ${x - 0.1} ${y - radius * 0.7}`;
  const id = `ring-${name.replaceAll(/\W/gu, "")}-${x}`;
  return (
    circle([x + radius * 0.1, y + radius * 0.16, radius * 1.16], shade) +
    circle([x, y, radius], outer) +
    around(48, [x, y], () => rect([x - 2.4, y - radius + 2, 4.8, radius * 0.1], "#0009", { rx: 2 })) +
    circle([x, y, radius * 0.86], inner) +
    circle([x, y, radius * 0.8], "#101114") +
    `<path id="${id}" d="${arc}" fill="none"/>` +
    `<text font-family="Helvetica Neue, Helvetica, Arial, sans-serif" font-size="${Math.round(radius * 0.105)}" letter-spacing="2.5" fill="#e9ecef"><textPath href="#${id}">${name}</textPath></text>` +
    ring([x, y, radius * 0.62], "#3c4046", 5) +
    circle([x, y, radius * 0.56], "#050506") +
    circle([x, y, radius * 0.52], glass) +
    ellipse([x - radius * 0.17, y - radius * 0.21, radius * 0.15, radius * 0.1], "#fff", {
      opacity: 0.75,
      transform: `rotate(-38 ${x - radius * 0.17} ${y - radius * 0.21})`,
    }) +
    ellipse([x + radius * 0.18, y + radius * 0.22, radius * 0.08, radius * 0.05], "#ffd9a8", {
      opacity: 0.55,
      transform: `rotate(-38 ${x + radius * 0.18} ${y + radius * 0.22})`,
    }) +
    line(
      `M${x - radius * 0.4} ${y + radius * 0.14} A${radius * 0.43} ${radius * 0.43} 0 0 0 ${x + radius * 0.1} ${y + radius * 0.42}`,
      tint[1],
      4,
      { opacity: 0.7 },
    )
  );
}

export const knob = (
  canvas: Canvas,
  [x, y, width, height]: readonly [x: number, y: number, width: number, height: number],
  stops: readonly Stop[],
): string => {
  const fill = canvas.linear([x, 0], [x + width, 0], stops);
  const ribs = Array.from({ length: Math.floor(width / 6) }, (_, index) =>
    line(`M${x + 4 + index * 6} ${y + 6} v${height - 8}`, "#0007", 2),
  ).join("");
  return (
    rect([x, y, width, height], fill, { rx: 5 }) +
    ribs +
    rect([x, y, width, 6], "#fff", { opacity: 0.45, rx: 3 })
  );
};
