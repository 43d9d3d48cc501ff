import { around, circle, draw, group, line, path, rect, ring, text } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow } from "./studio.ts";

export function drawBoosterPack(canvas: Canvas): string {
  const sheet = canvas.linear(
    [300, 150],
    [700, 880],
    [
      [0, "#6a2fd0"],
      [0.35, "#c43fd6"],
      [0.6, "#ff7ab8"],
      [1, "#ffb36b"],
    ],
  );
  const crinkle = canvas.linear(
    [300, 0],
    [700, 0],
    [
      [0, "#000", 0.45],
      [0.08, "#fff", 0.5],
      [0.16, "#000", 0.12],
      [0.36, "#fff", 0.45],
      [0.48, "#fff", 0.02],
      [0.7, "#000", 0.16],
      [0.88, "#fff", 0.38],
      [0.94, "#000", 0.1],
      [1, "#000", 0.5],
    ],
  );
  const crimp = canvas.linear(
    [300, 0],
    [700, 0],
    [
      [0, "#9aa2ad"],
      [0.2, "#f4f6f8"],
      [0.5, "#b9c0c9"],
      [0.8, "#ffffff"],
      [1, "#8a929d"],
    ],
  );
  const teeth = (y: number, down: boolean): string =>
    Array.from(
      { length: 20 },
      (_, index) => `L${300 + index * 20 + 10} ${down ? y + 12 : y - 12} L${300 + index * 20 + 20} ${y}`,
    ).join(" ");
  const folds = [
    "M330 240 L420 420 L352 560",
    "M676 280 L604 380 L668 520",
    "M340 760 L430 690 L520 770",
    "M640 660 L580 780 L670 820",
  ]
    .map(
      (d) =>
        line(d, "#fff", 3, { opacity: 0.22 }) +
        line(d, "#000", 2, { opacity: 0.14, transform: "translate(4 3)" }),
    )
    .join("");
  const star = around(10, [500, 500], () =>
    path("M500 500 L486 330 L500 296 L514 330Z", "#fff3c0", { opacity: 0.85 }),
  );
  return (
    drawBackdrop(canvas, backdrops.mint) +
    drawShadow(canvas, [508, 884], [220, 28], 0.6) +
    path(`M300 190 ${teeth(190, false)} V850 H300Z`, crimp) +
    path(`M300 850 ${teeth(850, true)} V800 H300Z`, crimp) +
    Array.from({ length: 40 }, (_, index) =>
      line(`M${304 + index * 10} 196 v40 M${304 + index * 10} 806 v40`, "#5e6772", 1.6, { opacity: 0.55 }),
    ).join("") +
    rect([300, 238, 400, 566], sheet) +
    ring([500, 500, 188], "#fff", 3, { opacity: 0.35 }) +
    ring([500, 500, 168], "#ffe9a8", 8, { opacity: 0.7 }) +
    star +
    circle([500, 500, 92], "#3b1370") +
    path(
      "M500 430 C540 470 560 500 540 540 C530 566 512 574 500 574 C488 574 470 566 460 540 C440 500 460 470 500 430Z",
      "#ffb347",
    ) +
    path("M500 476 C520 500 528 520 516 544 C510 556 490 556 484 544 C472 520 480 500 500 476Z", "#fff1b0") +
    text([500, 316], "FABLE", {
      fill: "#fff",
      "font-size": 84,
      "font-weight": 900,
      "font-style": "italic",
      stroke: "#3b1370",
      "stroke-width": 4,
    }) +
    text([500, 740], "FIRST FLAME", {
      fill: "#fff",
      "font-size": 38,
      "font-weight": 800,
      "letter-spacing": 5,
    }) +
    text([500, 778], "11 GAME CARDS", {
      fill: "#3b1370",
      "font-size": 20,
      "font-weight": 700,
      "letter-spacing": 3,
    }) +
    folds +
    draw("rect", { x: 300, y: 180, width: 400, height: 684, fill: crinkle, opacity: 0.75 })
  );
}

export function drawBoosterBox(canvas: Canvas): string {
  const front = canvas.linear(
    [180, 400],
    [700, 860],
    [
      [0, "#163b73"],
      [0.5, "#0f2a57"],
      [1, "#081735"],
    ],
  );
  const side = canvas.linear(
    [690, 300],
    [860, 800],
    [
      [0, "#0b1f44"],
      [1, "#040c1f"],
    ],
  );
  const lid = canvas.linear(
    [200, 240],
    [800, 400],
    [
      [0, "#4b8be0"],
      [0.6, "#2563b5"],
      [1, "#123a78"],
    ],
  );
  const gold = canvas.linear(
    [200, 430],
    [680, 840],
    [
      [0, "#fff2bd"],
      [0.4, "#dca53c"],
      [0.6, "#fbe08f"],
      [1, "#9a6812"],
    ],
  );
  const wrap = canvas.linear(
    [180, 380],
    [600, 860],
    [
      [0, "#fff", 0.3],
      [0.3, "#fff", 0.02],
      [0.31, "#fff", 0.12],
      [0.5, "#fff", 0],
    ],
  );
  return (
    drawBackdrop(canvas, backdrops.ember) +
    drawShadow(canvas, [530, 858], [400, 40], 0.6) +
    path("M172 380 L330 262 H862 L700 380Z", lid) +
    path("M700 380 L862 262 V720 L700 858Z", side) +
    path("M172 380 H700 V858 H172Z", front) +
    path("M300 340 L384 280 H760 L690 340Z", "#0f2a57", { opacity: 0.5 }) +
    text([560, 326], "FABLE", {
      fill: "#ffe9a8",
      "font-size": 46,
      "font-weight": 900,
      "font-style": "italic",
      transform: "skewX(-28) translate(172 0)",
    }) +
    circle([436, 620, 168], "none", { stroke: gold, "stroke-width": 10 }) +
    circle([436, 620, 146], "none", { stroke: gold, "stroke-width": 3 }) +
    around(12, [436, 620], (index) =>
      path("M436 620 L424 520 L436 484 L448 520Z", gold, { opacity: index % 2 === 0 ? 1 : 0.55 }),
    ) +
    circle([436, 620, 54], "#081735", { stroke: gold, "stroke-width": 6 }) +
    path("M436 582 C458 604 468 622 456 644 C450 656 422 656 416 644 C404 622 414 604 436 582Z", gold) +
    text([436, 438], "FABLE", {
      fill: gold,
      "font-size": 62,
      "font-weight": 900,
      "font-style": "italic",
      "letter-spacing": 3,
    }) +
    text([436, 836], "36 BOOSTERS · SEALED", { fill: "#cfe0ff", "font-size": 22, "letter-spacing": 4 }) +
    group(
      "translate(700 380) skewY(-36)",
      text([80, 270], "FIRST", { fill: "#dca53c", "font-size": 40, "font-weight": 800 }) +
        text([80, 316], "FLAME", { fill: "#dca53c", "font-size": 40, "font-weight": 800 }),
    ) +
    path("M172 380 H700 V858 H172Z", wrap) +
    line("M172 380 H700 L862 262 M700 380 V858", "#fff", 2.5, { opacity: 0.5 }) +
    rect([172, 604, 528, 3], "#fff", { opacity: 0.1 })
  );
}
