import { drawBoosterBox, drawBoosterPack } from "./boosters.ts";
import { drawInstantCamera, drawRangefinder, drawReflex, drawTwinLens } from "./cameras.ts";
import type { Canvas } from "./canvas.ts";
import { drawEmberwing, drawRookieCard, drawTidewarden } from "./cards.ts";
import { drawCeladonBottle, drawMoonJar, drawSunsetVase, drawTeaBowl, drawTeapot } from "./ceramics.ts";
import { drawRucksack, drawSatchel } from "./bags.ts";
import { drawComic, drawNovel } from "./comics.ts";
import { drawPendant, drawRing } from "./jewellery.ts";
import { drawDeskLamp, drawGlassLamp } from "./lamps.ts";
import type { Print, Subject } from "./photograph.ts";
import { drawCactus, drawMonstera } from "./plants.ts";
import * as prints from "./prints.ts";
import { drawTinCar, drawTinRobot } from "./toys.ts";
import { drawCassette, drawTurntable } from "./players.ts";
import { drawJazzRecord, drawSplatterRecord, drawSunsetRecord } from "./records.ts";
import { drawCourtShoe, drawHighTop, drawRunner, drawTrailShoe } from "./sneakers.ts";
import type { SurfaceName } from "./surfaces.ts";
import { drawChronograph, drawDigitalWatch, drawDiver, drawDressWatch, drawFieldWatch } from "./watches.ts";

/** A thing of the demo's shop, with the colours it comes in and where it would be photographed. */
export interface DemoSubject extends Subject {
  /** How far its colours are turned, one by one; only for what is made in any colour. */
  readonly hues: readonly number[];
  /** What is printed on each, one by one. */
  readonly prints: readonly Print[];
  readonly surfaces: readonly SurfaceName[];
}

/** How many photographs there are of each thing; the products of the demo name them by number. */
export const shotsOfEach = 8;

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
  prints: [{}],
  surfaces: on,
});
const printed = (subject: DemoSubject, words: readonly Print[]): DemoSubject => ({
  ...subject,
  prints: words,
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
  emberwing: printed(
    lies("Graded holographic card: Emberwing", drawEmberwing, anyColour, soft),
    prints.wings,
  ),
  tidewarden: printed(
    lies("Graded card: Tidewarden", drawTidewarden, [0, 120, 60, 300, 180, 30, 240, 330], soft),
    prints.wardens,
  ),
  "rookie-card": printed(lies("Signed rookie card, graded", drawRookieCard, anyColour, soft), prints.rookies),
  "booster-pack": printed(
    lies("Sealed booster pack", drawBoosterPack, anyColour, [...soft, ...woods]),
    prints.packs,
  ),
  "booster-box": printed(stands("Sealed booster box", drawBoosterBox, anyColour), prints.boxes),
  "high-top": stands("Basketball high-top", drawHighTop, anyColour),
  runner: stands("Running shoe", drawRunner, anyColour),
  "court-shoe": stands("White leather court shoe", drawCourtShoe, fewColours),
  "trail-shoe": stands("Trail shoe", drawTrailShoe, anyColour),
  "sunset-record": printed(
    lies("Soundtrack record in its sleeve", drawSunsetRecord, anyColour, plain),
    prints.soundtracks,
  ),
  "jazz-record": printed(
    lies("Jazz record in its sleeve", drawJazzRecord, anyColour, plain),
    prints.quartets,
  ),
  "splatter-record": printed(
    lies("Record of splattered vinyl", drawSplatterRecord, anyColour, plain),
    prints.splatters,
  ),
  turntable: lies("Turntable with a wooden plinth", drawTurntable, asItIs, plain),
  cassette: printed(lies("Home-made cassette", drawCassette, anyColour, [...plain, ...soft]), prints.tapes),
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
  comic: printed(lies("Comic in its bag", drawComic, anyColour, [...soft, ...woods]), prints.comics),
  novel: printed(stands("Novel in its jacket", drawNovel, anyColour), prints.novels),
  "desk-lamp": stands("Jointed desk lamp", drawDeskLamp, anyColour),
  "glass-lamp": stands("Lamp of blown glass", drawGlassLamp, [0, 170, 60, 320, 20, 110, 240, 350]),
  satchel: stands("Leather satchel", drawSatchel, [0, 0, 340, 200, 10, 90, 350, 320]),
  rucksack: stands("Waxed rucksack", drawRucksack, [0, 220, 200, 290, 150, 50, 170, 20]),
  monstera: stands("Swiss cheese plant in a pot", drawMonstera, [0, 10, 350, 20, 0, 345, 15, 5]),
  cactus: stands("Cactus in flower", drawCactus, [0, 25, 338, 12, 350, 20, 6, 344]),
  ring: lies(
    "Ring with a stone",
    drawRing,
    [0, 140, 285, 60, 200, 320, 100, 240],
    [...soft, "marble", "blush"],
  ),
  pendant: lies("Pendant on a chain", drawPendant, [0, 285, 140, 60, 200, 320, 100, 240], [...soft, "slate"]),
  "tin-robot": stands("Clockwork robot of tin", drawTinRobot, anyColour),
  "tin-car": stands("Racing car of tin", drawTinCar, anyColour),
};
