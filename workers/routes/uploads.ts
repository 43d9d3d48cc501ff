import { beginUpload, completeUpload, pictureBytesMax, uploadMedia } from "../../contract/http/uploads.ts";
import { addUpload, discardUpload, findUpload, isUploadOpen } from "../../db/queries/uploads.ts";
import type { Upload } from "../../db/queries/uploads.ts";
import type { AppContext } from "../environment.ts";
import { markBytes, findPictureType } from "../media/picture-type.ts";
import { toUploadKey } from "../media/media-files.ts";
import type { MediaTools } from "../media/take-in.ts";
import { takeInPicture, takeInVideo, takeInWaiting } from "../media/take-in.ts";
import { makeUploadToken, openUploadToken } from "../media/upload-token.ts";
import { findVideoType, videoMarkBytes } from "../media/video-type.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem, invalid } from "../middleware/problem.ts";
import { requireRateBySubject } from "../middleware/rate-limit.ts";
import { getStorage } from "../providers/storage/storage.ts";
import { toMedia } from "./media-view.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

/** What a form is besides its file: boundaries, names, types. */
const formBytesMax = 4_096;
/** How long an address takes its file. */
const ticketLifeSeconds = 300;
/** Eight variants of a large photo, and a slow moment of the service that makes them. */
const encodingMs = 60_000;

const getTools = (context: AppContext): MediaTools => ({
  database: context.get("postgres").database,
  storage: getStorage(context.env),
  images: context.env.IMAGES,
});

export function mountUploads(parts: Interface): void {
  mount(
    parts,
    uploadMedia,
    async (context, { body }) => {
      const { userId } = requireSignedIn(context);
      await requireRateBySubject(context, "mediaByUser", userId);
      return { data: toMedia(await uploadAtOnce(context, userId, body.file)) };
    },
    { bodyBytesMax: pictureBytesMax + formBytesMax, timeMs: encodingMs },
  );
  mount(parts, beginUpload, async (context, { body }) => {
    const { userId: ownerId } = requireSignedIn(context);
    const upload = await addUpload(context.get("postgres").database, { ownerId, ...body }, new Date());
    return { data: await makeTicket(context, upload.id, body) };
  });
  mount(
    parts,
    completeUpload,
    async (context, { params }) => {
      const { userId } = requireSignedIn(context);
      const owned = { uploadId: params.id, ownerId: userId };
      const { database } = context.get("postgres");
      const upload = requireFound(await findUpload(database, owned, new Date()), "upload");
      if (upload.completedAt !== null) return { data: toMedia(upload) };
      await requireRateBySubject(context, "mediaByUser", userId);
      return { data: toMedia(await completeWaiting(context, owned, upload)) };
    },
    { timeMs: encodingMs },
  );
  mountUploadPlace(parts);
}

/** A file that comes with its request: what it is, its content says. */
async function uploadAtOnce(context: AppContext, ownerId: string, file: File): Promise<Upload> {
  const tools = getTools(context);
  const head = new Uint8Array(await file.slice(0, Math.max(markBytes, videoMarkBytes)).arrayBuffer());
  const videoType = findVideoType(head);
  const contentType = videoType ?? findPictureType(head);
  if (contentType === undefined)
    throw new Problem("unsupported_media_type", "The file is no JPEG, PNG, WebP, MP4 or WebM.");
  const purpose = videoType === undefined ? "picture" : "video";
  const announced = { ownerId, purpose, contentType, byteSize: file.size } as const;
  const upload = await addUpload(tools.database, announced, new Date());
  const owned = { uploadId: upload.id, ownerId };
  return discardingRefused(context, owned, () =>
    purpose === "picture"
      ? takeInPicture(tools, owned, file)
      : takeInVideo(tools, owned, {
          stream: file.stream() as ReadableStream<Uint8Array>,
          size: file.size,
          contentType: file.type,
        }),
  );
}

