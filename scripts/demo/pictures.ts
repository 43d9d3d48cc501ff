/** Draws the demo's product pictures into web/public/demo: `node scripts/demo/pictures.ts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootDir } from "../places.ts";
import { createCanvas } from "./pictures/canvas.ts";
import type { Canvas } from "./pictures/canvas.ts";
import { drawBoosterBox, drawBoosterPack } from "./pictures/boosters.ts";
import { drawEmberwing, drawRookieCard, drawTidewarden } from "./pictures/cards.ts";
import { drawCourtShoe, drawHighTop, drawRunner, drawTrailShoe } from "./pictures/sneakers.ts";
import { drawCassette, drawTurntable } from "./pictures/players.ts";
import { drawJazzRecord, drawSplatterRecord, drawSunsetRecord } from "./pictures/records.ts";
import { drawInstantCamera, drawRangefinder, drawReflex, drawTwinLens } from "./pictures/cameras.ts";
import {
  drawCeladonBottle,
  drawMoonJar,
  drawSunsetVase,
  drawTeaBowl,
  drawTeapot,
} from "./pictures/ceramics.ts";
import {
  drawChronograph,
  drawDigitalWatch,
  drawDiver,
  drawDressWatch,
  drawFieldWatch,
} from "./pictures/watches.ts";

const drawings: Readonly<Record<string, readonly [label: string, draw: (canvas: Canvas) => string]>> = {
  emberwing: ["Graded holographic card: Emberwing", drawEmberwing],
  tidewarden: ["Graded card: Tidewarden", drawTidewarden],
  "rookie-card": ["Signed rookie card, graded", drawRookieCard],
  "booster-pack": ["Sealed booster pack", drawBoosterPack],
  "booster-box": ["Sealed booster box", drawBoosterBox],
  "high-top": ["Red and white basketball high-top", drawHighTop],
  runner: ["Blue running shoe", drawRunner],
  "court-shoe": ["White leather court shoe with a gum sole", drawCourtShoe],
  "trail-shoe": ["Yellow trail shoe", drawTrailShoe],
  "sunset-record": ["Pink soundtrack record in its sleeve", drawSunsetRecord],
  "jazz-record": ["Jazz record in its sleeve", drawJazzRecord],
  "splatter-record": ["Record of splattered vinyl", drawSplatterRecord],
  turntable: ["Turntable with a wooden plinth", drawTurntable],
  cassette: ["Home-made cassette of 1989", drawCassette],
  "moon-jar": ["White porcelain moon jar", drawMoonJar],
  "celadon-bottle": ["Celadon bottle vase", drawCeladonBottle],
  "tea-bowl": ["Black tea bowl mended with gold", drawTeaBowl],
  teapot: ["Blue stoneware teapot with a bamboo handle", drawTeapot],
  "sunset-vase": ["Tall vase in sunset glaze", drawSunsetVase],
  diver: ["Steel diver's watch with a blue dial", drawDiver],
  chronograph: ["Chronograph with a cream dial on brown leather", drawChronograph],
  "dress-watch": ["Gold dress watch on black leather", drawDressWatch],
  "field-watch": ["Black field watch on a green cloth strap", drawFieldWatch],
  "digital-watch": ["Digital watch of the eighties", drawDigitalWatch],
  rangefinder: ["Chrome rangefinder camera", drawRangefinder],
  reflex: ["Black reflex camera", drawReflex],
  "twin-lens": ["Twin-lens reflex camera", drawTwinLens],
  "instant-camera": ["Instant camera with a picture coming out", drawInstantCamera],
};

const folder = join(rootDir, "web/public/demo");
mkdirSync(folder, { recursive: true });
let bytes = 0;
for (const [name, [label, drawIt]] of Object.entries(drawings)) {
  const canvas = createCanvas();
  const svg = canvas.toSvg(label, drawIt(canvas));
  bytes += svg.length;
  writeFileSync(join(folder, `${name}.svg`), svg);
}
console.log(`${Object.keys(drawings).length} pictures, ${Math.round(bytes / 1_024)} KiB`);
