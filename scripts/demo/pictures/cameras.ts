import { circle, group, line, path, rect, text } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow } from "./studio.ts";
import { chrome, cover, enamel, knob, lens } from "./camera-parts.ts";

export function drawRangefinder(canvas: Canvas): string {
  const top = canvas.linear([0, 348], [0, 470], chrome);
  const window = canvas.linear(
    [0, 380],
    [0, 440],
    [
      [0, "#10151c"],
      [0.5, "#3d5b78"],
      [1, "#0c1016"],
    ],
  );
  return (
    drawBackdrop(canvas, backdrops.clay) +
    drawShadow(canvas, [505, 762], [395, 44]) +
    knob(canvas, [190, 306, 92, 50], chrome) +
    knob(canvas, [676, 318, 76, 38], chrome) +
    knob(canvas, [776, 326, 44, 30], chrome) +
    circle([622, 332, 19], top) +
    rect([606, 330, 32, 22], top) +
    rect([420, 330, 90, 22], top, { rx: 4 }) +
    rect([128, 450, 744, 296], "#1c1d20", { rx: 44 }) +
    canvas.clipped(
      rect([128, 450, 744, 296], "#000", { rx: 44 }),
      cover(canvas, [128, 464, 744, 252], ["#34363c", "#131417"]),
    ) +
    rect([128, 348, 744, 128], top, { rx: 30 }) +
    rect([128, 456, 744, 14], "#000", { opacity: 0.28 }) +
    rect([128, 708, 744, 38], canvas.linear([0, 708], [0, 746], chrome), { rx: 16 }) +
    rect([246, 384, 128, 58], "#15171b", { rx: 8 }) +
    rect([254, 391, 112, 44], window, { rx: 5 }) +
    rect([690, 384, 96, 58], "#15171b", { rx: 8 }) +
    rect([698, 391, 80, 44], window, { rx: 5 }) +
    circle([590, 412, 20], "#15171b") +
    circle([590, 412, 14], window) +
    text([480, 394], "Norden III", {
      fill: "#33373c",
      "font-size": 27,
      "font-family": "Georgia, serif",
      "font-style": "italic",
    }) +
    lens(canvas, [500, 588], 176, {
      rim: chrome,
      tint: ["#4b2f7a", "#c98bff"],
      name: "NORDEN SUMMAR 1:2 / 50mm · No 218 446 ·",
    }) +
    circle([200, 566, 20], "#c8342a") +
    text([200, 574], "N", { fill: "#fff", "font-size": 24, "font-weight": 700 }) +
    line("M150 362 C300 352 600 352 850 362", "#fff", 4, { opacity: 0.7 })
  );
}

