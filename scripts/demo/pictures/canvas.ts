/** Side of every picture, in its own units. */
export const size = 1_000;

/** Where along a gradient which colour stands; the third number is opacity. */
export type Stop = readonly [offset: number, color: string, opacity?: number];

type Attributes = Readonly<Record<string, string | number>>;

/** A picture being drawn: markup, and the gradients and clips it refers to. */
export interface Canvas {
  /** Without what is behind the thing: it is laid on a surface of its own. */
  readonly isBare: boolean;
  /** A linear gradient from one point to another; gives `url(#…)`. */
  readonly linear: (
    from: readonly [number, number],
    to: readonly [number, number],
    stops: readonly Stop[],
  ) => string;
  /** A radial gradient; `focus` is where its light comes from. */
  readonly radial: (
    circle: readonly [x: number, y: number, radius: number],
    stops: readonly Stop[],
    focus?: readonly [number, number],
  ) => string;
  /** Keeps what is drawn inside to a shape. */
  readonly clipped: (shape: string, content: string) => string;
  readonly toSvg: (label: string, content: string) => string;
}

const write = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? round(value) : value}"`)
    .join("");

/** Two decimals are finer than a pixel of any screen these are shown on. */
export const round = (value: number): number => Math.round(value * 100) / 100;

export const draw = (name: string, attributes: Attributes, content = ""): string =>
  content === "" ? `<${name}${write(attributes)}/>` : `<${name}${write(attributes)}>${content}</${name}>`;

export const path = (d: string, fill: string, more: Attributes = {}): string =>
  draw("path", { d, fill, ...more });

export const line = (d: string, stroke: string, width: number, more: Attributes = {}): string =>
  draw("path", {
    d,
    fill: "none",
    stroke,
    "stroke-width": width,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    ...more,
  });

type Round = readonly [cx: number, cy: number, r: number];
type Box = readonly [x: number, y: number, width: number, height: number];

export const circle = ([cx, cy, r]: Round, fill: string, more: Attributes = {}): string =>
  draw("circle", { cx, cy, r, fill, ...more });

export const ring = ([cx, cy, r]: Round, stroke: string, width: number, more: Attributes = {}): string =>
  draw("circle", { cx, cy, r, fill: "none", stroke, "stroke-width": width, ...more });

export const ellipse = (
  [cx, cy, rx, ry]: readonly [cx: number, cy: number, rx: number, ry: number],
  fill: string,
  more: Attributes = {},
): string => draw("ellipse", { cx, cy, rx, ry, fill, ...more });

export const rect = ([x, y, width, height]: Box, fill: string, more: Attributes = {}): string =>
  draw("rect", { x, y, width, height, fill, ...more });

export const group = (transform: string, content: string, more: Attributes = {}): string =>
  draw("g", transform === "" ? more : { transform, ...more }, content);

/** Letters as the system has them; sizes are given, so a fallback face changes little. */
export const text = ([x, y]: readonly [x: number, y: number], words: string, more: Attributes = {}): string =>
  draw(
    "text",
    { x, y, "font-family": "Helvetica Neue, Helvetica, Arial, sans-serif", "text-anchor": "middle", ...more },
    words,
  );

/** Something at even angles around a point. */
export const around = (
  count: number,
  [cx, cy]: readonly [number, number],
  make: (index: number, angle: number) => string,
): string =>
  Array.from({ length: count }, (_, index) => {
    const angle = (360 / count) * index;
    return group(`rotate(${round(angle)} ${cx} ${cy})`, make(index, angle));
  }).join("");

/** The same every time: a drawing must not change because it is drawn again. */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
  };
}

export function createCanvas({ isBare = false } = {}): Canvas {
  const definitions: string[] = [];
  const define = (element: (id: string) => string): string => {
    const id = `g${definitions.length}`;
    definitions.push(element(id));
    return id;
  };
  const writeStops = (stops: readonly Stop[]): string =>
    stops
      .map(([offset, color, opacity]) =>
        draw("stop", {
          offset,
          "stop-color": color,
          ...(opacity === undefined ? {} : { "stop-opacity": opacity }),
        }),
      )
      .join("");
  return {
    isBare,
    linear: ([x1, y1], [x2, y2], stops) => {
      const id = define((name) =>
        draw(
          "linearGradient",
          { id: name, gradientUnits: "userSpaceOnUse", x1, y1, x2, y2 },
          writeStops(stops),
        ),
      );
      return `url(#${id})`;
    },
    radial: ([cx, cy, r], stops, [fx, fy] = [cx, cy]) => {
      const id = define((name) =>
        draw(
          "radialGradient",
          { id: name, gradientUnits: "userSpaceOnUse", cx, cy, r, fx, fy },
          writeStops(stops),
        ),
      );
      return `url(#${id})`;
    },
    clipped: (shape, content) => {
      const id = define((name) => draw("clipPath", { id: name }, shape));
      return draw("g", { "clip-path": `url(#${id})` }, content);
    },
    toSvg: (label, content) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}">` +
      `<defs>${definitions.join("")}</defs>${content}</svg>\n`,
  };
}
