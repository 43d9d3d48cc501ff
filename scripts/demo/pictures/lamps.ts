import { circle, ellipse, line, path, rect } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow } from "./studio.ts";

const enamel = (canvas: Canvas, from: readonly [number, number], to: readonly [number, number]): string =>
  canvas.linear(from, to, [
    [0, "#ffd7a0"],
    [0.25, "#f0872c"],
    [0.7, "#c95a12"],
    [1, "#6f2c06"],
  ]);

/** A jointed desk lamp with an enamelled shade, switched on. */
export function drawDeskLamp(canvas: Canvas): string {
  const steel = canvas.linear(
    [0, 0],
    [26, 26],
    [
      [0, "#fff"],
      [0.5, "#9aa1a8"],
      [1, "#5b6168"],
    ],
  );
  const beam = canvas.radial(
    [320, 470, 430],
    [
      [0, "#fff1bf", 0.75],
      [0.5, "#ffe39a", 0.22],
      [1, "#ffe39a", 0],
    ],
  );
  const bulb = canvas.radial(
    [300, 452, 66],
    [
      [0, "#fffdf2"],
      [0.6, "#ffe9a8"],
      [1, "#ffc65a"],
    ],
  );
  const base = enamel(canvas, [520, 780], [760, 870]);
  const arm = (d: string): string =>
    line(d, "#2d3136", 26, { opacity: 0.35, transform: "translate(6 6)" }) +
    line(d, "#aab0b6", 18) +
    line(d, "#eef0f2", 6, { transform: "translate(-3 -2)" });
  const joint = (x: number, y: number): string =>
    circle([x, y, 30], "#3a3f45") + circle([x, y, 22], "#8b9198") + circle([x - 5, y - 5, 8], "#f4f5f6");
  return (
    drawBackdrop(canvas, backdrops.petrol) +
    drawShadow(canvas, [640, 856], [190, 30]) +
    path("M246 470 L60 856 H560 L404 404Z", beam) +
    ellipse([640, 846, 172, 36], "#51220a") +
    path("M468 838 C470 794 810 794 812 838 C812 876 468 876 468 838Z", base) +
    ellipse([640, 812, 60, 14], "#7a3408") +
    arm("M640 806 L724 500") +
    arm("M724 500 L448 272") +
    line("M700 566 C660 520 640 470 690 476", steel, 5) +
    joint(640, 800) +
    joint(724, 500) +
    joint(448, 272) +
    ellipse([318, 452, 112, 62], "#fff2c8", { transform: "rotate(-38 318 452)" }) +
    circle([312, 452, 60], bulb) +
    path(
      "M438 236 C500 250 512 320 476 352 L400 446 C390 408 330 372 268 398 C280 320 330 260 384 242 Z",
      enamel(canvas, [300, 240], [500, 430]),
    ) +
    line("M400 446 C390 408 330 372 268 398", "#ffe6c0", 5) +
    path("M372 262 C330 290 300 330 292 366", "none", {
      stroke: "#fff",
      "stroke-width": 12,
      "stroke-linecap": "round",
      opacity: 0.5,
    })
  );
}

/** A table lamp of blown glass, cap and foot of one colour, glowing. */
export function drawGlassLamp(canvas: Canvas): string {
  const cap = canvas.radial(
    [500, 420, 330],
    [
      [0, "#fff3d0"],
      [0.35, "#ffc96b"],
      [0.75, "#ee8b2d"],
      [1, "#a9500f"],
    ],
    [470, 420],
  );
  const foot = canvas.linear(
    [380, 0],
    [620, 0],
    [
      [0, "#b65a14"],
      [0.2, "#f7b152"],
      [0.38, "#fff0cc"],
      [0.6, "#f0942f"],
      [1, "#8d3f09"],
    ],
  );
  const glow = canvas.radial(
    [500, 470, 480],
    [
      [0, "#ffdf9a", 0.6],
      [0.5, "#ffcf7a", 0.18],
      [1, "#ffcf7a", 0],
    ],
  );
  const swirls = [-220, -140, -60, 30, 120, 200]
    .map((x) =>
      line(`M${500 + x * 0.2} 232 Q${500 + x * 1.15} 330 ${500 + x * 1.2} 520`, "#fff", 9, { opacity: 0.16 }),
    )
    .join("");
  const shape =
    "M190 520 C196 330 340 226 500 226 C660 226 804 330 810 520 C760 548 620 560 500 560 C380 560 240 548 190 520Z";
  return (
    drawBackdrop(canvas, backdrops.dusk) +
    drawShadow(canvas, [505, 862], [200, 30]) +
    circle([500, 470, 480], glow) +
    path(
      "M452 540 C452 640 440 700 400 780 C380 830 372 850 376 862 H624 C628 850 620 830 600 780 C560 700 548 640 548 540Z",
      foot,
    ) +
    ellipse([500, 862, 124, 18], "#8d3f09") +
    ellipse([500, 858, 118, 14], "#e98d2d") +
    path(shape, cap) +
    canvas.clipped(path(shape, "#000"), swirls) +
    path(
      "M190 520 C240 548 380 560 500 560 C620 560 760 548 810 520 C790 580 620 596 500 596 C380 596 210 580 190 520Z",
      "#c9691a",
    ) +
    path("M276 400 C310 330 370 286 440 268", "none", {
      stroke: "#fff",
      "stroke-width": 20,
      "stroke-linecap": "round",
      opacity: 0.55,
    }) +
    rect([486, 214, 28, 16], "#8d3f09", { rx: 6 })
  );
}
