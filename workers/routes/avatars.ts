import { avatarBytesMax, deleteAvatar, uploadAvatar } from "../../contract/http/avatars.ts";
import { avatarSides, toAvatarPath } from "../../contract/pictures.ts";
import { addPicture, chooseAvatar } from "../../db/queries/pictures.ts";
import { forgetCached } from "../cache/isolate.ts";
import { tagsOfPersonChange } from "../cache/tags.ts";
import type { AppContext } from "../environment.ts";
import { toAvatarKey } from "../media/media-files.ts";
import { encodeSquares } from "../media/encode-squares.ts";
import { requirePicture } from "../media/require-picture.ts";
import { requireOwnUser } from "../middleware/ownership.ts";
import { notFound } from "../middleware/problem.ts";
import { requireRateBySubject } from "../middleware/rate-limit.ts";
import { getStorage } from "../providers/storage/storage.ts";
import { auditAccount } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

const path = "file";
const bounds = { path, bytesMax: avatarBytesMax, sideMinPx: 32 };
/** What a form is besides its file: boundaries, names, types. */
const formBytesMax = 4_096;
/** Files nobody came to show by then are left over from an upload that did not come to its end. */
const uploadLifeMs = 3_600_000;

export function mountAvatars(parts: Interface): void {
  mount(
    parts,
    uploadAvatar,
    async (context, { params, body }) => {
      const { userId } = requireOwnUser(context, params.userId);
      await requireRateBySubject(context, "pictureByUser", userId);
      const pictureId = await storeAvatar(context, userId, body.file);
      const variants = avatarSides.map((side) => ({ sidePx: side, url: toAvatarPath(pictureId, side) }));
      return { data: { avatarUrl: toAvatarPath(pictureId, 256), variants } };
    },
    { bodyBytesMax: avatarBytesMax + formBytesMax },
  );
  mount(parts, deleteAvatar, async (context, { params }) => {
    const { userId } = requireOwnUser(context, params.userId);
    await chooseAvatar(context.get("postgres"), { userId, shown: null, at: new Date() });
    await forgetCached(context, tagsOfPersonChange(userId));
    await auditAccount(context, { actorId: userId, action: "user.avatar-removed" });
    return { data: null };
  });
}

/** Checks a portrait, makes it anew, stores it and shows it; what it replaces is the sweep's. */
async function storeAvatar(context: AppContext, userId: string, file: File): Promise<string> {
  const postgres = context.get("postgres");
  const picture = await requirePicture(context.env.IMAGES, file, bounds);
  const squares = await encodeSquares(context.env.IMAGES, picture, { sides: avatarSides, path });
  const discardAt = new Date(Date.now() + uploadLifeMs);
  const pictureId = await addPicture(postgres.database, { ownerId: userId, purpose: "avatar", discardAt });
  const storage = getStorage(context.env);
  await Promise.all(
    squares.map(({ side, bytes }) => storage.put(toAvatarKey(pictureId, side), bytes, "image/webp")),
  );
  const shown = { pictureId, url: toAvatarPath(pictureId, 256) };
  if (!(await chooseAvatar(postgres, { userId, shown, at: new Date() }))) throw notFound("user");
  await forgetCached(context, tagsOfPersonChange(userId));
  await auditAccount(context, { actorId: userId, action: "user.avatar-changed" });
  return pictureId;
}
