import { around, circle, ellipse, group, line, makeRandom, path, rect, ring, round, text } from "./canvas.ts";
import type { Canvas, Stop } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow } from "./studio.ts";

interface Slab {
  readonly grade: string;
  readonly verdict: string;
  readonly lines: readonly [string, string, string];
  readonly band: string;
}

/** A graded card in its holder: clear plastic with a bevel, the label on top, the card inside. `card` is 330 × 462. */
function slab(canvas: Canvas, { grade, verdict, lines, band }: Slab, card: string): string {
  const plastic = canvas.linear(
    [280, 120],
    [740, 900],
    [
      [0, "#fff", 0.75],
      [0.3, "#dfe9f2", 0.4],
      [0.6, "#fff", 0.55],
      [1, "#a9bccd", 0.55],
    ],
  );
  const glare = canvas.linear(
    [280, 120],
    [700, 620],
    [
      [0, "#fff", 0.55],
      [0.45, "#fff", 0.12],
      [0.46, "#fff", 0],
      [1, "#fff", 0],
    ],
  );
  const next = makeRandom(grade.length * 131 + band.length);
  let x = 0;
  const barcode = Array.from({ length: 30 }, () => {
    const width = 1.5 + next() * 4;
    x += width + 1.6;
    return rect([358 + x, 254, width, 16], "#15171b");
  }).join("");
  return (
    drawShadow(canvas, [512, 912], [250, 28], 0.65) +
    rect([276, 108, 448, 800], "#0b1420", { opacity: 0.35, rx: 26 }) +
    rect([276, 104, 448, 800], plastic, { rx: 26 }) +
    rect([282, 110, 436, 788], "none", { rx: 22, stroke: "#fff", "stroke-width": 4, opacity: 0.8 }) +
    rect([300, 128, 400, 752], "none", { rx: 14, stroke: "#8fa5b8", "stroke-width": 2, opacity: 0.6 }) +
    rect([316, 146, 368, 138], band, { rx: 8 }) +
    rect([324, 154, 352, 122], "#fdfcf8", { rx: 5 }) +
    lines
      .map((words, index) =>
        text([342, 190 + index * 26], words, {
          fill: "#20242b",
          "font-size": 20,
          "font-weight": index === 0 ? 800 : 500,
          "text-anchor": "start",
        }),
      )
      .join("") +
    text([626, 200], verdict, { fill: "#20242b", "font-size": 15, "font-weight": 700 }) +
    text([626, 250], grade, { fill: "#20242b", "font-size": 48, "font-weight": 800 }) +
    barcode +
    rect([318, 306, 364, 560], "#0d1a28", { opacity: 0.28, rx: 12 }) +
    group("translate(335 356)", rect([4, 6, 330, 462], "#000", { opacity: 0.4, rx: 16 }) + card) +
    path("M276 130 A26 26 0 0 1 302 104 H640 L330 904 H302 A26 26 0 0 1 276 878Z", glare) +
    line("M290 860 V140 A22 22 0 0 1 312 118 H470", "#fff", 5, { opacity: 0.75 })
  );
}

const foil = (canvas: Canvas): string =>
  canvas.linear(
    [0, 0],
    [330, 462],
    [
      [0, "#ff9a9e", 0.55],
      [0.2, "#fad27a", 0.5],
      [0.4, "#a8f0b5", 0.5],
      [0.6, "#7fd1f7", 0.55],
      [0.8, "#b79cf5", 0.55],
      [1, "#ff9ad5", 0.5],
    ],
  );

interface Face {
  readonly name: string;
  readonly power: string;
  readonly frame: readonly Stop[];
  readonly art: string;
  readonly rules: readonly [string, string];
  readonly ink: string;
}

