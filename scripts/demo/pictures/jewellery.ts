import { circle, group, line, path, rect, ring } from "./canvas.ts";
import type { Canvas, Stop } from "./canvas.ts";
import { backdrops, drawTable } from "./studio.ts";

const silver: readonly Stop[] = [
  [0, "#ffffff"],
  [0.28, "#aeb4ba"],
  [0.5, "#f7f8f9"],
  [0.72, "#7f868d"],
  [1, "#e6e9eb"],
];

/** A cut stone around the origin, 200 across: table, facets, fire. */
function stone(canvas: Canvas): string {
  const body = canvas.radial(
    [0, 0, 110],
    [
      [0, "#d6ecff"],
      [0.4, "#4d9be8"],
      [0.8, "#1450a8"],
      [1, "#08255c"],
    ],
    [-30, -34],
  );
  const corners = Array.from({ length: 8 }, (_, index) => {
    const angle = ((index * 45 + 22.5) * Math.PI) / 180;
    return [Math.round(Math.cos(angle) * 100), Math.round(Math.sin(angle) * 100)] as const;
  });
  const outline = `M${corners.map((corner) => corner.join(" ")).join("L")}Z`;
  const table = `M${corners.map(([x, y]) => `${x * 0.52} ${y * 0.52}`).join("L")}Z`;
  const facets = corners
    .map(([x, y], index) => {
      const [nx, ny] = corners[(index + 1) % 8] ?? [0, 0];
      const tone = index % 2 === 0 ? "#fff" : "#021a48";
      return path(`M${x} ${y} L${nx} ${ny} L${nx * 0.52} ${ny * 0.52} L${x * 0.52} ${y * 0.52}Z`, tone, {
        opacity: index % 2 === 0 ? 0.3 : 0.22,
      });
    })
    .join("");
  return (
    path(outline, body) +
    facets +
    path(table, "#bfe0ff", { opacity: 0.28 }) +
    line(table, "#eaf5ff", 2, { opacity: 0.7 }) +
    path("M-46 -20 L-8 -50 L4 -36 L-34 -6Z", "#fff", { opacity: 0.85 })
  );
}

/** A silver ring with one stone, lying on its side. */
export function drawRing(canvas: Canvas): string {
  const metal = canvas.linear([300, 400], [720, 860], silver);
  const prong = (x: number, y: number): string =>
    circle([x, y, 17], canvas.radial([x, y, 17], silver, [x - 6, y - 6]));
  return (
    drawTable(canvas, backdrops.rose) +
    [90, 78, 66].map((width) => ring([514, 622, 206], "#000", width, { opacity: 0.14 })).join("") +
    ring([500, 600, 206], "#3b3f44", 62) +
    ring([500, 600, 206], metal, 56) +
    ring([500, 600, 230], "#fff", 4, { opacity: 0.8 }) +
    ring([500, 600, 182], "#2c3035", 4, { opacity: 0.6 }) +
    path("M392 400 L430 300 H570 L608 400 C560 430 440 430 392 400Z", metal) +
    group("translate(500 288) scale(1.35 1.2)", stone(canvas)) +
    prong(398, 236) +
    prong(602, 236) +
    prong(398, 344) +
    prong(602, 344)
  );
}

/** A pendant on a fine chain laid out in a loop. */
export function drawPendant(canvas: Canvas): string {
  const metal = canvas.linear([360, 520], [640, 880], silver);
  const chainPath = "M462 560 C300 470 190 330 262 196 C330 84 670 84 738 196 C810 330 700 470 538 560";
  const shade = canvas.radial(
    [516, 706, 190],
    [
      [0.5, "#000", 0.55],
      [1, "#000", 0],
    ],
  );
  return (
    drawTable(canvas, backdrops.night) +
    line(chainPath, "#000", 14, { opacity: 0.3, transform: "translate(8 10)" }) +
    line(chainPath, "#70777e", 13, { "stroke-dasharray": "2 15" }) +
    line(chainPath, "#f1f3f5", 8, { "stroke-dasharray": "9 8" }) +
    circle([516, 706, 190], shade) +
    ring([500, 566, 26], "#e6e9eb", 11) +
    path(
      "M500 560 C560 600 650 640 650 720 C650 810 580 866 500 866 C420 866 350 810 350 720 C350 640 440 600 500 560Z",
      metal,
    ) +
    path(
      "M500 592 C550 626 622 660 622 722 C622 796 566 840 500 840 C434 840 378 796 378 722 C378 660 450 626 500 592Z",
      "#3a3f45",
    ) +
    group("translate(500 722) scale(1.12)", stone(canvas)) +
    rect([484, 540, 32, 20], "#cfd4d8", { rx: 8 })
  );
}