export function drawReflex(canvas: Canvas): string {
  const body = canvas.linear([0, 360], [0, 760], enamel);
  const prism = canvas.linear([380, 210], [620, 380], enamel);
  return (
    drawBackdrop(canvas, backdrops.fog) +
    drawShadow(canvas, [505, 772], [400, 44]) +
    knob(canvas, [180, 312, 96, 58], enamel) +
    knob(canvas, [668, 318, 92, 50], enamel) +
    knob(canvas, [782, 332, 52, 36], enamel) +
    circle([792, 330, 17], "#c7cacd") +
    path("M352 372 L404 236 C410 222 420 216 434 216 H566 C580 216 590 222 596 236 L648 372Z", prism, {
      stroke: "#4c5058",
      "stroke-width": 2,
    }) +
    path("M404 238 L368 340 H420 L440 222Z", "#fff", { opacity: 0.12 }) +
    rect([436, 204, 128, 16], "#8d9298", { rx: 4 }) +
    text([500, 318], "VESTA", { fill: "#f4f5f6", "font-size": 42, "font-weight": 800, "letter-spacing": 6 }) +
    rect([118, 362, 764, 398], body, { rx: 46 }) +
    rect(
      [118, 362, 764, 64],
      canvas.linear(
        [0, 362],
        [0, 426],
        [
          [0, "#5c6068"],
          [1, "#25272b"],
        ],
      ),
      { rx: 30 },
    ) +
    canvas.clipped(
      rect([118, 426, 764, 270], "#000"),
      cover(canvas, [118, 432, 764, 262], ["#2a2c31", "#0d0e10"]),
    ) +
    rect([118, 690, 764, 8], "#000", { opacity: 0.5 }) +
    text([236, 408], "AE-1000", {
      fill: "#e6e8ea",
      "font-size": 26,
      "font-weight": 600,
      "letter-spacing": 2,
    }) +
    circle([760, 398, 11], "#e2402d") +
    circle([757, 395, 4], "#fff", { opacity: 0.7 }) +
    path(
      "M160 470 C190 460 214 480 214 520 V640 C214 676 190 700 160 694Z",
      canvas.linear(
        [150, 0],
        [220, 0],
        [
          [0, "#3a3d44"],
          [1, "#131418"],
        ],
      ),
    ) +
    lens(canvas, [520, 570], 196, {
      rim: enamel,
      tint: ["#0d4f5c", "#5fe0c8"],
      name: "VESTA MC 50mm 1:1.4 · Ø 52 · MADE BY HAND ·",
    })
  );
}

export function drawTwinLens(canvas: Canvas): string {
  const front = canvas.linear([0, 260], [0, 880], enamel);
  const plate = canvas.linear(
    [330, 0],
    [670, 0],
    [
      [0, "#8f9399"],
      [0.3, "#f4f5f6"],
      [0.7, "#b9bdc2"],
      [1, "#72777d"],
    ],
  );
  const hood = canvas.linear(
    [0, 100],
    [0, 270],
    [
      [0, "#3d4047"],
      [1, "#17181b"],
    ],
  );
  return (
    drawBackdrop(canvas, backdrops.mint) +
    drawShadow(canvas, [508, 884], [270, 38]) +
    path("M318 270 L344 112 H656 L682 270Z", hood, { stroke: "#555a62", "stroke-width": 2 }) +
    path("M352 124 H648 L632 250 H368Z", "#0b0c0e") +
    path("M352 124 H500 L470 250 H368Z", "#fff", { opacity: 0.06 }) +
    text([500, 208], "DUOFLEX", {
      fill: "#d9dce0",
      "font-size": 34,
      "font-weight": 700,
      "letter-spacing": 8,
    }) +
    knob(canvas, [700, 410, 50, 110], chrome) +
    circle(
      [742, 640, 44],
      canvas.radial(
        [742, 640, 44],
        [
          [0, "#fafbfb"],
          [0.7, "#a9aeb4"],
          [1, "#5f656b"],
        ],
        [728, 624],
      ),
    ) +
    line("M742 640 L774 690", "#4b5056", 10) +
    circle([776, 694, 13], "#23262a") +
    rect([292, 262, 416, 616], front, { rx: 26 }) +
    canvas.clipped(
      rect([292, 262, 416, 616], "#000", { rx: 26 }),
      cover(canvas, [292, 262, 44, 616], ["#303238", "#121316"]) +
        cover(canvas, [664, 262, 44, 616], ["#26282d", "#0c0d0f"]),
    ) +
    rect([338, 300, 324, 540], plate, { rx: 40 }) +
    rect([338, 300, 324, 540], "none", { rx: 40, stroke: "#fff", "stroke-width": 3, opacity: 0.7 }) +
    lens(canvas, [500, 438], 116, {
      rim: chrome,
      tint: ["#3a3f10", "#d8c94e"],
      name: "VIEW · DUOFLEX 75 · 1:3.2 ·",
    }) +
    lens(canvas, [500, 690], 130, {
      rim: chrome,
      tint: ["#102a5c", "#78a8ff"],
      name: "DUOFLEX ANASTIGMAT 75mm 1:3.5 ·",
    }) +
    circle([384, 566, 20], "#24272b") +
    circle([616, 566, 20], "#24272b") +
    circle([384, 566, 8], "#c9ccd0") +
    circle([616, 566, 8], "#c9ccd0")
  );
}