/** The printed side of a game's card: a metal frame, a name, a picture, a text. */
function gameCard(canvas: Canvas, { name, power, frame, art, rules, ink }: Face): string {
  const border = canvas.linear([0, 0], [330, 462], frame);
  const rays = around(24, [165, 190], (index) =>
    path("M165 190 L150 -60 L180 -60Z", "#fff", { opacity: index % 2 === 0 ? 0.1 : 0 }),
  );
  return (
    rect([0, 0, 330, 462], border, { rx: 16 }) +
    rect([12, 12, 306, 438], "#fff6df", { rx: 9 }) +
    rect([16, 16, 298, 430], border, { rx: 7, opacity: 0.75 }) +
    text([30, 50], name, { fill: ink, "font-size": 25, "font-weight": 800, "text-anchor": "start" }) +
    text([300, 50], power, { fill: ink, "font-size": 24, "font-weight": 800, "text-anchor": "end" }) +
    canvas.clipped(rect([26, 64, 278, 232], "#000", { rx: 4 }), art + rays) +
    rect([26, 64, 278, 232], "none", { rx: 4, stroke: "#fff3c4", "stroke-width": 4 }) +
    rect([26, 304, 278, 118], "#fffaf0", { rx: 4, opacity: 0.88 }) +
    circle([48, 332, 12], ink) +
    text([70, 338], rules[0], {
      fill: "#2a2320",
      "font-size": 17,
      "font-weight": 700,
      "text-anchor": "start",
    }) +
    line("M40 356 H290", "#b9a98a", 1.5) +
    [372, 388, 404]
      .map((y, index) => line(`M40 ${y} H${[288, 270, 190][index] ?? 200}`, "#8a7c66", 4, { opacity: 0.5 }))
      .join("") +
    text([36, 440], rules[1], { fill: ink, "font-size": 12, "text-anchor": "start" }) +
    text([296, 440], "★ 04/102", { fill: ink, "font-size": 12, "text-anchor": "end" }) +
    rect([0, 0, 330, 462], foil(canvas), { rx: 16, opacity: 0.42, style: "mix-blend-mode:overlay" })
  );
}

export function drawEmberwing(canvas: Canvas): string {
  const sky = canvas.radial(
    [165, 190, 240],
    [
      [0, "#ffe9a0"],
      [0.35, "#ff9a3d"],
      [0.7, "#c4331d"],
      [1, "#4a0d16"],
    ],
  );
  const wing = canvas.linear(
    [60, 80],
    [160, 260],
    [
      [0, "#ffd36a"],
      [0.5, "#e8541f"],
      [1, "#6d1218"],
    ],
  );
  const body = canvas.linear(
    [120, 100],
    [220, 290],
    [
      [0, "#ff8a3c"],
      [0.6, "#b3261a"],
      [1, "#5a0d14"],
    ],
  );
  const half =
    path(
      "M160 176 C120 120 70 96 34 100 C58 124 56 140 44 160 C72 156 84 168 84 190 C106 180 122 188 128 210 C144 196 156 200 164 214Z",
      wing,
      { stroke: "#3d0810", "stroke-width": 3 },
    ) +
    line(
      "M160 178 C120 140 84 118 44 106 M158 184 C118 160 84 158 52 160 M158 192 C132 180 108 186 88 192",
      "#3d0810",
      2,
      { opacity: 0.6 },
    );
  const art =
    rect([26, 64, 278, 232], sky) +
    circle([165, 170, 70], "#fff3b8", { opacity: 0.55 }) +
    half +
    group("translate(330 0) scale(-1 1)", half) +
    path(
      "M165 112 C184 116 190 132 184 148 C206 170 204 220 184 244 C196 262 214 270 230 266 C212 288 176 284 166 262 C150 290 112 288 98 268 C116 270 134 260 146 244 C126 220 124 170 146 148 C140 132 146 116 165 112Z",
      body,
      { stroke: "#3d0810", "stroke-width": 3 },
    ) +
    path("M150 122 L134 92 L160 112Z M180 122 L196 92 L170 112Z", "#ffe2a0", {
      stroke: "#3d0810",
      "stroke-width": 2,
    }) +
    path(
      "M152 176 Q165 170 178 176 M150 192 Q165 186 180 192 M150 208 Q165 202 180 208 M154 224 Q165 218 176 224",
      "none",
      { stroke: "#ffd58a", "stroke-width": 4 },
    ) +
    circle([156, 136, 5], "#fff59a") +
    circle([174, 136, 5], "#fff59a") +
    circle([157, 137, 2], "#000") +
    circle([173, 137, 2], "#000") +
    path("M26 296 C60 262 90 284 112 268 C150 290 190 262 226 280 C256 262 280 280 304 268 V296Z", "#2c0710");
  const card = gameCard(canvas, {
    name: "Emberwing",
    power: "120 ♥",
    frame: [
      [0, "#ffdf8a"],
      [0.5, "#f08a2c"],
      [1, "#a3341a"],
    ],
    art,
    rules: ["Cinder Storm   90", "Illus. M. Okafor"],
    ink: "#5a1510",
  });
  return (
    drawBackdrop(canvas, backdrops.dusk) +
    slab(
      canvas,
      {
        grade: "10",
        verdict: "GEM MINT",
        lines: ["1999 FABLE", "EMBERWING-HOLO", "1ST EDITION"],
        band: "#c62f2f",
      },
      card,
    )
  );
}

