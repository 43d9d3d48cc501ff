/**
 * Photographs the demo's things into web/public/demo: `node scripts/demo/photographs.ts`, or only those it is
 * given by name. Each comes several times, on other surfaces, in other light, and where it is made in any colour or with
 * other words on it, in those: `/demo/<thing>-<n>/<width>.webp`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { listPictureWidths } from "../../contract/pictures.ts";
import { must } from "../../domain/result.ts";
import { rootDir } from "../places.ts";
import { photograph } from "./pictures/photograph.ts";
import { shotsOfEach, subjects } from "./pictures/subjects.ts";
import type { SurfaceName } from "./pictures/surfaces.ts";

const largest = 960;
const quality = 74;

const walls: readonly SurfaceName[] = [
  "lime",
  "sage",
  "sky",
  "grey",
  "terracotta",
  "white",
  "blush",
  "concrete",
];

const folder = join(rootDir, "web/public/demo");
const pick = <Item>(items: readonly Item[], at: number): Item =>
  must(items[at % items.length], "there is at least one to pick from");

/** Takes one picture of a thing and keeps it in every width; gives its bytes. */
async function take(name: string, index: number, shot: number): Promise<number> {
  const subject = must(subjects[name], "a thing is taken by its name");
  const picture = await photograph(subject, {
    surface: pick(subject.surfaces, shot + index),
    wall: pick(walls, shot * 3 + index),
    hue: pick(subject.hues, shot),
    print: pick(subject.prints, shot),
    seed: index * 100 + shot + 1,
  });
  const place = join(folder, `${name}-${shot + 1}`);
  mkdirSync(place, { recursive: true });
  let bytes = 0;
  for (const width of listPictureWidths(largest)) {
    const made = await sharp(picture).resize(width).webp({ quality, effort: 4 }).toBuffer();
    writeFileSync(join(place, `${width}.webp`), made);
    bytes += made.length;
  }
  return bytes;
}

const wanted = process.argv.slice(2);
let [count, bytes] = [0, 0];
for (const [index, name] of Object.keys(subjects).entries()) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const shots = Array.from({ length: shotsOfEach }, async (_shot, shot) => take(name, index, shot));
  for (const taken of await Promise.all(shots)) bytes += taken;
  count += shotsOfEach;
}
console.log(`${count} photographs, ${Math.round(bytes / 1_048_576)} MiB`);
