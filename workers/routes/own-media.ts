import type { ProductPictureInput } from "../../contract/http/products.ts";
import { findPictureId, toVideoPath } from "../../contract/pictures.ts";
import type { Database } from "../../db/database.ts";
import { findReadyUploads } from "../../db/queries/uploads.ts";
import type { Upload } from "../../db/queries/uploads.ts";
import type { ProductImage } from "../../db/schema/catalogue.ts";
import { isVideoType } from "../media/media-files.ts";
import { invalid } from "../middleware/problem.ts";
import { toProductImage } from "./media-view.ts";

/** Somebody who shows what they uploaded. */
interface Owner {
  readonly database: Database;
  readonly ownerId: string;
}

const unknown = (path: string) => invalid(path, "unknown", "is not an uploaded picture of yours");

/** The pictures a request names, each the caller's own and complete, or one of the house's by its address. */
export async function requireOwnPictures(
  owner: Owner,
  named: readonly ProductPictureInput[],
): Promise<ProductImage[]> {
  const found = await findNamedPictures(owner, named);
  return found.map((picture, index) => {
    if (picture === undefined) throw unknown(`images.${index}`);
    return picture;
  });
}

/** The same, with undefined in the place of what is not theirs to show. */
export async function findNamedPictures(
  { database, ownerId }: Owner,
  named: readonly ProductPictureInput[],
): Promise<(ProductImage | undefined)[]> {
  const ids = named.map(({ id, url = "" }) => id ?? findPictureId(url));
  const at = new Date();
  const known = ids.flatMap((id) => id ?? []);
  const found = await findReadyUploads(database, { ownerId, purpose: "picture", ids: known, at });
  return named.map(({ url = "", alt }, index) => {
    const id = ids[index];
    // What is under /demo was put there by the house; everything else was uploaded by somebody.
    if (id === undefined && url.startsWith("/demo/")) return { url, alt };
    const upload = id === undefined ? undefined : found.get(id);
    return upload === undefined ? undefined : toProductImage(upload, alt);
  });
}

/** The address of the caller's own video; null for none. */
export async function requireOwnVideo(
  { database, ownerId }: Owner,
  videoId: string | null,
): Promise<string | null> {
  if (videoId === null) return null;
  const at = new Date();
  const found = await findReadyUploads(database, { ownerId, purpose: "video", ids: [videoId], at });
  const type = found.get(videoId)?.contentType ?? null;
  if (!isVideoType(type)) throw invalid("videoId", "unknown", "is not an uploaded video of yours");
  return toVideoPath(videoId, type);
}

/** Pictures of an owner by id, for lots. */
export async function findOwnPictures(
  { database, ownerId }: Owner,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Upload>> {
  return findReadyUploads(database, { ownerId, purpose: "picture", ids, at: new Date() });
}