export function drawTidewarden(canvas: Canvas): string {
  const night = canvas.linear(
    [0, 64],
    [0, 296],
    [
      [0, "#0b1f4f"],
      [0.5, "#1c5f9e"],
      [1, "#0a2b45"],
    ],
  );
  const back = canvas.linear(
    [60, 120],
    [220, 280],
    [
      [0, "#8fe3f2"],
      [0.4, "#2b86b8"],
      [1, "#0b2f55"],
    ],
  );
  const stars = makeRandom(4);
  const art =
    rect([26, 64, 278, 232], night) +
    Array.from({ length: 40 }, () =>
      circle([round(26 + stars() * 278), round(64 + stars() * 120), round(0.6 + stars() * 1.6)], "#fff", {
        opacity: 0.8,
      }),
    ).join("") +
    circle([232, 118, 34], "#fdf6d8") +
    circle([244, 112, 30], "#1a4a86", { opacity: 0.55 }) +
    path("M26 230 C70 214 110 236 150 226 C200 212 250 236 304 222 V296 H26Z", "#124a73") +
    path(
      "M64 214 C84 150 150 120 206 148 C240 166 252 196 246 226 C268 214 282 190 280 168 C300 188 300 224 276 244 C240 268 130 276 84 252 C68 244 60 230 64 214Z",
      back,
      { stroke: "#06203c", "stroke-width": 3 },
    ) +
    path("M72 232 C110 250 170 256 230 240 C200 268 120 272 84 252Z", "#d8f4f7", { opacity: 0.85 }) +
    [92, 108, 124, 140, 156].map((x) => line(`M${x} 240 q4 10 14 14`, "#5fa6bf", 2)).join("") +
    path("M150 244 C158 268 180 280 202 278 C192 262 190 250 190 242Z", "#1c6f9f", {
      stroke: "#06203c",
      "stroke-width": 2,
    }) +
    circle([98, 206, 6], "#06203c") +
    circle([96, 204, 2], "#fff") +
    line("M150 142 q-8 -26 -26 -34 M150 142 q6 -28 26 -34", "#d5f6ff", 4, { opacity: 0.9 }) +
    path("M26 262 C80 244 130 276 180 262 C230 248 270 270 304 256 V296 H26Z", "#0a2f4f", { opacity: 0.85 }) +
    line("M40 268 q20 -8 40 0 M150 276 q20 -8 40 0 M236 266 q16 -6 32 0", "#9fe6f5", 2.5, { opacity: 0.8 });
  const card = gameCard(canvas, {
    name: "Tidewarden",
    power: "150 ♥",
    frame: [
      [0, "#d9f6ff"],
      [0.5, "#4fa8d8"],
      [1, "#12426f"],
    ],
    art,
    rules: ["Moon Swell   110", "Illus. R. Castellan"],
    ink: "#0c2f52",
  });
  return (
    drawBackdrop(canvas, backdrops.petrol) +
    slab(
      canvas,
      { grade: "9", verdict: "MINT", lines: ["2002 FABLE", "TIDEWARDEN", "REVERSE HOLO"], band: "#1f5fa8" },
      card,
    )
  );
}

