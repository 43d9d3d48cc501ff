import { around, circle, ellipse, line, path, rect, text } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow } from "./studio.ts";

const tin = (canvas: Canvas, [left, right]: readonly [number, number]): string =>
  canvas.linear(
    [left, 0],
    [right, 0],
    [
      [0, "#173a63"],
      [0.22, "#3f86c9"],
      [0.36, "#b9defa"],
      [0.55, "#3275b5"],
      [1, "#0f2849"],
    ],
  );

const chrome = (canvas: Canvas, [left, right]: readonly [number, number]): string =>
  canvas.linear(
    [left, 0],
    [right, 0],
    [
      [0, "#5f656b"],
      [0.3, "#f6f7f8"],
      [0.6, "#9aa0a6"],
      [1, "#4a4f55"],
    ],
  );

/** A clockwork robot of printed tin. */
export function drawTinRobot(canvas: Canvas): string {
  const eye = (x: number): string =>
    circle([x, 262, 34], "#10202f") + circle([x, 262, 26], "#ffcf4a") + circle([x - 8, 254, 8], "#fff");
  const arm = (x: number): string =>
    rect([x - 34, 440, 68, 190], tin(canvas, [x - 34, x + 34]), { rx: 26 }) +
    [480, 520, 560].map((y) => line(`M${x - 30} ${y} H${x + 30}`, "#0f2849", 4, { opacity: 0.5 })).join("") +
    path(
      `M${x - 40} 630 H${x + 40} L${x + 32} 700 H${x + 14} L${x + 10} 664 H${x - 10} L${x - 14} 700 H${x - 32}Z`,
      "#d8463a",
    );
  const leg = (x: number): string =>
    rect([x - 56, 700, 112, 120], tin(canvas, [x - 56, x + 56]), { rx: 10 }) +
    path(`M${x - 76} 868 C${x - 76} 820 ${x + 76} 820 ${x + 76} 868Z`, "#d8463a") +
    rect([x - 78, 856, 156, 14], "#7a1d17", { rx: 5 });
  return (
    drawBackdrop(canvas, backdrops.olive) +
    drawShadow(canvas, [508, 868], [250, 30]) +
    line("M500 150 V96", "#8b9198", 10) +
    circle([500, 86, 20], "#d8463a") +
    circle([494, 80, 6], "#fff") +
    rect([360, 150, 280, 210], tin(canvas, [360, 640]), { rx: 34 }) +
    rect([330, 226, 34, 74], "#d8463a", { rx: 10 }) +
    rect([636, 226, 34, 74], "#d8463a", { rx: 10 }) +
    eye(438) +
    eye(562) +
    rect([424, 314, 152, 26], "#10202f", { rx: 8 }) +
    [448, 474, 500, 526, 552].map((x) => rect([x - 4, 314, 8, 26], "#e8eef2")).join("") +
    rect([440, 358, 120, 40], chrome(canvas, [440, 560])) +
    arm(270) +
    arm(730) +
    rect([310, 392, 380, 316], tin(canvas, [310, 690]), { rx: 26 }) +
    rect([350, 432, 300, 150], "#f4ecd8", { rx: 12 }) +
    circle([430, 507, 52], "#10202f") +
    circle([430, 507, 44], "#fdfaf0") +
    around(12, [430, 507], () => line("M430 468 V476", "#10202f", 4)) +
    line("M430 507 L456 480", "#d8463a", 6) +
    ["#d8463a", "#f2b134", "#3a9d5d"]
      .map((colour, index) => circle([528 + index * 44, 480, 15], colour))
      .join("") +
    rect([512, 520, 120, 40], "#10202f", { rx: 6 }) +
    text([572, 549], "ORBO-7", { fill: "#ffcf4a", "font-size": 26, "font-weight": 800 }) +
    [620, 648, 676].map((y) => line(`M360 ${y} H640`, "#0f2849", 8, { opacity: 0.45 })).join("") +
    [328, 672].flatMap((x) => [412, 690].map((y) => circle([x, y, 7], "#dfe9f2"))).join("") +
    leg(412) +
    leg(588)
  );
}

/** A racing car of pressed tin, with its driver and a number on the side. */
export function drawTinCar(canvas: Canvas): string {
  const paint = canvas.linear(
    [0, 500],
    [0, 790],
    [
      [0, "#ff9a86"],
      [0.25, "#e0402f"],
      [0.7, "#ad1f16"],
      [1, "#5a0c08"],
    ],
  );
  const wheel = (x: number): string =>
    circle([x, 760, 104], "#17181a") +
    circle([x, 760, 92], "#2a2c2f") +
    circle([x, 760, 62], "#c9ced3") +
    around(16, [x, 760], () => line(`M${x} 706 V752`, "#5a6066", 5)) +
    circle([x, 760, 20], "#e0402f") +
    circle([x - 6, 754, 7], "#fff") +
    path(`M${x - 84} 720 A92 92 0 0 1 ${x - 20} 670`, "none", {
      stroke: "#fff",
      "stroke-width": 7,
      opacity: 0.4,
      "stroke-linecap": "round",
    });
  const body =
    "M92 706 C96 640 160 600 280 590 L380 560 C420 520 470 508 520 512 L560 560 C700 566 850 600 912 690 C916 740 896 766 860 772 H130 C104 766 90 740 92 706Z";
  return (
    drawBackdrop(canvas, backdrops.sky) +
    drawShadow(canvas, [506, 862], [410, 30]) +
    circle([452, 470, 56], "#f0c79b") +
    path("M394 462 C396 400 508 400 510 462 L500 480 H404Z", "#6b3d1e") +
    rect([432, 458, 84, 30], "#10202f", { rx: 14 }) +
    rect([444, 464, 60, 17], "#bfe0ff", { rx: 8 }) +
    path("M400 520 C410 500 500 500 512 540 L500 580 H390Z", "#f4f1e6") +
    path(body, paint) +
    path("M150 640 C300 596 420 590 520 560 C680 580 820 606 880 660 C700 620 400 620 150 640Z", "#fff", {
      opacity: 0.38,
    }) +
    path("M360 566 C390 530 440 516 520 512 L536 548 C470 548 410 560 376 590Z", "#3b0a07") +
    line("M548 556 C560 520 576 506 600 500", "#dfe9f2", 7) +
    circle([700, 676, 62], "#fdfaf0") +
    text([700, 704], "7", { fill: "#17181a", "font-size": 82, "font-weight": 900 }) +
    [800, 826, 852].map((x) => line(`M${x} 640 V712`, "#3b0a07", 8, { opacity: 0.6 })).join("") +
    line("M150 724 H860", "#ffd9a0", 6) +
    ellipse([112, 690, 18, 32], "#d9a83f") +
    line("M560 748 H410", "#c9ced3", 16) +
    wheel(262) +
    wheel(756)
  );
}
