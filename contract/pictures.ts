/** The sides of a portrait's squares, in pixels: a chat line, a list, a page, a page on a dense screen. */
export const avatarSides = [64, 128, 256, 512] as const;
export type AvatarSide = (typeof avatarSides)[number];

/** Where a portrait is shown from. Never changes under one id: another picture has another one. */
export const toAvatarPath = (pictureId: string, side: AvatarSide): string =>
  `/media/avatars/${pictureId}/${side}.webp`;
