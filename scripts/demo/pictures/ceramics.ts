import { circle, ellipse, line, makeRandom, path, round } from "./canvas.ts";
import type { Canvas, Stop } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow } from "./studio.ts";
import { fall, gleam, lip, outline, roundShade } from "./turned.ts";
import type { Profile } from "./turned.ts";

/** A white porcelain moon jar, its two halves joined a little unevenly. */
export function drawMoonJar(canvas: Canvas): string {
  const profile: Profile = [
    [108, 262],
    [112, 292],
    [196, 340],
    [290, 470],
    [298, 590],
    [228, 730],
    [128, 812],
    [112, 836],
  ];
  const shape = outline(profile);
  const glaze = { light: "#fffefa", body: "#efeae0", deep: "#b9b0a1", bounce: "#e5ddd0" };
  const seam = line("M205 520 C330 548 660 552 797 516", "#a89f90", 2.5, { opacity: 0.35 });
  const spots = makeRandom(7);
  const iron = Array.from({ length: 26 }, () =>
    circle([240 + spots() * 520, 340 + spots() * 440, 1 + spots() * 2.6], "#8a6a4a", { opacity: 0.35 }),
  ).join("");
  return (
    drawBackdrop(canvas, backdrops.slate) +
    drawShadow(canvas, [505, 838], [300, 42]) +
    path(shape, roundShade(canvas, 300, glaze)) +
    canvas.clipped(
      path(shape, "#000"),
      seam + iron + path(shape, fall(canvas, 260, 840)) + gleam(canvas, [390, 430], [70, 130], 24),
    ) +
    lip(canvas, 262, 109, ["#f7f3ea", "#cfc6b6"])
  );
}

/** A celadon bottle with fine crackle under its glaze. */
export function drawCeladonBottle(canvas: Canvas): string {
  const profile: Profile = [
    [62, 150],
    [50, 178],
    [40, 250],
    [44, 340],
    [84, 430],
    [182, 540],
    [214, 660],
    [172, 790],
    [112, 846],
    [108, 862],
  ];
  const shape = outline(profile);
  const glaze = { light: "#d9efdf", body: "#93c2a8", deep: "#3f7461", bounce: "#8fc0ab" };
  const next = makeRandom(21);
  const cracks = Array.from({ length: 46 }, () => {
    const [x, y] = [280 + next() * 440, 260 + next() * 600];
    const bends = Array.from(
      { length: 3 },
      () => `l${round(next() * 70 - 35)} ${round(next() * 60 - 14)}`,
    ).join("");
    return line(`M${round(x)} ${round(y)}${bends}`, "#2f5d4c", 1.1, { opacity: 0.3 });
  }).join("");
  const lotus = [-2, -1, 0, 1, 2]
    .map((step) => {
      const x = 500 + step * 74;
      return line(
        `M${x} 812 C${x - 46} 740 ${x - 34} 650 ${x} 604 C${x + 34} 650 ${x + 46} 740 ${x} 812`,
        "#2f6350",
        3,
        { opacity: 0.4 },
      );
    })
    .join("");
  return (
    drawBackdrop(canvas, backdrops.rose) +
    drawShadow(canvas, [505, 862], [230, 34]) +
    path(shape, roundShade(canvas, 214, glaze)) +
    canvas.clipped(
      path(shape, "#000"),
      lotus +
        cracks +
        path(shape, fall(canvas, 150, 870)) +
        gleam(canvas, [418, 600], [44, 120], 14) +
        gleam(canvas, [482, 270], [8, 90], 0),
    ) +
    lip(canvas, 150, 63, ["#c9e6d4", "#5f927d"])
  );
}

/** A black tea bowl, broken once and mended with gold. */
export function drawTeaBowl(canvas: Canvas): string {
  const profile: Profile = [
    [268, 420],
    [272, 470],
    [262, 600],
    [220, 720],
    [130, 790],
    [112, 800],
    [116, 838],
  ];
  const shape = outline(profile);
  const glaze = { light: "#6b5b55", body: "#2d2524", deep: "#0f0b0b", bounce: "#4b3a34" };
  const gold = canvas.linear(
    [300, 420],
    [640, 800],
    [
      [0, "#fff1b8"],
      [0.4, "#e0aa3a"],
      [0.7, "#fbe08f"],
      [1, "#a86f14"],
    ],
  );
  const seams = [
    "M330 428 C352 500 402 520 412 590 C420 650 486 664 500 730 C508 768 548 778 560 800",
    "M412 590 C352 610 320 640 282 640",
    "M500 730 C560 690 602 684 622 610 C634 560 690 540 764 520",
    "M622 610 C660 640 690 650 712 676",
  ];
  const mended = seams.map((d) => line(d, "#3a2408", 11, { opacity: 0.6 }) + line(d, gold, 7)).join("");
  const bare = canvas.linear(
    [0, 740],
    [0, 840],
    [
      [0, "#8a5b3c", 0],
      [0.45, "#a06b47"],
      [1, "#5f3c26"],
    ],
  );
  return (
    drawBackdrop(canvas, backdrops.sand) +
    drawShadow(canvas, [508, 838], [270, 40]) +
    path(shape, roundShade(canvas, 272, glaze)) +
    canvas.clipped(
      path(shape, "#000"),
      path("M200 770 C320 742 380 786 470 764 C560 744 640 790 800 752 V860 H200Z", bare) +
        mended +
        path(shape, fall(canvas, 420, 840)) +
        gleam(canvas, [372, 540], [46, 90], 12),
    ) +
    lip(canvas, 420, 268, ["#54443f", "#1c1514"]) +
    line("M236 422 C260 392 420 372 520 372", "#fff", 3, { opacity: 0.4 })
  );
}

