import {
  around,
  circle,
  draw,
  ellipse,
  group,
  line,
  makeRandom,
  path,
  rect,
  ring,
  round,
  text,
} from "./canvas.ts";
import type { Canvas, Stop } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow, drawTable } from "./studio.ts";

/** A record from above: grooves, the light in them as two opposite wedges, a paper label. */
function record(
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
      cx,
      cy,
      radius * (0.4 + index * 0.0172),
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
    circle(cx, cy, radius, disc) +
    grooves +
    path(wedge(-142, 17), sheen) +
    path(wedge(38, 17), sheen) +
    path(wedge(-128, 4), sheen) +
    ring(cx, cy, radius - 2, "#fff", 2, { opacity: 0.16 }) +
    circle(cx, cy, radius * 0.345, "#000", { opacity: 0.4 }) +
    circle(cx, cy, radius * 0.33, paper) +
    ring(cx, cy, radius * 0.27, ink, 1.5, { opacity: 0.6 }) +
    text(cx, cy - radius * 0.13, words[0], {
      fill: ink,
      "font-size": round(radius * 0.085),
      "font-weight": 800,
      "letter-spacing": 2,
    }) +
    text(cx, cy + radius * 0.2, words[1], {
      fill: ink,
      "font-size": round(radius * 0.052),
      "letter-spacing": 1,
    }) +
    circle(cx, cy, radius * 0.024, "#1a1a1a") +
    circle(cx, cy, radius * 0.018, "#e9e6df")
  );
}

const blackVinyl: readonly Stop[] = [
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
    rect(690, 220, 50, 580, pocket) +
    canvas.clipped(rect(110, 210, 590, 590, "#000", { rx: 4 }), cover) +
    rect(110, 210, 590, 590, sheen, { rx: 4 }) +
    rect(111, 211, 588, 588, "none", { rx: 4, stroke: "#fff", "stroke-width": 2, opacity: 0.25 }) +
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
    rect(250, 470 + index * 24, 310, 3 + index * 3, "#8d2a6c"),
  ).join("");
  const grid =
    Array.from({ length: 13 }, (_, index) =>
      line(`M405 620 L${-400 + index * 134} 800`, "#ff8ad1", 2, { opacity: 0.7 }),
    ).join("") +
    Array.from({ length: 7 }, (_, index) =>
      line(`M110 ${624 + index * index * 4.4} H700`, "#ff8ad1", 2, { opacity: 0.7 }),
    ).join("");
  const cover =
    rect(110, 210, 590, 590, sky) +
    circle(405, 480, 142, sun) +
    canvas.clipped(circle(405, 480, 142, "#000"), bars) +
    rect(110, 620, 590, 180, "#1b0b3a") +
    grid +
    path("M110 620 L210 560 L290 604 L380 548 L470 606 L560 566 L640 600 L700 578 V622 H110Z", "#3b1458") +
    text(405, 296, "NIGHT DRIVE", {
      fill: "#fff",
      "font-size": 60,
      "font-weight": 800,
      "font-style": "italic",
      "letter-spacing": 4,
    }) +
    text(405, 334, "ORIGINAL SOUNDTRACK", { fill: "#ffd9f0", "font-size": 20, "letter-spacing": 8 });
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
    rect(110, 210, 250, 590, "#1c4e80") +
    circle(360, 470, 150, "#e4572e") +
    path("M360 320 A150 150 0 0 1 360 620Z", "#f3a712") +
    rect(500, 210, 70, 330, "#16302b") +
    circle(535, 600, 62, "#1c4e80") +
    circle(535, 600, 34, "#f3e9d2") +
    rect(150, 640, 420, 18, "#16302b") +
    rect(150, 672, 300, 18, "#16302b") +
    rect(150, 704, 360, 18, "#e4572e");
  const cover =
    rect(110, 210, 590, 590, ground) +
    shapes +
    text(136, 272, "BLUE HOUR", {
      fill: "#f3e9d2",
      "font-size": 34,
      "font-weight": 800,
      "text-anchor": "start",
      "letter-spacing": 1,
    }) +
    text(136, 308, "QUARTET", {
      fill: "#f3e9d2",
      "font-size": 34,
      "font-weight": 300,
      "text-anchor": "start",
      "letter-spacing": 1,
    }) +
    text(676, 780, "STEREO", { fill: "#16302b", "font-size": 20, "text-anchor": "end", "letter-spacing": 4 });
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
      ellipse(500 + distance, 500, stretch, 3 + next() * 11, colours[index % colours.length] ?? "#fff", {
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
    circle(540, 550, 440, shade) +
    circle(500, 500, 372, disc) +
    canvas.clipped(circle(500, 500, 372, "#000"), splashes) +
    overlay
  );
}

