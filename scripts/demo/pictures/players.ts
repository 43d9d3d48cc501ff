import { around, circle, draw, group, line, path, rect, text } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { backdrops, drawTable } from "./studio.ts";
import { blackVinyl, record } from "./records.ts";

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
  const dots = around(72, [432, 496], () => circle([432, 496 - 292, 3.4], "#4b4f55"));
  return (
    drawTable(canvas, backdrops.olive) +
    rect(
      [130, 190, 800, 720],
      canvas.radial(
        [540, 600, 520],
        [
          [0.6, "#000", 0.5],
          [1, "#000", 0],
        ],
      ),
      { rx: 60 },
    ) +
    rect([100, 170, 800, 700], wood, { rx: 22 }) +
    grain +
    rect([118, 166, 764, 650], deck, { rx: 16 }) +
    rect([120, 168, 760, 646], "none", { rx: 16, stroke: "#fff", "stroke-width": 3, opacity: 0.8 }) +
    circle([440, 508, 306], "#000", { opacity: 0.28 }) +
    circle(
      [432, 496, 302],
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
    circle([790, 292, 62], "#00000040") +
    circle(
      [784, 284, 60],
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
    circle([784, 284, 26], "#4b5057") +
    rect([762, 176, 44, 62], "#3c4046", { rx: 8 }) +
    group(
      "rotate(35 656 650)",
      rect([630, 626, 52, 66], "#23262b", { rx: 6 }) + rect([640, 684, 32, 12], "#e4572e", { rx: 3 }),
    ) +
    rect([770, 560, 26, 190], "#a49e92", { rx: 8 }) +
    rect([779, 570, 8, 170], "#4b4740", { rx: 4 }) +
    rect([762, 628, 42, 28], metal, { rx: 5 }) +
    circle([190, 748, 34], metal) +
    circle([190, 748, 28], "#dfe1e4") +
    text([190, 753], "START", { fill: "#3c4046", "font-size": 13, "font-weight": 700 }) +
    circle([262, 760, 8], "#ff5b3a") +
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
    .map((colour, index) => rect([176, 420 + index * 27, 648, 27], colour))
    .join("");
  const reel = (x: number): string =>
    circle([x, 500, 52], "#1a1613") +
    circle([x, 500, 46], "#f5efe4") +
    around(6, [x, 500], () => rect([x - 6, 458, 12, 20], "#1a1613")) +
    circle([x, 500, 24], "#1a1613");
  const tape = (x: number, radius: number): string =>
    circle(
      [x, 500, radius],
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
      [x, y, 12],
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
        [150, 300, 760, 500],
        canvas.radial(
          [540, 560, 460],
          [
            [0.6, "#000", 0.6],
            [1, "#000", 0],
          ],
        ),
        { rx: 60 },
      ) +
        rect([120, 270, 760, 490], shell, { rx: 30 }) +
        rect([123, 273, 754, 484], "none", { rx: 28, stroke: "#fff", "stroke-width": 4, opacity: 0.7 }) +
        rect([170, 310, 660, 300], "#0002", { rx: 22 }) +
        rect([176, 308, 648, 296], label, { rx: 20 }) +
        stripes +
        line("M216 372 H784 M216 404 H784", "#9fb0b8", 2) +
        text([226, 366], "summer tape ’89", {
          fill: "#2b3d6b",
          "font-size": 42,
          "font-family": "Bradley Hand, Segoe Script, Comic Sans MS, cursive",
          "text-anchor": "start",
        }) +
        circle([200, 348, 0], "#000") +
        text([796, 362], "A", { fill: "#e4572e", "font-size": 46, "font-weight": 800 }) +
        rect([300, 436, 400, 128], "#14110f", { rx: 60 }) +
        canvas.clipped(rect([300, 436, 400, 128], "#000", { rx: 60 }), tape(376, 120) + tape(624, 76)) +
        rect([420, 452, 160, 96], "#d9e8ea", { opacity: 0.25, rx: 8 }) +
        reel(376) +
        reel(624) +
        path("M250 760 L282 664 H718 L750 760Z", "#dcc29c") +
        path("M250 760 L282 664 H718 L750 760Z", "none", { stroke: "#a88658", "stroke-width": 3 }) +
        [340, 660].map((x) => circle([x, 722, 17], "#2b2018")).join("") +
        [440, 560].map((x) => rect([x - 13, 708, 26, 26], "#2b2018", { rx: 4 })).join("") +
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
