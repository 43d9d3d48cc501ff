import { around, circle, draw, ellipse, group, line, path, rect, ring, round, text } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { backdrops, drawTable } from "./studio.ts";
import {
  black,
  bracelet,
  centre,
  crown,
  cx,
  cy,
  drawWatch,
  gold,
  hand,
  secondHand,
  steel,
  strapOf,
  ticks,
} from "./watch-parts.ts";

export const drawDiver = (canvas: Canvas): string =>
  drawWatch(canvas, {
    backdrop: backdrops.petrol,
    metal: steel,
    dial: ["#2a6f97", "#123a5a", "#071c2e"],
    strap: bracelet,
    sides: (on) => crown(on, steel),
    bezel: (on) =>
      around(60, centre, () => rect([cx - 6, cy - 256, 12, 12], "#dfe4e9", { rx: 3 })) +
      circle(
        [cx, cy, 240],
        on.radial(
          [cx, cy, 240],
          [
            [0.78, "#0b2236"],
            [0.9, "#17476b"],
            [1, "#0b2236"],
          ],
          [430, 420],
        ),
      ) +
      around(60, centre, (index) => (index % 5 === 0 ? "" : rect([cx - 1.5, cy - 232, 3, 12], "#e9f1f5"))) +
      [10, 20, 30, 40, 50]
        .map((minute) =>
          group(
            `rotate(${minute * 6} ${cx} ${cy})`,
            text([cx, cy - 203], String(minute), { fill: "#eef5f8", "font-size": 34, "font-weight": 700 }),
          ),
        )
        .join("") +
      [5, 15, 25, 35, 45, 55]
        .map((minute) =>
          group(`rotate(${minute * 6} ${cx} ${cy})`, rect([cx - 4, cy - 232, 8, 30], "#eef5f8")),
        )
        .join("") +
      path(`M${cx - 18} ${cy - 234} h36 l-18 32Z`, "#eef5f8") +
      circle([cx, cy - 222, 6], "#9ff0b8"),
    face: () =>
      ticks("#d8e6ee", 182) +
      around(12, centre, (index) =>
        index === 0
          ? path(`M${cx - 19} ${cy - 160} h38 l-19 42Z`, "#e9fff0", { stroke: "#cfd8de", "stroke-width": 4 })
          : index % 3 === 0
            ? rect([cx - 9, cy - 160, 18, 44], "#e9fff0", { rx: 3, stroke: "#cfd8de", "stroke-width": 4 })
            : circle([cx, cy - 142, 14], "#e9fff0", { stroke: "#cfd8de", "stroke-width": 4 }),
      ) +
      text([cx, cy - 68], "MERIDIAN", {
        fill: "#f3f8fb",
        "font-size": 22,
        "font-weight": 600,
        "letter-spacing": 4,
      }) +
      text([cx, cy + 82], "AUTOMATIC", { fill: "#cfe0ea", "font-size": 13, "letter-spacing": 3 }) +
      text([cx, cy + 102], "300 m", { fill: "#ff8a5c", "font-size": 15 }),
    hands: (on) => {
      const metal = on.linear(
        [cx - 10, 0],
        [cx + 10, 0],
        [
          [0, "#fff"],
          [0.5, "#c8d0d7"],
          [0.51, "#8a949e"],
          [1, "#e8ecef"],
        ],
      );
      return (
        hand(305, 108, 26, metal, "#e9fff0") +
        hand(54, 156, 20, metal, "#e9fff0") +
        secondHand(222, "#ff6b3d")
      );
    },
  });

