import { circle, ellipse, group, line, makeRandom, path, rect, ring, round, text } from "./canvas.ts";
import type { Canvas, Stop } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow, drawTable } from "./studio.ts";

/** A record from above: grooves, the light in them as two opposite wedges, a paper label. */
export function record(
  canvas: Canvas,
  [cx, cy]: readonly [number, number],
  radius: number,
  {
    vinyl,
    label,
    ink,
    words,
  }: {
    readonly vinyl: readonly Stop[];
    readonly label: readonly [string, string];
    readonly ink: string;
    readonly words: readonly [string, string];
  },
): string {
  const disc = canvas.radial([cx, cy, radius], vinyl);
  const sheen = canvas.linear(
    [cx - radius, cy],
    [cx + radius, cy],
    [
      [0, "#fff", 0.42],
      [0.42, "#fff", 0.03],
      [0.5, "#fff", 0],
      [0.58, "#fff", 0.03],
      [1, "#fff", 0.3],
    ],
  );
  const wedge = (angle: number, spread: number): string => {
    const [a, b] = [angle - spread, angle + spread].map((degrees) => (degrees * Math.PI) / 180);
    const at = (turn = 0): string =>
      `${round(cx + Math.cos(turn) * radius)} ${round(cy + Math.sin(turn) * radius)}`;
    return `M${cx} ${cy} L${at(a)} A${radius} ${radius} 0 0 1 ${at(b)}Z`;
  };
  const grooves = Array.from({ length: 34 }, (_, index) =>
    ring(
      [cx, cy, radius * (0.4 + index * 0.0172)],
      index % 7 === 3 ? "#000" : "#fff",
      index % 7 === 3 ? 2 : 0.8,
      { opacity: index % 7 === 3 ? 0.55 : 0.09 },
    ),
  ).join("");
  const paper = canvas.linear(
    [cx - radius * 0.33, cy - radius * 0.33],
    [cx + radius * 0.33, cy + radius * 0.33],
    [
      [0, label[0]],
      [1, label[1]],
    ],
  );
  return (
    circle([cx, cy, radius], disc) +
    grooves +
    path(wedge(-142, 17), sheen) +
    path(wedge(38, 17), sheen) +
    path(wedge(-128, 4), sheen) +
    ring([cx, cy, radius - 2], "#fff", 2, { opacity: 0.16 }) +
    circle([cx, cy, radius * 0.345], "#000", { opacity: 0.4 }) +
    circle([cx, cy, radius * 0.33], paper) +
    ring([cx, cy, radius * 0.27], ink, 1.5, { opacity: 0.6 }) +
    text([cx, cy - radius * 0.13], words[0], {
      fill: ink,
      "font-size": round(radius * 0.085),
      "font-weight": 800,
      "letter-spacing": 2,
    }) +
    text([cx, cy + radius * 0.2], words[1], {
      fill: ink,
      "font-size": round(radius * 0.052),
      "letter-spacing": 1,
    }) +
    circle([cx, cy, radius * 0.024], "#1a1a1a") +
    circle([cx, cy, radius * 0.018], "#e9e6df")
  );
}

export const blackVinyl: readonly Stop[] = [
  [0, "#26272b"],
  [0.4, "#17181b"],
  [0.96, "#1f2024"],
  [1, "#3a3b40"],
];

/** A sleeve standing on its edge, the record half out of it. */
function sleeveAndRecord(canvas: Canvas, cover: string, disc: string): string {
  const sheen = canvas.linear(
    [130, 200],
    [700, 800],
    [
      [0, "#fff", 0.26],
      [0.4, "#fff", 0.02],
      [1, "#000", 0.24],
    ],
  );
  const pocket = canvas.linear(
    [690, 0],
    [740, 0],
    [
      [0, "#000", 0.5],
      [1, "#000", 0],
    ],
  );
  return (
    drawShadow(canvas, [470, 806], [360, 30], 0.6) +
    drawShadow(canvas, [690, 790], [170, 22], 0.35) +
    disc +
    rect([690, 220, 50, 580], pocket) +
    canvas.clipped(rect([110, 210, 590, 590], "#000", { rx: 4 }), cover) +
    rect([110, 210, 590, 590], sheen, { rx: 4 }) +
    rect([111, 211, 588, 588], "none", { rx: 4, stroke: "#fff", "stroke-width": 2, opacity: 0.25 }) +
    line("M116 214 V796", "#fff", 3, { opacity: 0.3 })
  );
}

