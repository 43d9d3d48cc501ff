import sharp from "sharp";
import { assert } from "../../../domain/result.ts";
import { createCanvas, makeRandom, size } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { drawSurface, surfaces } from "./surfaces.ts";
import type { SurfaceName } from "./surfaces.ts";

/** A thing that can be photographed. */
export interface Subject {
  readonly label: string;
  readonly draw: (canvas: Canvas) => string;
  /** On a table seen from above, or on one seen from the side; `runs` goes on beyond the frame, as a strap does. */
  readonly pose: "lies" | "runs" | "stands";
}

/** One photograph of it: the same every time for the same seed. */
export interface Shot {
  readonly surface: SurfaceName;
  /** Behind what stands. */
  readonly wall: SurfaceName;
  /** How far its colours are turned around the wheel, in degrees; greys stay grey. */
  readonly hue: number;
  /** What is printed on this one, by what the drawing says there. */
  readonly print: Print;
  readonly seed: number;
}

/** Words of a drawing, and those of another copy in their place. */
export type Print = Readonly<Record<string, string>>;

/** Pixels of a side. */
const frame = 960;
/** What is out of focus needs no more. */
const blurredFrame = 240;
/** Where the table ends and the wall begins, as a share of the height. */
const horizon = 0.58;

/** Lays a drawn thing on a real surface in a real light: grain, depth of field, a lens that darkens its corners. */
export async function photograph(
  subject: Subject,
  { surface, wall, hue, print, seed }: Shot,
): Promise<Buffer> {
  const random = makeRandom(seed);
  const between = (least: number, most: number): number => least + random() * (most - least);
  const ground =
    subject.pose !== "stands"
      ? await render(drawSurface(surfaces[surface], seed), frame)
      : await makeRoom({ surface, wall, seed });
  const thing = await makeThing(subject, {
    hue,
    print,
    zoom: subject.pose === "runs" ? between(1.16, 1.3) : between(0.86, 1.02),
    turn: subject.pose === "stands" ? between(-0.8, 0.8) : between(-9, 9),
  });
  const slack = (frame - thing.side) / 2;
  const left = Math.round(slack + between(-0.025, 0.025) * frame);
  const top = Math.round(
    slack + (subject.pose === "stands" ? frame * 0.015 : between(-0.025, 0.025) * frame),
  );
  const composed = await sharp(ground)
    .composite([
      { input: await fit(thing.picture, left, top), left: Math.max(0, left), top: Math.max(0, top) },
    ])
    .removeAlpha()
    .png()
    .toBuffer();
  return develop(composed, {
    light: [between(0.18, 0.42), between(0.05, 0.3)],
    warmth: between(-1, 1),
    exposure: between(0.96, 1.07),
    seed,
  });
}

const render = async (svg: string, side: number): Promise<Buffer> =>
  sharp(Buffer.from(svg), { density: (72 * side) / size })
    .resize(side, side)
    .png()
    .toBuffer();

/** What would hang over the edge is cut, as the frame of a camera does. */
async function fit(picture: Buffer, left: number, top: number): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const [x, y] = [Math.max(0, -left), Math.max(0, -top)];
  const area = {
    left: x,
    top: y,
    width: Math.min(width - x, frame - Math.max(0, left)),
    height: Math.min(height - y, frame - Math.max(0, top)),
  };
  return sharp(picture).extract(area).toBuffer();
}

/** A table with a wall behind it, which is out of focus. */
async function makeRoom({ surface, wall, seed }: Pick<Shot, "surface" | "wall" | "seed">): Promise<Buffer> {
  const edge = Math.round(frame * horizon);
  const back = await sharp(await render(drawSurface(surfaces[wall], seed + 1), blurredFrame))
    .blur(7)
    .resize(frame, frame)
    .modulate({ brightness: 1.04 })
    .toBuffer();
  // Seen from low down the grain runs away from the camera: the same boards in a fraction of the height.
  const table = await sharp(await render(drawSurface(surfaces[surface], seed), frame))
    .resize(frame, frame - edge, { fit: "fill" })
    .ensureAlpha()
    .composite([{ input: svgOf(tableMask(frame - edge), frame - edge), blend: "dest-in" }])
    .png()
    .toBuffer();
  return sharp(back)
    .composite([
      { input: table, left: 0, top: edge },
      { input: svgOf(contactLine(edge), frame), blend: "multiply" },
    ])
    .png()
    .toBuffer();
}

