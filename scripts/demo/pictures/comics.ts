import { around, circle, ellipse, group, line, path, rect, text } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow, drawTable } from "./studio.ts";

/** A comic in its clear bag, the cover with a figure before a burst. */
export function drawComic(canvas: Canvas): string {
  const sky = canvas.radial(
    [500, 560, 520],
    [
      [0, "#ffe37a"],
      [0.45, "#ff9b2f"],
      [1, "#c2261f"],
    ],
  );
  const cape = canvas.linear(
    [380, 380],
    [660, 820],
    [
      [0, "#3f6fe0"],
      [0.6, "#1d3a96"],
      [1, "#0d1c55"],
    ],
  );
  const bag = canvas.linear(
    [230, 100],
    [780, 900],
    [
      [0, "#fff", 0.5],
      [0.25, "#fff", 0.06],
      [0.5, "#fff", 0.16],
      [0.52, "#fff", 0],
      [1, "#fff", 0.14],
    ],
  );
  const shade = canvas.radial(
    [520, 530, 480],
    [
      [0.6, "#000", 0.6],
      [1, "#000", 0],
    ],
  );
  const dots = Array.from({ length: 120 }, (_, index) =>
    circle([270 + (index % 12) * 43, 640 + Math.floor(index / 12) * 26, 7], "#8d1512", { opacity: 0.28 }),
  ).join("");
  const figure =
    path("M470 420 C380 520 330 660 320 830 H700 C680 650 620 520 540 420Z", cape) +
    path(
      "M470 440 L448 560 L470 700 L440 850 H500 L506 730 L520 850 H576 L548 700 L566 560 L540 440Z",
      "#f5f0e2",
    ) +
    path("M470 440 L448 560 L470 650 H548 L566 560 L540 440Z", "#c2261f") +
    path("M452 448 L360 500 L300 420 L330 396 L372 440 L456 410Z", "#f5f0e2") +
    path("M556 448 L640 470 L720 380 L748 402 L656 530 L560 500Z", "#f5f0e2") +
    circle([505, 384, 46], "#f3c9a0") +
    path("M459 374 C462 326 548 326 551 374 L538 392 H472Z", "#1d3a96") +
    path("M474 382 h22 l6 8 h8 l6 -8 h22 l-6 16 h-20 l-6 -6 l-6 6 h-20Z", "#10121c") +
    path("M505 470 l14 30 32 4 -24 22 8 32 -30 -16 -30 16 8 -32 -24 -22 32 -4Z", "#ffe37a");
  const cover =
    rect([250, 120, 500, 760], sky) +
    around(22, [500, 560], (index) =>
      path("M500 560 L470 40 L530 40Z", index % 2 === 0 ? "#fff3c0" : "#c2261f", { opacity: 0.3 }),
    ) +
    dots +
    figure +
    rect([250, 120, 500, 150], "#14204f") +
    text([500, 226], "CAPTAIN COMET", {
      fill: "#ffd84a",
      "font-size": 50,
      "font-weight": 900,
      "font-style": "italic",
    }) +
    text([500, 256], "TALES BEYOND THE RIM", { fill: "#fff", "font-size": 18, "letter-spacing": 6 }) +
    rect([266, 284, 92, 104], "#fff", { rx: 4 }) +
    text([312, 320], "25¢", { fill: "#c2261f", "font-size": 34, "font-weight": 900 }) +
    text([312, 346], "NO. 1", { fill: "#14204f", "font-size": 20, "font-weight": 800 }) +
    text([312, 374], "APRIL", { fill: "#14204f", "font-size": 17 }) +
    ellipse([640, 810, 90, 46], "#fff", { transform: "rotate(-8 640 810)" }) +
    text([640, 818], "FIRST ISSUE!", {
      fill: "#c2261f",
      "font-size": 22,
      "font-weight": 900,
      transform: "rotate(-8 640 810)",
    });
  return (
    drawTable(canvas, backdrops.slate) +
    rect([210, 90, 620, 850], shade, { rx: 40 }) +
    rect([232, 96, 536, 808], "#f2f4f5", { rx: 4, opacity: 0.9 }) +
    canvas.clipped(rect([250, 120, 500, 760], "#000", { rx: 3 }), cover) +
    line("M254 122 V878", "#000", 5, { opacity: 0.25 }) +
    rect([232, 96, 536, 808], bag, { rx: 4 }) +
    rect([233, 97, 534, 806], "none", { rx: 4, stroke: "#fff", "stroke-width": 2, opacity: 0.8 })
  );
}

/** A hardback standing a little open, its jacket printed with a tower and a moon. */
export function drawNovel(canvas: Canvas): string {
  const jacket = canvas.linear(
    [300, 160],
    [720, 860],
    [
      [0, "#1f6b63"],
      [0.55, "#134b48"],
      [1, "#092b2b"],
    ],
  );
  const spine = canvas.linear(
    [236, 0],
    [306, 0],
    [
      [0, "#0a2f2e"],
      [0.45, "#2c857b"],
      [1, "#0b3836"],
    ],
  );
  const sheen = canvas.linear(
    [306, 150],
    [760, 860],
    [
      [0, "#fff", 0.22],
      [0.35, "#fff", 0.02],
      [1, "#000", 0.3],
    ],
  );
  const pages = Array.from({ length: 9 }, (_, index) =>
    line(`M${742 + index * 4} ${176 + index} V${846 - index}`, "#b9a984", 1.2, { opacity: 0.7 }),
  ).join("");
  const moon = canvas.radial(
    [590, 380, 92],
    [
      [0, "#fff6d8"],
      [1, "#f0c46a"],
    ],
  );
  const art =
    circle([590, 380, 92], moon) +
    path("M306 690 C390 620 470 660 540 620 C620 580 680 640 740 600 V860 H306Z", "#d9673b") +
    path("M306 756 C420 690 520 760 620 712 C680 690 720 700 740 696 V860 H306Z", "#8d3320") +
    path("M400 720 V470 L376 470 L400 430 L424 396 L448 430 L472 470 L448 470 V720Z", "#f3e6c8") +
    path("M376 470 L424 396 L472 470Z", "#8d3320") +
    [520, 580, 640].map((y) => rect([414, y, 20, 30], "#134b48", { rx: 10 })).join("");
  return (
    drawBackdrop(canvas, backdrops.sand) +
    drawShadow(canvas, [510, 862], [300, 30], 0.6) +
    path("M736 170 L784 186 V838 L736 858Z", "#efe4c8") +
    pages +
    path("M306 150 L240 176 V842 L306 866Z", spine) +
    rect([306, 150, 436, 716], jacket, { rx: 4 }) +
    canvas.clipped(rect([306, 150, 436, 716], "#000", { rx: 4 }), art) +
    text([524, 236], "THE SALT TOWER", {
      fill: "#f3e6c8",
      "font-size": 33,
      "font-weight": 700,
      "font-family": "Georgia, Times New Roman, serif",
    }) +
    line("M400 262 H648", "#f0c46a", 3) +
    text([524, 826], "ADA WINTERBOURNE", { fill: "#f3e6c8", "font-size": 24, "letter-spacing": 4 }) +
    group(
      "translate(282 250) rotate(90)",
      text([0, 18], "SALT TOWER", {
        fill: "#f3e6c8",
        "font-size": 24,
        "letter-spacing": 3,
        "text-anchor": "start",
      }),
    ) +
    rect([306, 150, 436, 716], sheen, { rx: 4 }) +
    line("M316 154 V862", "#000", 6, { opacity: 0.22 })
  );
}
