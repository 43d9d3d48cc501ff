import { avatarSides, listPictureWidths, pictureFormats, videoExtensions } from "../../contract/pictures.ts";
import type { AvatarSide, PictureFormat, VideoType } from "../../contract/pictures.ts";
import type { DiscardedPicture } from "../../db/queries/pictures.ts";

/** Where a square of a portrait is kept. */
export const toAvatarKey = (pictureId: string, side: AvatarSide): string =>
  `avatars/${pictureId}/${side}.webp`;

/** Everything that is kept of a portrait. */
export const listAvatarKeys = (pictureId: string): string[] =>
  avatarSides.map((side) => toAvatarKey(pictureId, side));

/** Where a variant of a picture is kept. */
export const toPictureKey = (pictureId: string, widthPx: number, format: PictureFormat): string =>
  `pictures/${pictureId}/${widthPx}.${format}`;

const listPictureKeys = (pictureId: string, widthPx: number): string[] =>
  listPictureWidths(widthPx).flatMap((width) =>
    pictureFormats.map((format) => toPictureKey(pictureId, width, format)),
  );

/** Where a video is kept. */
export const toVideoKey = (videoId: string, type: VideoType): string =>
  `videos/${videoId}.${videoExtensions[type]}`;

/** Where an upload waits to be looked at. No route leads there. */
export const toUploadKey = (uploadId: string): string => `uploads/${uploadId}`;

/** The most files there are of one picture. */
export const filesOfOneMax = 9;

/** Everything that may be kept of a picture or video, complete or not. */
export function listMediaKeys({ id, purpose, contentType, widthPx }: DiscardedPicture): string[] {
  switch (purpose) {
    case "avatar":
      return listAvatarKeys(id);
    case "picture":
      return [toUploadKey(id), ...(widthPx === null ? [] : listPictureKeys(id, widthPx))];
    case "video":
      return [toUploadKey(id), ...(isVideoType(contentType) ? [toVideoKey(id, contentType)] : [])];
  }
}

export const isVideoType = (type: string | null): type is VideoType =>
  type !== null && Object.hasOwn(videoExtensions, type);