export function drawTurntable(canvas: Canvas): string {
  const wood = canvas.linear(
    [110, 210],
    [890, 850],
    [
      [0, "#b9794a"],
      [0.4, "#8d532b"],
      [1, "#56300f"],
    ],
  );
  const deck = canvas.linear(
    [130, 180],
    [870, 820],
    [
      [0, "#f3f1ec"],
      [0.5, "#d9d5cc"],
      [1, "#aaa498"],
    ],
  );
  const metal = canvas.linear(
    [740, 200],
    [830, 700],
    [
      [0, "#fff"],
      [0.4, "#aeb3b9"],
      [0.6, "#f4f5f6"],
      [1, "#777d84"],
    ],
  );
  const grain = Array.from({ length: 16 }, (_, index) =>
    line(
      `M112 ${818 + index * 3} C300 ${812 + index * 3} 600 ${826 + index * 3} 888 ${816 + index * 3}`,
      "#3c1f08",
      1.2,
      { opacity: 0.4 },
    ),
  ).join("");
  const dots = around(72, [432, 496], () => circle(432, 496 - 292, 3.4, "#4b4f55"));
  return (
    drawTable(canvas, backdrops.olive) +
    rect(
      130,
      190,
      800,
      720,
      canvas.radial(
        [540, 600, 520],
        [
          [0.6, "#000", 0.5],
          [1, "#000", 0],
        ],
      ),
      { rx: 60 },
    ) +
    rect(100, 170, 800, 700, wood, { rx: 22 }) +
    grain +
    rect(118, 166, 764, 650, deck, { rx: 16 }) +
    rect(120, 168, 760, 646, "none", { rx: 16, stroke: "#fff", "stroke-width": 3, opacity: 0.8 }) +
    circle(440, 508, 306, "#000", { opacity: 0.28 }) +
    circle(
      432,
      496,
      302,
      canvas.linear(
        [200, 250],
        [660, 760],
        [
          [0, "#e8eaec"],
          [0.5, "#888e95"],
          [1, "#d7dadd"],
        ],
      ),
    ) +
    dots +
    record(canvas, [432, 496], 276, {
      vinyl: blackVinyl,
      label: ["#e4572e", "#b53517"],
      ink: "#fff4e0",
      words: ["SUNDAY", "45 RPM"],
    }) +
    circle(790, 292, 62, "#00000040") +
    circle(
      784,
      284,
      60,
      canvas.radial(
        [784, 284, 60],
        [
          [0, "#fff"],
          [0.7, "#b8bcc1"],
          [1, "#6e747b"],
        ],
        [764, 262],
      ),
    ) +
    line("M786 290 L786 470 L668 640", "#0006", 20, { transform: "translate(8 12)" }) +
    line("M784 230 L784 470 L664 640", metal, 16) +
    circle(784, 284, 26, "#4b5057") +
    rect(762, 176, 44, 62, "#3c4046", { rx: 8 }) +
    group(
      "rotate(35 656 650)",
      rect(630, 626, 52, 66, "#23262b", { rx: 6 }) + rect(640, 684, 32, 12, "#e4572e", { rx: 3 }),
    ) +
    rect(770, 560, 26, 190, "#a49e92", { rx: 8 }) +
    rect(779, 570, 8, 170, "#4b4740", { rx: 4 }) +
    rect(762, 628, 42, 28, metal, { rx: 5 }) +
    circle(190, 748, 34, metal) +
    circle(190, 748, 28, "#dfe1e4") +
    text(190, 753, "START", { fill: "#3c4046", "font-size": 13, "font-weight": 700 }) +
    circle(262, 760, 8, "#ff5b3a") +
    path("M140 190 H470 L330 800 H140Z", "#fff", { opacity: 0.1 })
  );
}