export const drawChronograph = (canvas: Canvas): string =>
  drawWatch(canvas, {
    backdrop: backdrops.ember,
    metal: steel,
    dial: ["#fffdf6", "#f3eddd", "#cfc5ab"],
    strap: strapOf("#4a2412", "#8a4a26", "#f0d9b0", false),
    sides: (on) =>
      crown(on, steel) +
      [404, 596]
        .map((y) => rect([724, y - 15, 50, 30], on.linear([0, y - 15], [0, y + 15], steel), { rx: 8 }))
        .join(""),
    bezel: (on) =>
      circle([cx, cy, 240], on.linear([300, 300], [700, 700], black)) +
      around(36, centre, () => rect([cx - 1.5, cy - 234, 3, 12], "#f4efe0")) +
      [60, 80, 100, 120, 160, 200, 300, 500]
        .map((speed, index) =>
          group(
            `rotate(${30 + index * 40} ${cx} ${cy})`,
            text([cx, cy - 200], String(speed), { fill: "#f4efe0", "font-size": 19, "font-weight": 600 }),
          ),
        )
        .join("") +
      group(
        `rotate(0 ${cx} ${cy})`,
        text([cx, cy - 202], "TACHYMETRE", { fill: "#f4efe0", "font-size": 13, "letter-spacing": 2 }),
      ),
    face: (on) =>
      ticks("#2a2520", 182) +
      around(12, centre, (index) =>
        index % 3 === 0 && index !== 0 ? "" : rect([cx - 5, cy - 166, 10, 40], "#2a2520", { rx: 2 }),
      ) +
      [
        [412, 500],
        [588, 500],
        [500, 590],
      ]
        .map(([x = 0, y = 0], index) => {
          const sunk = on.radial(
            [x, y, 54],
            [
              [0, "#3a332b"],
              [0.8, "#211c17"],
              [1, "#0f0c09"],
            ],
          );
          return (
            circle([x, y, 54], sunk) +
            ring([x, y, 54], "#b9ad92", 3) +
            around(30, [x, y], (tick) => rect([x - 1, y - 50, 2, tick % 5 === 0 ? 10 : 5], "#efe6d0")) +
            line(
              `M${x} ${y + 10} L${round(x + Math.cos(index * 2 - 1) * 40)} ${round(y + Math.sin(index * 2 - 1) * 40)}`,
              "#ff5a36",
              4,
            ) +
            circle([x, y, 5], "#efe6d0")
          );
        })
        .join("") +
      text([cx, cy - 82], "Corsa", {
        fill: "#2a2520",
        "font-size": 38,
        "font-style": "italic",
        "font-family": "Georgia, serif",
      }) +
      text([cx, cy - 58], "CHRONOGRAPH", { fill: "#57493a", "font-size": 13, "letter-spacing": 3 }),
    hands: (on) => {
      const metal = on.linear(
        [cx - 8, 0],
        [cx + 8, 0],
        [
          [0, "#5b5147"],
          [0.5, "#191512"],
          [1, "#39312a"],
        ],
      );
      return hand(305, 106, 16, metal) + hand(54, 158, 13, metal) + secondHand(0, "#e8401f", 174);
    },
  });

export const drawDressWatch = (canvas: Canvas): string =>
  drawWatch(canvas, {
    backdrop: backdrops.olive,
    metal: gold,
    dial: ["#fffefb", "#f7f1e4", "#ded2b8"],
    strap: strapOf("#17100c", "#3a2a20", "#5d4636", false),
    sides: (on) => crown(on, gold),
    bezel: (on) =>
      circle([cx, cy, 232], on.linear([330, 320], [670, 690], gold)) +
      ring([cx, cy, 212], "#fff3c9", 3, { opacity: 0.8 }) +
      ring([cx, cy, 200], "#7a4f10", 4, { opacity: 0.6 }),
    face: (on) => {
      const applied = on.linear(
        [cx - 4, 0],
        [cx + 4, 0],
        [
          [0, "#fff0bd"],
          [0.5, "#c08a2c"],
          [1, "#7a4f10"],
        ],
      );
      const romans = ["XII", "", "", "III", "", "", "VI", "", "", "IX", "", ""];
      return (
        around(60, centre, () => circle([cx, cy - 174, 1.6], "#7b6844")) +
        around(12, centre, (index) =>
          romans[index] === "" ? rect([cx - 3.5, cy - 160, 7, 44], applied, { rx: 2 }) : "",
        ) +
        romans
          .map((numeral, index) => {
            const angle = (index * Math.PI) / 6;
            return numeral === ""
              ? ""
              : text([round(cx + Math.sin(angle) * 134), round(cy - Math.cos(angle) * 134 + 14)], numeral, {
                  fill: "#5a3d10",
                  "font-size": 40,
                  "font-family": "Georgia, serif",
                });
          })
          .join("") +
        text([cx, cy - 62], "Halden et Fils", {
          fill: "#4b3c22",
          "font-size": 21,
          "font-family": "Georgia, serif",
          "font-style": "italic",
        }) +
        circle(
          [cx, cy + 72, 40],
          on.radial(
            [cx, cy + 72, 40],
            [
              [0, "#f4ead3"],
              [1, "#d8c8a4"],
            ],
          ),
        ) +
        ring([cx, cy + 72, 40], "#b08a3e", 2) +
        around(12, [cx, cy + 72], () => rect([cx - 1, cy + 36, 2, 7], "#6b5323")) +
        line(`M${cx} ${cy + 72} l20 -22`, "#5a3d10", 3)
      );
    },
    hands: (on) => {
      const blade = on.linear(
        [cx - 7, 0],
        [cx + 7, 0],
        [
          [0, "#fff0bd"],
          [0.5, "#b27b1f"],
          [1, "#6e450c"],
        ],
      );
      const leaf = (angle: number, length: number, width: number): string =>
        group(
          `rotate(${angle} ${cx} ${cy})`,
          path(
            `M${cx} ${cy + 20} C${cx - width} ${cy - length * 0.45} ${cx - 3} ${cy - length * 0.8} ${cx} ${cy - length} C${cx + 3} ${cy - length * 0.8} ${cx + width} ${cy - length * 0.45} ${cx} ${cy + 20}Z`,
            blade,
          ),
        );
      return (
        leaf(305, 104, 13) +
        leaf(54, 156, 11) +
        circle([cx, cy, 9], "#8a5d18") +
        circle([cx, cy, 4], "#fff0bd")
      );
    },
  });