async function completeWaiting(
  context: AppContext,
  owned: { readonly uploadId: string; readonly ownerId: string },
  upload: Upload,
): Promise<Upload> {
  return discardingRefused(context, owned, () => takeInWaiting(getTools(context), owned, upload));
}

/** What was refused is refused for good: it is left to the sweep and cannot be tried again. */
async function discardingRefused(
  context: AppContext,
  owned: { readonly uploadId: string; readonly ownerId: string },
  takeIn: () => Promise<Upload>,
): Promise<Upload> {
  try {
    return await takeIn();
  } catch (error) {
    const isRefusal = error instanceof Problem && error.status < 500 && error.code !== "upload_missing";
    if (isRefusal) await discardUpload(context.get("postgres").database, owned, new Date());
    throw error;
  }
}

/** Where to send a file: to the storage itself where it can bind length and type, else through us. */
async function makeTicket(
  context: AppContext,
  uploadId: string,
  { contentType, byteSize: size }: { readonly contentType: string; readonly byteSize: number },
) {
  const expiresAtMs = Date.now() + ticketLifeSeconds * 1_000;
  const { presignPut } = getStorage(context.env);
  const place =
    presignPut === null
      ? {
          url: `/media/uploads/${makeUploadToken(context.get("settings"), { uploadId, contentType, size, expiresAtMs })}`,
          headers: { "Content-Type": contentType },
        }
      : await presignPut(toUploadKey(uploadId), { contentType, size, lifeSeconds: ticketLifeSeconds });
  return { id: uploadId, method: "PUT", ...place, expiresAt: new Date(expiresAtMs).toISOString() } as const;
}

/** Takes a file for whoever has its address; one of plain-routes.ts. Nobody is asked who they are. */
function mountUploadPlace({ app }: Interface): void {
  app.put("/media/uploads/:token", async (context) => {
    const claims = openUploadToken(context.get("settings"), context.req.param("token"), Date.now());
    if (claims === undefined) throw new Problem("forbidden", "This address takes no file (any more).");
    const { uploadId, contentType, size } = claims;
    if (context.req.header("Content-Type") !== contentType)
      throw new Problem("unsupported_media_type", `This address takes ${contentType}.`);
    const body = context.req.raw.body as ReadableStream<Uint8Array> | null;
    if (context.req.header("Content-Length") !== String(size) || body === null)
      throw invalid("Content-Length", "other_length", `has to be ${size}`);
    await requireOpen(context, uploadId);
    const key = toUploadKey(uploadId);
    const isNew = await storeExactly(context, key, { stream: body, size, contentType });
    if (!isNew) throw new Problem("conflict", "There is a file already.");
    try {
      // Once more: what was completed or refused while these bytes came in has nobody left to look at them.
      await requireOpen(context, uploadId);
    } catch (error) {
      await getStorage(context.env).remove([key]);
      throw error;
    }
    return context.body(null, 204);
  });
}

async function requireOpen(context: AppContext, uploadId: string): Promise<void> {
  const { database } = context.get("postgres");
  if (!(await isUploadOpen(database, uploadId, new Date())))
    throw new Problem("upload_closed", "What was uploaded here was looked at already: begin another upload.");
}

interface ExactFile {
  readonly stream: ReadableStream<Uint8Array>;
  readonly size: number;
  readonly contentType: string;
}

/** The bytes as they come, never held; one too many or too few and nothing is stored. */
async function storeExactly(
  context: AppContext,
  key: string,
  { stream, size, contentType }: ExactFile,
): Promise<boolean> {
  let arrived = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      arrived += part.byteLength;
      controller.enqueue(part);
    },
  });
  try {
    const counted = stream.pipeThrough(counter);
    return await getStorage(context.env).putNew(key, { stream: counted, size }, contentType);
  } catch (error) {
    // The sender broke off or lied about the length; else it was the storage.
    if (arrived !== size) throw invalid("Content-Length", "other_length", `has to be ${size}`);
    throw error;
  }
}
