import { ellipse, group, line, makeRandom, path, round } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow } from "./studio.ts";

function pot(canvas: Canvas, top: number): string {
  const clay = canvas.linear(
    [330, 0],
    [670, 0],
    [
      [0, "#7d3b1f"],
      [0.2, "#c9784d"],
      [0.36, "#eab08a"],
      [0.6, "#bd6a40"],
      [1, "#5e2912"],
    ],
  );
  const rim = canvas.linear(
    [310, 0],
    [690, 0],
    [
      [0, "#8d4626"],
      [0.34, "#f2bd98"],
      [0.6, "#c9764a"],
      [1, "#67301a"],
    ],
  );
  return (
    path(`M340 ${top + 40} L378 862 Q500 886 622 862 L660 ${top + 40}Z`, clay) +
    path(`M316 ${top} H684 V${top + 56} Q500 ${top + 86} 316 ${top + 56}Z`, rim) +
    ellipse([500, top, 184, 30], "#a65e37") +
    ellipse([500, top + 3, 168, 22], "#2b1a10")
  );
}

/** One split leaf, its stem at the origin and its tip upwards. */
function leaf(fill: string): string {
  const half =
    "M0 0 C-60 -10 -128 -60 -130 -128 L-72 -118 L-134 -168 C-132 -214 -104 -252 -78 -272 L-52 -214 L-62 -288 C-40 -306 -16 -316 0 -320 Z";
  return (
    path(half, fill) +
    path(half, fill, { transform: "scale(-1 1)" }) +
    line(
      "M0 0 V-310 M0 -60 L-80 -96 M0 -60 L80 -96 M0 -130 L-92 -180 M0 -130 L92 -180 M0 -200 L-58 -256 M0 -200 L58 -256",
      "#dff2c4",
      3,
      {
        opacity: 0.35,
      },
    )
  );
}

/** A Swiss cheese plant in a clay pot. */
export function drawMonstera(canvas: Canvas): string {
  const fills = [
    ["#7fc06a", "#1d5a32"],
    ["#5aa553", "#123f26"],
    ["#9ad27b", "#2a6d3a"],
  ].map(([light = "", deep = ""]) =>
    canvas.linear(
      [-120, -300],
      [110, 0],
      [
        [0, light],
        [1, deep],
      ],
    ),
  );
  const leaves = [
    [300, 470, -58, 0.82, 1],
    [704, 460, 56, 0.86, 1],
    [392, 380, -26, 0.9, 0],
    [620, 372, 28, 0.88, 2],
    [506, 352, 2, 0.98, 0],
    [360, 590, -84, 0.62, 2],
    [650, 600, 82, 0.62, 0],
  ] as const;
  const stems = leaves
    .map(([x, y]) =>
      line(`M500 690 C${round(500 + (x - 500) * 0.2)} 600 ${x} ${y + 90} ${x} ${y}`, "#3f7f3c", 9),
    )
    .join("");
  return (
    drawBackdrop(canvas, backdrops.clay) +
    drawShadow(canvas, [508, 868], [180, 28]) +
    stems +
    leaves
      .map(([x, y, turn, scale, fill]) =>
        group(
          `translate(${x} ${y}) rotate(${turn}) scale(${scale})`,
          group(
            "translate(8 10)",
            path("M0 0 C-120 -40 -150 -240 0 -320 C150 -240 120 -40 0 0Z", "#0b2415"),
            { opacity: 0.18 },
          ) + leaf(fills[fill] ?? ""),
        ),
      )
      .join("") +
    pot(canvas, 672)
  );
}

/** A round cactus in flower. */
export function drawCactus(canvas: Canvas): string {
  const body = canvas.radial(
    [500, 500, 250],
    [
      [0, "#9fd08a"],
      [0.55, "#4f9457"],
      [1, "#174128"],
    ],
    [430, 410],
  );
  const petal = canvas.linear(
    [0, -90],
    [0, 0],
    [
      [0, "#ffd0dc"],
      [0.6, "#ee5f8a"],
      [1, "#b3265a"],
    ],
  );
  const next = makeRandom(12);
  const ribs = [-0.92, -0.68, -0.4, -0.13, 0.13, 0.4, 0.68, 0.92];
  const shape =
    "M500 250 C650 250 730 380 724 510 C718 640 640 720 500 720 C360 720 282 640 276 510 C270 380 350 250 500 250Z";
  const rows = ribs
    .map((rib) =>
      line(
        `M500 252 C${round(500 + rib * 250)} 330 ${round(500 + rib * 260)} 600 ${round(500 + rib * 150)} 720`,
        "#0f3320",
        7,
        { opacity: 0.4 },
      ),
    )
    .join("");
  const spines = ribs
    .flatMap((rib) =>
      Array.from({ length: 8 }, (_, step) => {
        const [x, y] = [500 + rib * 226 * Math.sin(0.5 + step * 0.32), 300 + step * 54];
        const turn = next() * 30 - 15;
        return group(
          `translate(${round(x)} ${y}) rotate(${round(turn)})`,
          line("M0 0 L-20 -8 M0 0 L20 -8 M0 0 L-13 13 M0 0 L13 13 M0 0 V-20", "#fff6df", 2.6),
        );
      }),
    )
    .join("");
  const flower = (x: number, y: number, scale: number): string =>
    group(
      `translate(${x} ${y}) scale(${scale})`,
      [-64, -40, -18, 4, 26, 48, 68]
        .map((turn) =>
          path("M0 0 C-22 -30 -18 -76 0 -96 C18 -76 22 -30 0 0Z", petal, { transform: `rotate(${turn})` }),
        )
        .join("") + ellipse([0, -10, 18, 10], "#ffe07a"),
    );
  return (
    drawBackdrop(canvas, backdrops.sand) +
    drawShadow(canvas, [508, 868], [180, 28]) +
    path(shape, body) +
    canvas.clipped(path(shape, "#000"), rows + spines) +
    flower(440, 268, 0.9) +
    flower(566, 274, 0.8) +
    flower(502, 254, 1.1) +
    pot(canvas, 672)
  );
}