export const drawFieldWatch = (canvas: Canvas): string =>
  drawWatch(canvas, {
    backdrop: backdrops.sand,
    metal: black,
    dial: ["#3d4239", "#262a24", "#10120f"],
    strap: strapOf("#3c4427", "#767f4c", "#b4bb86", true),
    sides: (on) => crown(on, black),
    bezel: (on) =>
      circle([cx, cy, 236], on.linear([320, 300], [680, 700], black)) +
      ring([cx, cy, 214], "#8d939c", 2, { opacity: 0.5 }),
    face: () =>
      ticks("#e9e2c4", 180) +
      around(12, centre, () => path(`M${cx - 7} ${cy - 158} h14 l-7 -14Z`, "#f2d88d")) +
      Array.from({ length: 12 }, (_, index) => {
        const angle = ((index + 1) * Math.PI) / 6;
        const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
        return (
          text([round(cx + sin * 126), round(cy - cos * 126 + 15)], String(index + 1), {
            fill: "#f1ebd2",
            "font-size": 42,
            "font-weight": 700,
          }) +
          text([round(cx + sin * 84), round(cy - cos * 84 + 6)], String(index + 13), {
            fill: "#a9a68d",
            "font-size": 17,
          })
        );
      }).join(""),
    hands: (on) => {
      const metal = on.linear(
        [cx - 8, 0],
        [cx + 8, 0],
        [
          [0, "#f6f0d8"],
          [1, "#bdb48f"],
        ],
      );
      return (
        hand(305, 92, 20, metal, "#f7e6a6") + hand(54, 152, 16, metal, "#f7e6a6") + secondHand(168, "#ff7a45")
      );
    },
  });

/** A digital watch of the eighties: resin, four buttons, a grey display. */
export function drawDigitalWatch(canvas: Canvas): string {
  const resin = canvas.linear([270, 260], [730, 760], black);
  const frame = canvas.linear([300, 300], [700, 700], gold);
  const display = canvas.linear(
    [0, 400],
    [0, 600],
    [
      [0, "#b9c4a6"],
      [0.5, "#cdd7ba"],
      [1, "#a3ae90"],
    ],
  );
  const under = canvas.radial(
    [540, 560, 330],
    [
      [0.5, "#000", 0.55],
      [1, "#000", 0],
    ],
  );
  const strap = canvas.linear(
    [392, 0],
    [608, 0],
    [
      [0, "#0b0c0e"],
      [0.25, "#3a3e45"],
      [0.5, "#2a2d33"],
      [1, "#050506"],
    ],
  );
  const ribs = Array.from({ length: 30 }, (_, index) =>
    rect([404, -220 + index * 50, 192, 6], "#000", { opacity: 0.45, rx: 3 }),
  ).join("");
  const lcd = (x: number, y: number, words: string, height: number, anchor = "middle"): string =>
    text([x, y], words, {
      fill: "#23291c",
      "font-size": height,
      "font-family": "Courier New, monospace",
      "font-weight": 700,
      "letter-spacing": height > 60 ? -4 : 0,
      "text-anchor": anchor,
    });
  const buttons = [
    [742, 410],
    [742, 590],
    [234, 410],
    [234, 590],
  ]
    .map(([x = 0, y = 0]) => rect([x, y - 18, 24, 36], frame, { rx: 6 }))
    .join("");
  return (
    drawTable(canvas, backdrops.sky) +
    group(
      `rotate(-14 ${cx} ${cy})`,
      rect([392, -240, 216, 1_480], strap) +
        ribs +
        ellipse([540, 570, 330, 330], under) +
        buttons +
        path("M300 250 H700 L756 330 V670 L700 750 H300 L244 670 V330Z", resin, {
          stroke: "#8d939c",
          "stroke-width": 2,
        }) +
        path("M330 300 H670 L706 350 V650 L670 700 H330 L294 650 V350Z", "#101216") +
        path("M338 312 H662 L692 354 V646 L662 688 H338 L308 646 V354Z", "none", {
          stroke: frame,
          "stroke-width": 5,
        }) +
        text([500, 362], "QUARTZ WAVE", {
          fill: "#e6c66c",
          "font-size": 22,
          "font-weight": 700,
          "letter-spacing": 5,
        }) +
        text([500, 664], "ALARM · CHRONO · WATER RESIST", {
          fill: "#8fb7e8",
          "font-size": 16,
          "letter-spacing": 2,
        }) +
        rect([334, 392, 332, 226], "#050607", { rx: 14 }) +
        rect([344, 402, 312, 206], display, { rx: 9 }) +
        group("translate(4 5)", lcd(462, 556, "10:09", 92), { opacity: 0.18 }) +
        lcd(462, 556, "10:09", 92) +
        lcd(646, 556, "36", 40, "end") +
        lcd(362, 444, "SA 21-11", 34, "start") +
        lcd(648, 444, "24H", 24, "end") +
        draw("path", { d: "M344 402 H560 L430 608 H344Z", fill: "#fff", opacity: 0.16 }),
    )
  );
}