export function drawCassette(canvas: Canvas): string {
  const shell = canvas.linear(
    [130, 280],
    [870, 760],
    [
      [0, "#fff3e2"],
      [0.5, "#f3dfc3"],
      [1, "#c9a981"],
    ],
  );
  const label = canvas.linear(
    [0, 320],
    [0, 560],
    [
      [0, "#fdfbf4"],
      [1, "#efe7d6"],
    ],
  );
  const stripes = ["#e4572e", "#f3a712", "#2a9d8f", "#264653"]
    .map((colour, index) => rect(176, 420 + index * 27, 648, 27, colour))
    .join("");
  const reel = (x: number): string =>
    circle(x, 500, 52, "#1a1613") +
    circle(x, 500, 46, "#f5efe4") +
    around(6, [x, 500], () => rect(x - 6, 458, 12, 20, "#1a1613")) +
    circle(x, 500, 24, "#1a1613");
  const tape = (x: number, radius: number): string =>
    circle(
      x,
      500,
      radius,
      canvas.radial(
        [x, 500, radius],
        [
          [0.5, "#2a1a10"],
          [0.9, "#4a3020"],
          [1, "#21140b"],
        ],
      ),
    );
  const screw = (x: number, y: number): string =>
    circle(
      x,
      y,
      12,
      canvas.radial(
        [x, y, 12],
        [
          [0, "#fff"],
          [1, "#8b8378"],
        ],
        [x - 4, y - 4],
      ),
    ) + line(`M${x - 6} ${y - 4} L${x + 6} ${y + 4}`, "#5b544b", 3);
  return (
    drawTable(canvas, backdrops.petrol) +
    group(
      "rotate(-9 500 520)",
      rect(
        150,
        300,
        760,
        500,
        canvas.radial(
          [540, 560, 460],
          [
            [0.6, "#000", 0.6],
            [1, "#000", 0],
          ],
        ),
        { rx: 60 },
      ) +
        rect(120, 270, 760, 490, shell, { rx: 30 }) +
        rect(123, 273, 754, 484, "none", { rx: 28, stroke: "#fff", "stroke-width": 4, opacity: 0.7 }) +
        rect(170, 310, 660, 300, "#0002", { rx: 22 }) +
        rect(176, 308, 648, 296, label, { rx: 20 }) +
        stripes +
        line("M216 372 H784 M216 404 H784", "#9fb0b8", 2) +
        text(226, 366, "summer tape ’89", {
          fill: "#2b3d6b",
          "font-size": 42,
          "font-family": "Bradley Hand, Segoe Script, Comic Sans MS, cursive",
          "text-anchor": "start",
        }) +
        circle(200, 348, 0, "#000") +
        text(796, 362, "A", { fill: "#e4572e", "font-size": 46, "font-weight": 800 }) +
        rect(300, 436, 400, 128, "#14110f", { rx: 60 }) +
        canvas.clipped(rect(300, 436, 400, 128, "#000", { rx: 60 }), tape(376, 120) + tape(624, 76)) +
        rect(420, 452, 160, 96, "#d9e8ea", { opacity: 0.25, rx: 8 }) +
        reel(376) +
        reel(624) +
        path("M250 760 L282 664 H718 L750 760Z", "#dcc29c") +
        path("M250 760 L282 664 H718 L750 760Z", "none", { stroke: "#a88658", "stroke-width": 3 }) +
        [340, 660].map((x) => circle(x, 722, 17, "#2b2018")).join("") +
        [440, 560].map((x) => rect(x - 13, 708, 26, 26, "#2b2018", { rx: 4 })).join("") +
        screw(152, 302) +
        screw(848, 302) +
        screw(152, 728) +
        screw(848, 728) +
        screw(500, 690) +
        draw("path", {
          d: "M120 300 A30 30 0 0 1 150 270 H560 L300 760 H150 A30 30 0 0 1 120 730Z",
          fill: "#fff",
          opacity: 0.14,
        }),
    )
  );
}
