/** The sides of a portrait's squares, in pixels: a chat line, a list, a page, a page on a dense screen. */
export const avatarSides = [64, 128, 256, 512] as const;
export type AvatarSide = (typeof avatarSides)[number];

/** Where a portrait is shown from. Never changes under one id: another picture has another one. */
export const toAvatarPath = (pictureId: string, side: AvatarSide): string =>
  `/media/avatars/${pictureId}/${side}.webp`;

/** What pictures are kept as, the smaller one first: a browser takes the first it knows. */
export const pictureFormats = ["avif", "webp"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** The widths of a picture's variants, in pixels: a list, a card, a phone, a stage. */
const pictureWidths = [320, 640, 960, 1440] as const;
/** A step of the ladder this close below the largest would only be stored twice. */
const nextWidthMost = 0.9;

/**
 * The widths a picture is kept in, the smallest first. They follow from the largest alone, so whoever has one address of
 * a picture, such as a room's lot, has all of them.
 */
export function listPictureWidths(widthPx: number): number[] {
  const largest = Math.min(widthPx, pictureWidths[pictureWidths.length - 1] ?? widthPx);
  return [...pictureWidths.filter((width) => width <= largest * nextWidthMost), largest];
}

/** Where a variant is shown from. Never changes under one id. */
export const toPicturePath = (pictureId: string, widthPx: number, format: PictureFormat): string =>
  `/media/pictures/${pictureId}/${widthPx}.${format}`;

/** The address a picture goes by: of its largest variant, in the format everything can show. */
export const toPictureUrl = (pictureId: string, widthPx: number): string =>
  toPicturePath(pictureId, Math.max(...listPictureWidths(widthPx)), "webp");

const pictureUrlForm =
  /^(?<folder>\/media\/pictures\/(?<id>[0-9a-f-]{36})|\/demo\/[a-z0-9-]+)\/(?<width>\d{1,4})\.webp$/u;

/** The picture an address leads to; undefined for any other address. */
export const findPictureId = (url: string): string | undefined => pictureUrlForm.exec(url)?.groups?.["id"];

/** One format's files of a picture, as `<source>` takes them. */
export interface PictureSource {
  readonly type: `image/${PictureFormat}`;
  readonly srcSet: string;
}

/** The files of a picture by format, from the address it goes by; none for a picture that is a single file. */
export function listPictureSources(url: string): PictureSource[] {
  const { folder, id, width } = pictureUrlForm.exec(url)?.groups ?? {};
  if (folder === undefined) return [];
  const widths = listPictureWidths(Number(width));
  // What the house itself shows is kept in one format.
  const formats = id === undefined ? (["webp"] as const) : pictureFormats;
  return formats.map((format) => ({
    type: `image/${format}`,
    srcSet: widths.map((widthPx) => `${folder}/${widthPx}.${format} ${widthPx}w`).join(", "),
  }));
}

/** The videos people may upload, with the extension each is shown under. */
export const videoExtensions = { "video/mp4": "mp4", "video/webm": "webm" } as const;
export type VideoType = keyof typeof videoExtensions;

/** Where a video is shown from. Never changes under one id. */
export const toVideoPath = (videoId: string, type: VideoType): string =>
  `/media/videos/${videoId}.${videoExtensions[type]}`;
