import { avatarSides } from "../../contract/pictures.ts";
import type { AvatarSide } from "../../contract/pictures.ts";

/** Where a square of a portrait is kept. */
export const toAvatarKey = (pictureId: string, side: AvatarSide): string =>
  `avatars/${pictureId}/${side}.webp`;

/** Everything that is kept of a portrait. */
export const listAvatarKeys = (pictureId: string): string[] =>
  avatarSides.map((side) => toAvatarKey(pictureId, side));
