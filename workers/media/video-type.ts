import type { VideoType } from "../../contract/pictures.ts";

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** What an MP4 may say it is made by; pictures (HEIC, AVIF) and QuickTime begin alike and are none. */
const mp4Brands: ReadonlySet<string> = new Set([
  "isom",
  "iso2",
  "iso4",
  "iso5",
  "iso6",
  "mp41",
  "mp42",
  "avc1",
  "M4V ",
  "MSNV",
  "dash",
]);

/** The first box says how long it is: a few brands. Letters in that place are a text that was given the mark. */
const isShortBox = (bytes: Uint8Array): boolean => bytes[0] === 0 && bytes[1] === 0 && (bytes[2] ?? 1) <= 1;

const marks: Readonly<Record<VideoType, (bytes: Uint8Array) => boolean>> = {
  "video/mp4": (bytes) =>
    isShortBox(bytes) && text(bytes, 4, 8) === "ftyp" && mp4Brands.has(text(bytes, 8, 12)),
  // An EBML header, and in it the element that says which kind of document this is.
  "video/webm": (bytes) =>
    text(bytes, 0, 4) === "\u001aE\u00df\u00a3" &&
    text(bytes, 0, videoMarkBytes).includes("B\u0082\u0084webm"),
};

/** How much of a file {@link findVideoType} looks at. */
export const videoMarkBytes = 64;

/** What a file is by its first bytes; undefined when it is no video we take. */
export function findVideoType(bytes: Uint8Array): VideoType | undefined {
  const types = Object.keys(marks) as VideoType[];
  return types.find((type) => marks[type](bytes));
}
