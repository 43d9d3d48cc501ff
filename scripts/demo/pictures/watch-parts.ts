import { around, circle, group, line, path, rect, ring } from "./canvas.ts";
import type { Canvas, Stop } from "./canvas.ts";
import { drawTable } from "./studio.ts";
import type { Backdrop } from "./studio.ts";

export const centre = [500, 500] as const;
export const [cx, cy] = centre;

export const steel: readonly Stop[] = [
  [0, "#f7f9fb"],
  [0.25, "#aab2bc"],
  [0.45, "#eef1f4"],
  [0.62, "#7d8792"],
  [0.8, "#cfd5db"],
  [1, "#59626d"],
];
export const gold: readonly Stop[] = [
  [0, "#fff3c9"],
  [0.25, "#d6a545"],
  [0.45, "#fbe6a6"],
  [0.62, "#a8741e"],
  [0.8, "#efcf7c"],
  [1, "#7a4f10"],
];
export const black: readonly Stop[] = [
  [0, "#6a6f78"],
  [0.3, "#24272d"],
  [0.55, "#4b5059"],
  [1, "#0c0d10"],
];

interface Watch {
  readonly backdrop: Backdrop;
  readonly metal: readonly Stop[];
  readonly dial: readonly [light: string, body: string, edge: string];
  readonly strap: (canvas: Canvas) => string;
  readonly bezel: (canvas: Canvas) => string;
  readonly face: (canvas: Canvas) => string;
  readonly hands: (canvas: Canvas) => string;
  readonly sides: (canvas: Canvas) => string;
}

/** A wristwatch lying on its back, turned a little, lit from the upper left. */
export function drawWatch(canvas: Canvas, watch: Watch): string {
  const metal = canvas.linear([270, 250], [730, 760], watch.metal);
  const lugs = [
    "M352 330 C330 270 336 226 352 196 L420 196 C414 240 424 276 440 300Z",
    "M648 330 C670 270 664 226 648 196 L580 196 C586 240 576 276 560 300Z",
    "M352 670 C330 730 336 774 352 804 L420 804 C414 760 424 724 440 700Z",
    "M648 670 C670 730 664 774 648 804 L580 804 C586 760 576 724 560 700Z",
  ];
  const [light, body, edge] = watch.dial;
  const dial = canvas.radial(
    [cx, cy, 186],
    [
      [0, light],
      [0.65, body],
      [1, edge],
    ],
    [430, 420],
  );
  const under = canvas.radial(
    [540, 560, 330],
    [
      [0.55, "#000", 0.6],
      [0.8, "#000", 0.25],
      [1, "#000", 0],
    ],
  );
  const glass = canvas.linear(
    [360, 330],
    [600, 640],
    [
      [0, "#fff", 0.34],
      [0.42, "#fff", 0.06],
      [0.43, "#fff", 0],
      [1, "#fff", 0],
    ],
  );
  const strapShadow = canvas.linear(
    [0, 0],
    [1_000, 0],
    [
      [0.28, "#000", 0],
      [0.4, "#000", 0.35],
      [0.62, "#000", 0.5],
      [0.78, "#000", 0],
    ],
  );
  return (
    drawTable(canvas, watch.backdrop) +
    group(
      `rotate(-14 ${cx} ${cy})`,
      rect([350, -220, 372, 1_440], strapShadow) +
        watch.strap(canvas) +
        circle([540, 560, 330], under) +
        lugs.map((d) => path(d, metal, { stroke: "#0004", "stroke-width": 2 })).join("") +
        watch.sides(canvas) +
        circle([cx, cy, 250], metal) +
        ring([cx, cy, 248], "#fff", 2, { opacity: 0.5 }) +
        ring([cx, cy, 233], "#000", 3, { opacity: 0.35 }) +
        watch.bezel(canvas) +
        circle([cx, cy, 190], "#0b0c0e") +
        circle([cx, cy, 186], dial) +
        watch.face(canvas) +
        group("translate(6 9)", watch.hands(canvas), { opacity: 0.3, style: "filter:brightness(0)" }) +
        watch.hands(canvas) +
        ring([cx, cy, 187], "#000", 8, { opacity: 0.25 }) +
        path("M362 372 A186 186 0 0 1 640 378 C560 400 440 480 386 646 A186 186 0 0 1 362 372Z", glass) +
        line("M336 418 A186 186 0 0 1 470 322", "#fff", 5, { opacity: 0.5 }),
    )
  );
}