export function drawInstantCamera(canvas: Canvas): string {
  const shell = canvas.linear(
    [0, 250],
    [0, 840],
    [
      [0, "#fffdf8"],
      [0.5, "#f1ece0"],
      [1, "#c7bfae"],
    ],
  );
  const face = canvas.linear(
    [240, 0],
    [760, 0],
    [
      [0, "#24262b"],
      [0.5, "#34373e"],
      [1, "#141519"],
    ],
  );
  const bands = ["#f25c3c", "#f79a3e", "#f7d154", "#5cbf7a", "#3c86d1"];
  const flash = canvas.linear(
    [0, 300],
    [0, 400],
    [
      [0, "#fdfefe"],
      [0.5, "#cfd9e2"],
      [1, "#98a5b1"],
    ],
  );
  const photo = canvas.linear(
    [0, 860],
    [0, 960],
    [
      [0, "#7ec3e8"],
      [0.5, "#f6c9a0"],
      [1, "#e08659"],
    ],
  );
  return (
    drawBackdrop(canvas, backdrops.sky) +
    drawShadow(canvas, [505, 852], [370, 46]) +
    path(
      "M196 520 C196 340 250 262 330 250 H670 C750 262 804 340 804 520 L826 700 V806 C826 832 808 846 784 846 H216 C192 846 174 832 174 806 V700Z",
      shell,
      { stroke: "#fff", "stroke-width": 3 },
    ) +
    path("M246 300 C262 280 290 270 330 270 H670 C710 270 738 280 754 300 L772 520 H228Z", face) +
    rect([280, 300, 156, 92], "#0c0d10", { rx: 12 }) +
    rect([288, 308, 140, 76], flash, { rx: 8 }) +
    Array.from({ length: 9 }, (_, index) =>
      line(`M${300 + index * 15} 312 v68`, "#8ea0b0", 2, { opacity: 0.5 }),
    ).join("") +
    rect([590, 304, 118, 84], "#0c0d10", { rx: 14 }) +
    rect(
      [602, 314, 94, 62],
      canvas.linear(
        [600, 314],
        [700, 376],
        [
          [0, "#52708e"],
          [1, "#101820"],
        ],
      ),
      { rx: 8 },
    ) +
    lens(canvas, [500, 494], 148, {
      rim: enamel,
      tint: ["#312a6b", "#9a8cff"],
      name: "PRONTO 600 · 116mm · AUTO ·",
    }) +
    circle([716, 566, 30], "#d6382b") +
    circle(
      [716, 562, 26],
      canvas.radial(
        [710, 552, 30],
        [
          [0, "#ff8a75"],
          [0.6, "#e2412f"],
          [1, "#9c1f14"],
        ],
      ),
    ) +
    bands.map((colour, index) => rect([468 + index * 13, 644, 13, 82], colour)).join("") +
    rect([210, 726, 580, 56], "#17181c", { rx: 10 }) +
    rect([226, 742, 548, 12], "#000") +
    rect([262, 748, 476, 190], "#fcfbf8", { rx: 6 }) +
    rect([262, 748, 476, 26], "#000", { opacity: 0.22 }) +
    rect([290, 780, 420, 134], photo) +
    path("M290 880 L400 828 L470 868 L560 812 L710 882 V914 H290Z", "#40506b", { opacity: 0.85 }) +
    circle([630, 816, 20], "#fff3d0", { opacity: 0.9 }) +
    text([300, 706], "PRONTO", {
      fill: "#3a372f",
      "font-size": 36,
      "font-weight": 800,
      "letter-spacing": 2,
    }) +
    group("", line("M216 540 C214 400 250 300 330 262", "#fff", 6, { opacity: 0.7 }))
  );
}