export function drawSunsetRecord(canvas: Canvas): string {
  const sky = canvas.linear(
    [0, 210],
    [0, 800],
    [
      [0, "#2b1357"],
      [0.4, "#a02a73"],
      [0.62, "#f2684b"],
      [0.8, "#ffc15e"],
    ],
  );
  const sun = canvas.linear(
    [0, 330],
    [0, 620],
    [
      [0, "#fff0a8"],
      [0.5, "#ffb04f"],
      [1, "#f2476a"],
    ],
  );
  const bars = Array.from({ length: 6 }, (_, index) =>
    rect([250, 470 + index * 24, 310, 3 + index * 3], "#8d2a6c"),
  ).join("");
  const grid =
    Array.from({ length: 13 }, (_, index) =>
      line(`M405 620 L${-400 + index * 134} 800`, "#ff8ad1", 2, { opacity: 0.7 }),
    ).join("") +
    Array.from({ length: 7 }, (_, index) =>
      line(`M110 ${624 + index * index * 4.4} H700`, "#ff8ad1", 2, { opacity: 0.7 }),
    ).join("");
  const cover =
    rect([110, 210, 590, 590], sky) +
    circle([405, 480, 142], sun) +
    canvas.clipped(circle([405, 480, 142], "#000"), bars) +
    rect([110, 620, 590, 180], "#1b0b3a") +
    grid +
    path("M110 620 L210 560 L290 604 L380 548 L470 606 L560 566 L640 600 L700 578 V622 H110Z", "#3b1458") +
    text([405, 296], "NIGHT DRIVE", {
      fill: "#fff",
      "font-size": 60,
      "font-weight": 800,
      "font-style": "italic",
      "letter-spacing": 4,
    }) +
    text([405, 334], "ORIGINAL SOUNDTRACK", { fill: "#ffd9f0", "font-size": 20, "letter-spacing": 8 });
  const pink: readonly Stop[] = [
    [0, "#ff9ac6"],
    [0.5, "#e0508f"],
    [0.97, "#a9276a"],
    [1, "#ffb5d8"],
  ];
  return (
    drawBackdrop(canvas, backdrops.dusk) +
    sleeveAndRecord(
      canvas,
      cover,
      record(canvas, [672, 505], 276, {
        vinyl: pink,
        label: ["#fff3d6", "#ffd08a"],
        ink: "#5c1a4e",
        words: ["NEON", "SIDE A · 33⅓"],
      }),
    )
  );
}

export function drawJazzRecord(canvas: Canvas): string {
  const ground = canvas.linear(
    [110, 210],
    [700, 800],
    [
      [0, "#f3e9d2"],
      [1, "#e3d2ad"],
    ],
  );
  const shapes =
    rect([110, 210, 250, 590], "#1c4e80") +
    circle([360, 470, 150], "#e4572e") +
    path("M360 320 A150 150 0 0 1 360 620Z", "#f3a712") +
    rect([500, 210, 70, 330], "#16302b") +
    circle([535, 600, 62], "#1c4e80") +
    circle([535, 600, 34], "#f3e9d2") +
    rect([150, 640, 420, 18], "#16302b") +
    rect([150, 672, 300, 18], "#16302b") +
    rect([150, 704, 360, 18], "#e4572e");
  const cover =
    rect([110, 210, 590, 590], ground) +
    shapes +
    text([136, 272], "BLUE HOUR", {
      fill: "#f3e9d2",
      "font-size": 34,
      "font-weight": 800,
      "text-anchor": "start",
      "letter-spacing": 1,
    }) +
    text([136, 308], "QUARTET", {
      fill: "#f3e9d2",
      "font-size": 34,
      "font-weight": 300,
      "text-anchor": "start",
      "letter-spacing": 1,
    }) +
    text([676, 780], "STEREO", {
      fill: "#16302b",
      "font-size": 20,
      "text-anchor": "end",
      "letter-spacing": 4,
    });
  return (
    drawBackdrop(canvas, backdrops.sand) +
    sleeveAndRecord(
      canvas,
      cover,
      record(canvas, [672, 505], 276, {
        vinyl: blackVinyl,
        label: ["#2f6ea8", "#1c4e80"],
        ink: "#f3e9d2",
        words: ["BLUE HOUR", "SIDE 1 · STEREO"],
      }),
    )
  );
}

/** A record of splattered vinyl, lying on the table alone. */
export function drawSplatterRecord(canvas: Canvas): string {
  const next = makeRandom(99);
  const colours = ["#f6c945", "#e8543f", "#1f7a8c", "#f7f1e3", "#2b2d6e"];
  const splashes = Array.from({ length: 150 }, (_, index) => {
    const [angle, distance] = [next() * 360, 130 + next() * 240];
    const stretch = 8 + next() * 54;
    return group(
      `rotate(${round(angle)} 500 500)`,
      ellipse([500 + distance, 500, stretch, 3 + next() * 11], colours[index % colours.length] ?? "#fff", {
        opacity: 0.9,
      }),
    );
  }).join("");
  const base: readonly Stop[] = [
    [0, "#cfe9e6"],
    [0.6, "#8fcfcb"],
    [1, "#4fa3a3"],
  ];
  const shade = canvas.radial(
    [540, 550, 440],
    [
      [0.8, "#000", 0.5],
      [1, "#000", 0],
    ],
  );
  const disc = canvas.radial([500, 500, 372], base);
  const overlay = record(canvas, [500, 500], 372, {
    vinyl: [
      [0, "#000", 0],
      [1, "#000", 0.12],
    ],
    label: ["#2b2d6e", "#1a1b4b"],
    ink: "#f6c945",
    words: ["TIDAL", "LIMITED TO 300"],
  });
  return (
    drawTable(canvas, backdrops.clay) +
    circle([540, 550, 440], shade) +
    circle([500, 500, 372], disc) +
    canvas.clipped(circle([500, 500, 372], "#000"), splashes) +
    overlay
  );
}