export function drawRookieCard(canvas: Canvas): string {
  const field = canvas.linear(
    [0, 0],
    [0, 462],
    [
      [0, "#f9d65c"],
      [0.5, "#f08c2e"],
      [1, "#2c7a4b"],
    ],
  );
  const cloth = canvas.linear(
    [90, 90],
    [250, 330],
    [
      [0, "#ffffff"],
      [0.5, "#e9edf4"],
      [1, "#b9c3d4"],
    ],
  );
  const stripes = Array.from({ length: 9 }, (_, index) =>
    line(`M${104 + index * 16} 96 V330`, "#24407e", 2, { opacity: 0.45 }),
  ).join("");
  const shirt =
    "M120 96 C140 118 190 118 210 96 L262 120 L286 196 L244 212 L240 190 V330 H90 V190 L86 212 L44 196 L68 120Z";
  const card =
    rect([0, 0, 330, 462], "#fdfbf5", { rx: 14 }) +
    rect([14, 14, 302, 434], field, { rx: 6 }) +
    canvas.clipped(
      rect([14, 14, 302, 434], "#000", { rx: 6 }),
      around(20, [165, 190], () => path("M165 190 L130 -220 L200 -220Z", "#fff", { opacity: 0.13 })),
    ) +
    ellipse([165, 352, 110, 14], "#000", { opacity: 0.25 }) +
    path(shirt, cloth, { stroke: "#24407e", "stroke-width": 4 }) +
    canvas.clipped(path(shirt, "#000"), stripes) +
    path("M120 96 C140 118 190 118 210 96 L200 92 C186 106 144 106 130 92Z", "#24407e") +
    text([165, 160], "MARLOWE", {
      fill: "#24407e",
      "font-size": 26,
      "font-weight": 800,
      "letter-spacing": 2,
    }) +
    text([165, 282], "27", {
      fill: "#c62f2f",
      "font-size": 122,
      "font-weight": 900,
      stroke: "#24407e",
      "stroke-width": 4,
    }) +
    line("M74 318 C110 276 120 350 150 306 C160 292 166 330 184 310 C204 288 212 332 262 290", "#15308a", 5, {
      opacity: 0.9,
    }) +
    rect([14, 372, 302, 62], "#14264f") +
    text([30, 404], "THEO MARLOWE", {
      fill: "#fff",
      "font-size": 25,
      "font-weight": 800,
      "text-anchor": "start",
    }) +
    text([30, 425], "SHORTSTOP · HARBOR CITY", {
      fill: "#f9d65c",
      "font-size": 13,
      "text-anchor": "start",
      "letter-spacing": 1,
    }) +
    group(
      "rotate(-12 272 60)",
      circle([272, 60, 32], "#c62f2f") +
        ring([272, 60, 28], "#fff", 2) +
        text([272, 66], "ROOKIE", { fill: "#fff", "font-size": 15, "font-weight": 800 }),
    );
  return (
    drawBackdrop(canvas, backdrops.olive) +
    slab(
      canvas,
      {
        grade: "8.5",
        verdict: "NM-MT+",
        lines: ["1987 CREST", "T. MARLOWE", "ROOKIE · AUTO"],
        band: "#2c7a4b",
      },
      card,
    )
  );
}
