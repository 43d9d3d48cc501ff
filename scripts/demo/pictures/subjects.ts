import { drawBoosterBox, drawBoosterPack } from "./boosters.ts";
import { drawInstantCamera, drawRangefinder, drawReflex, drawTwinLens } from "./cameras.ts";
import type { Canvas } from "./canvas.ts";
import { drawEmberwing, drawRookieCard, drawTidewarden } from "./cards.ts";
import { drawCeladonBottle, drawMoonJar, drawSunsetVase, drawTeaBowl, drawTeapot } from "./ceramics.ts";
import type { Subject } from "./photograph.ts";
import { drawCassette, drawTurntable } from "./players.ts";
import { drawJazzRecord, drawSplatterRecord, drawSunsetRecord } from "./records.ts";
import { drawCourtShoe, drawHighTop, drawRunner, drawTrailShoe } from "./sneakers.ts";
import type { SurfaceName } from "./surfaces.ts";
import { drawChronograph, drawDigitalWatch, drawDiver, drawDressWatch, drawFieldWatch } from "./watches.ts";

/** A thing of the demo's shop, with the colours it comes in and where it would be photographed. */
export interface DemoSubject extends Subject {
  /** How far its colours are turned, one by one; only for what is made in any colour. */
  readonly hues: readonly number[];
  readonly surfaces: readonly SurfaceName[];
}

type Draw = (canvas: Canvas) => string;

const anyColour = [0, 205, 95, 300, 40, 160, 250, 330];
/** Steel stays steel, and a dial or a glaze moves a little. */
const fewColours = [0, 0, 18, 200, 0, 340, 215, 25];
const asItIs = [0];

const soft: readonly SurfaceName[] = ["navy", "charcoal", "wine", "moss", "denim", "linen"];
const woods: readonly SurfaceName[] = ["oak", "walnut", "ash", "ebony"];
const studio: readonly SurfaceName[] = ["concrete", "white", "grey", "oak", "ash", "lime", "walnut", "slate"];
const plain: readonly SurfaceName[] = ["concrete", "marble", "slate", ...woods];

const lies = (
  label: string,
  draw: Draw,
  hues: readonly number[],
  on: readonly SurfaceName[],
): DemoSubject => ({
  label,
  draw,
  pose: "lies",
  hues,
  surfaces: on,
});
const runs = (label: string, draw: Draw, hues: readonly number[]): DemoSubject => ({
  ...lies(label, draw, hues, [...woods, "slate", "linen", "charcoal", "concrete"]),
  pose: "runs",
});
const stands = (label: string, draw: Draw, hues: readonly number[]): DemoSubject => ({
  ...lies(label, draw, hues, studio),
  pose: "stands",
});

/** What web/public/demo has photographs of, by the name of its files. */
export const subjects: Readonly<Record<string, DemoSubject>> = {
  emberwing: lies("Graded holographic card: Emberwing", drawEmberwing, asItIs, soft),
  tidewarden: lies("Graded card: Tidewarden", drawTidewarden, asItIs, soft),
  "rookie-card": lies("Signed rookie card, graded", drawRookieCard, asItIs, soft),
  "booster-pack": lies("Sealed booster pack", drawBoosterPack, anyColour, [...soft, ...woods]),
  "booster-box": stands("Sealed booster box", drawBoosterBox, anyColour),
  "high-top": stands("Basketball high-top", drawHighTop, anyColour),
  runner: stands("Running shoe", drawRunner, anyColour),
  "court-shoe": stands("White leather court shoe", drawCourtShoe, fewColours),
  "trail-shoe": stands("Trail shoe", drawTrailShoe, anyColour),
  "sunset-record": lies("Soundtrack record in its sleeve", drawSunsetRecord, anyColour, plain),
  "jazz-record": lies("Jazz record in its sleeve", drawJazzRecord, anyColour, plain),
  "splatter-record": lies("Record of splattered vinyl", drawSplatterRecord, anyColour, plain),
  turntable: lies("Turntable with a wooden plinth", drawTurntable, asItIs, plain),
  cassette: lies("Home-made cassette", drawCassette, anyColour, [...plain, ...soft]),
  "moon-jar": stands("White porcelain moon jar", drawMoonJar, asItIs),
  "celadon-bottle": stands("Celadon bottle vase", drawCeladonBottle, [0, 30, 70, 320, 15, 50, 100, 0]),
  "tea-bowl": stands("Tea bowl mended with gold", drawTeaBowl, asItIs),
  teapot: stands("Stoneware teapot with a bamboo handle", drawTeapot, [0, 0, 330, 0, 340, 0, 350, 0]),
  "sunset-vase": stands("Tall glazed vase", drawSunsetVase, [0, 180, 30, 220, 330, 140, 0, 260]),
  diver: runs("Steel diver’s watch", drawDiver, [0, 140, 280, 200, 0, 320, 60, 240]),
  chronograph: runs("Chronograph on leather", drawChronograph, asItIs),
  "dress-watch": runs("Gold dress watch on leather", drawDressWatch, asItIs),
  "field-watch": runs("Field watch on a cloth strap", drawFieldWatch, fewColours),
  "digital-watch": runs("Digital watch of the eighties", drawDigitalWatch, anyColour),
  rangefinder: stands("Chrome rangefinder camera", drawRangefinder, asItIs),
  reflex: stands("Black reflex camera", drawReflex, asItIs),
  "twin-lens": stands("Twin-lens reflex camera", drawTwinLens, asItIs),
  "instant-camera": stands("Instant camera", drawInstantCamera, fewColours),
};