const svgOf = (content: string, height: number): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${frame}" height="${height}">${content}</svg>`);

/** The far edge of the table is not sharp either. */
const tableMask = (height: number): string =>
  `<defs><linearGradient id="m" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity="0"/>` +
  `<stop offset="0.05" stop-color="#fff"/></linearGradient></defs><rect width="${frame}" height="${height}" fill="url(#m)"/>`;

/** Little light gets to where they meet. */
const contactLine = (edge: number): string =>
  `<defs><linearGradient id="c" x2="0" y2="1"><stop offset="0" stop-color="#fff"/><stop offset="0.5" stop-color="#9a948c"/>` +
  `<stop offset="1" stop-color="#fff"/></linearGradient></defs><rect width="${frame}" height="${frame}" fill="#fff"/>` +
  `<rect y="${edge - 90}" width="${frame}" height="190" fill="url(#c)"/>`;

interface Pose extends Pick<Shot, "hue" | "print"> {
  readonly zoom: number;
  readonly turn: number;
}

async function makeThing({ label, draw }: Subject, { hue, print, zoom, turn }: Pose) {
  const canvas = createCanvas({ isBare: true });
  const svg = canvas.toSvg(label, reprint(draw(canvas), print));
  const turned = await sharp(await render(svg, Math.round(frame * zoom)))
    .modulate({ hue: Math.round(hue) })
    .rotate(turn, { background: "#0000" })
    .png()
    .toBuffer();
  const { width } = await sharp(turned).metadata();
  return { picture: turned, side: width };
}

/** Letters are whole elements of a drawing; a word the drawing does not have would be a misprint nobody sees. */
export function reprint(drawing: string, print: Print): string {
  return Object.entries(print).reduce((printed, [from, to]) => {
    assert(printed.includes(`>${from}<`), `the drawing says ${from}`);
    return printed.replaceAll(`>${from}<`, `>${to.replaceAll("&", "&amp;")}<`);
  }, drawing);
}

interface Development {
  /** Where the window is, as shares of the frame. */
  readonly light: readonly [x: number, y: number];
  /** From -1, a cloudy noon, to 1, a lamp in the evening. */
  readonly warmth: number;
  readonly exposure: number;
  readonly seed: number;
}

/** What the light, the lens and the film do to a picture. */
async function develop(picture: Buffer, { light, warmth, exposure, seed }: Development): Promise<Buffer> {
  const [x, y] = light.map((share) => `${Math.round(share * 100)}%`);
  const fall =
    `<defs><radialGradient id="f" cx="${x}" cy="${y}" r="110%"><stop offset="0" stop-color="#fff"/>` +
    `<stop offset="0.45" stop-color="#ece8e4"/><stop offset="1" stop-color="#77706a"/></radialGradient></defs>` +
    `<rect width="${frame}" height="${frame}" fill="url(#f)"/>`;
  const cast = warmth > 0 ? "#ffb36b" : "#8fb6ff";
  const tint = `<rect width="${frame}" height="${frame}" fill="${cast}" fill-opacity="${Math.abs(warmth) * 0.09}"/>`;
  const grain = makeGrain(seed);
  return sharp(picture)
    .composite([
      { input: svgOf(fall, frame), blend: "multiply" },
      { input: svgOf(tint, frame), blend: "soft-light" },
      { input: grain, raw: { width: frame, height: frame, channels: 4 }, blend: "overlay" },
    ])
    .modulate({ brightness: exposure * 1.08 })
    .png()
    .toBuffer();
}

const grainOpacity = 16;

/** Film is never quite even. Made by our own numbers, so that the same seed is the same picture. */
function makeGrain(seed: number): Buffer {
  const random = makeRandom(seed * 7 + 1);
  const grain = Buffer.alloc(frame * frame * 4);
  for (let at = 0; at < grain.length; at += 4) {
    const tone = Math.round(random() * 255);
    grain.fill(tone, at, at + 3);
    grain[at + 3] = grainOpacity;
  }
  return grain;
}