/** A stoneware teapot with a bamboo handle. */
export function drawTeapot(canvas: Canvas): string {
  const profile: Profile = [
    [118, 452],
    [180, 476],
    [258, 560],
    [270, 650],
    [224, 770],
    [150, 826],
    [146, 838],
  ];
  const shape = outline(profile);
  const glaze = { light: "#9cc3d8", body: "#3f7596", deep: "#163a54", bounce: "#5b90ad" };
  const bamboo = canvas.linear(
    [0, 170],
    [0, 460],
    [
      [0, "#f3dc9d"],
      [0.5, "#cda256"],
      [1, "#8c632b"],
    ],
  );
  const spout = "M716 700 C790 690 806 610 842 540 L892 560 C868 660 832 760 730 774Z";
  const spoutShade = canvas.linear(
    [720, 620],
    [860, 700],
    [
      [0, "#6fa2bd"],
      [0.5, "#356a8b"],
      [1, "#123349"],
    ],
  );
  const handle = "M312 520 C270 250 400 172 500 172 C600 172 730 250 688 520";
  const joints = [
    "M330 360 l-34 12",
    "M352 286 l-32 -20",
    "M500 158 v30",
    "M648 286 l32 -20",
    "M670 360 l34 12",
  ];
  const drip = canvas.linear(
    [0, 440],
    [0, 640],
    [
      [0, "#f4eee0"],
      [1, "#cfc4ac"],
    ],
  );
  const drips =
    "M220 520 C260 560 262 620 290 620 C316 620 312 566 352 566 C388 566 384 660 418 660 C452 660 444 580 486 580 C526 580 524 640 556 640 C590 640 586 572 630 572 C672 572 674 626 704 618 C732 610 740 560 790 520 V430 H220Z";
  return (
    drawBackdrop(canvas, backdrops.clay) +
    drawShadow(canvas, [520, 838], [300, 38]) +
    path(spout, spoutShade) +
    ellipse([867, 550, 27, 11], "#0f2b3d", { transform: "rotate(22 867 550)" }) +
    line(handle, "#5d3f18", 30, { opacity: 0.5 }) +
    line(handle, bamboo, 24) +
    joints.map((d) => line(d, "#7d5520", 4)).join("") +
    path(shape, roundShade(canvas, 272, glaze)) +
    canvas.clipped(
      path(shape, "#000"),
      path(drips, drip) +
        path(shape, roundShadeOver(canvas)) +
        path(shape, fall(canvas, 440, 840)) +
        gleam(canvas, [386, 620], [40, 96], 16),
    ) +
    ellipse([500, 456, 122, 26], "#dcd2bc") +
    ellipse([500, 448, 116, 22], "#f6f0e2") +
    ellipse([500, 446, 104, 18], "#e4dac5") +
    circle([500, 418, 27], roundKnob(canvas)) +
    line("M318 500 q-6 26 4 40", "#5d3f18", 12) +
    line("M682 500 q6 26 -4 40", "#5d3f18", 12)
  );
}

const roundShadeOver = (canvas: Canvas): string =>
  canvas.linear(
    [228, 0],
    [772, 0],
    [
      [0, "#000", 0.4],
      [0.3, "#fff", 0.15],
      [0.55, "#000", 0],
      [1, "#000", 0.5],
    ],
  );

const roundKnob = (canvas: Canvas): string =>
  canvas.radial(
    [500, 418, 30],
    [
      [0, "#fffaf0"],
      [0.6, "#d9cdb5"],
      [1, "#8f8267"],
    ],
    [490, 406],
  );

const sunset: readonly Stop[] = [
  [0, "#fbe3b4"],
  [0.28, "#f4a35f"],
  [0.55, "#d3543f"],
  [0.8, "#7c2749"],
  [1, "#351a3f"],
];

/** A tall floor vase whose glaze runs from straw to aubergine. */
export function drawSunsetVase(canvas: Canvas): string {
  const profile: Profile = [
    [118, 150],
    [92, 184],
    [78, 250],
    [112, 350],
    [196, 480],
    [210, 570],
    [160, 720],
    [100, 820],
    [104, 866],
  ];
  const shape = outline(profile);
  const bands = Array.from({ length: 30 }, (_, index) => {
    const y = 190 + index * 23;
    return line(`M250 ${y} Q500 ${y + 30} 750 ${y}`, index % 2 === 0 ? "#fff" : "#000", 1.4, {
      opacity: 0.1,
    });
  }).join("");
  const shade = canvas.linear(
    [290, 0],
    [710, 0],
    [
      [0, "#000", 0.55],
      [0.18, "#000", 0.05],
      [0.34, "#fff", 0.4],
      [0.52, "#fff", 0],
      [0.85, "#000", 0.55],
      [0.96, "#000", 0.25],
      [1, "#000", 0.5],
    ],
  );
  return (
    drawBackdrop(canvas, backdrops.mint) +
    drawShadow(canvas, [505, 866], [210, 34]) +
    path(shape, canvas.linear([0, 150], [0, 866], sunset)) +
    canvas.clipped(
      path(shape, "#000"),
      bands +
        path(shape, shade) +
        path(shape, fall(canvas, 150, 880)) +
        gleam(canvas, [424, 500], [36, 130], 8),
    ) +
    lip(canvas, 150, 118, ["#f9dca4", "#8e4a2f"])
  );
}