/** A hand from the middle to `length`, at an hour angle in degrees. */
export function hand(angle: number, length: number, width: number, fill: string, lume?: string): string {
  const top = cy - length;
  const half = width / 2;
  const blade = `M${cx - half} ${cy + 30} L${cx - half} ${top + 26} L${cx} ${top} L${cx + half} ${top + 26} L${cx + half} ${cy + 30}Z`;
  const glow =
    lume === undefined ? "" : rect([cx - half + 4, top + 26, width - 8, length * 0.55], lume, { rx: 2 });
  return group(
    `rotate(${angle} ${cx} ${cy})`,
    path(blade, fill, { stroke: "#0006", "stroke-width": 1 }) + glow,
  );
}

export const secondHand = (angle: number, colour: string, length = 168): string =>
  group(
    `rotate(${angle} ${cx} ${cy})`,
    rect([cx - 2, cy - length, 4, length + 46], colour, { rx: 2 }) + circle([cx, cy + 34, 8], colour),
  ) +
  circle([cx, cy, 12], colour) +
  circle([cx, cy, 5], "#2228");

export const ticks = (colour: string, outer: number): string =>
  around(60, centre, (index) =>
    rect(
      [cx - (index % 5 === 0 ? 3 : 1.2), cy - outer, index % 5 === 0 ? 6 : 2.4, index % 5 === 0 ? 14 : 9],
      colour,
    ),
  );

/** Three links across, again and again. */
export function bracelet(canvas: Canvas): string {
  const across = canvas.linear([388, 0], [612, 0], steel);
  const middle = canvas.linear(
    [450, 0],
    [550, 0],
    [
      [0, "#77808b"],
      [0.3, "#f5f7f9"],
      [0.7, "#aab2bc"],
      [1, "#5c6570"],
    ],
  );
  return Array.from({ length: 30 }, (_, index) => {
    const y = -240 + index * 50;
    return (
      rect([388, y, 224, 48], across, { rx: 9 }) +
      rect([446, y - 22, 108, 46], middle, { rx: 9 }) +
      line(`M388 ${y + 48} H446 M554 ${y + 48} H612 M446 ${y + 24} H554`, "#2a3038", 3, { opacity: 0.7 })
    );
  }).join("");
}

/** A strap of leather or cloth with its stitching. */
export const strapOf =
  (dark: string, mid: string, stitch: string, weave: boolean) =>
  (canvas: Canvas): string => {
    const across = canvas.linear(
      [396, 0],
      [604, 0],
      [
        [0, dark],
        [0.2, mid],
        [0.45, mid],
        [0.85, dark],
        [1, "#000"],
      ],
    );
    const grain = weave
      ? Array.from({ length: 90 }, (_, index) =>
          line(`M400 ${-200 + index * 16} l200 0`, "#000", 3, { opacity: 0.16 }),
        ).join("")
      : "";
    const seam = (x: number): string => line(`M${x} -240 V1240`, stitch, 4, { "stroke-dasharray": "16 10" });
    return rect([396, -240, 208, 1_480], across) + grain + seam(414) + seam(586);
  };

export const crown = (canvas: Canvas, metal: readonly Stop[], y = 500): string => {
  const fill = canvas.linear([0, y - 34], [0, y + 34], metal);
  const ribs = Array.from({ length: 9 }, (_, index) =>
    line(`M754 ${y - 28 + index * 7} h34`, "#0008", 2),
  ).join("");
  return rect([738, y - 20, 24, 40], fill) + rect([752, y - 33, 38, 66], fill, { rx: 7 }) + ribs;
};
