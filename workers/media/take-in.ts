import { pictureBytesMax } from "../../contract/http/uploads.ts";
import type { Database } from "../../db/database.ts";
import { completeUpload, noteFinding } from "../../db/queries/uploads.ts";
import type { OwnUpload, Upload } from "../../db/queries/uploads.ts";
import { Problem, invalid, notFound } from "../middleware/problem.ts";
import type { FileStorage, StoredFile } from "../providers/storage/storage.ts";
import { encodeVariants } from "./encode-variants.ts";
import { toPictureKey, toUploadKey, toVideoKey } from "./media-files.ts";
import { requirePicture } from "./require-picture.ts";
import { findVideoType, videoMarkBytes } from "./video-type.ts";

/** What taking in an upload needs. */
export interface MediaTools {
  readonly database: Database;
  readonly storage: FileStorage;
  readonly images: ImagesBinding;
}

/** Where the file is in a request, for refusals. */
const path = "file";

/** Checks a picture by its content, makes it anew in every size and stores it. */
export async function takeInPicture(
  { database, storage, images }: MediaTools,
  upload: OwnUpload,
  file: File,
): Promise<Upload> {
  const bounds = { path, bytesMax: pictureBytesMax, sideMinPx: 100 };
  const { variants, ...finding } = await encodeVariants(
    images,
    await requirePicture(images, file, bounds),
    path,
  );
  await noteFinding(database, upload, finding);
  await Promise.all(
    variants.map(({ widthPx, format, bytes }) =>
      storage.put(toPictureKey(upload.uploadId, widthPx, format), bytes, `image/${format}`),
    ),
  );
  return requireCompleted(database, upload);
}

/** Checks a video by its first bytes and stores it as it is. */
export async function takeInVideo(
  { database, storage }: MediaTools,
  upload: OwnUpload,
  video: {
    readonly stream: ReadableStream<Uint8Array>;
    readonly size: number;
    readonly contentType: string | null;
  },
): Promise<Upload> {
  const { head, whole } = await peek(video.stream, videoMarkBytes);
  const type = findVideoType(head);
  if (type === undefined || type !== video.contentType) {
    await whole.cancel();
    const declared = type === undefined ? "an MP4 or WebM video" : `what it is declared as: it is ${type}`;
    throw new Problem("unsupported_media_type", `The file is not ${declared}.`);
  }
  await storage.put(toVideoKey(upload.uploadId, type), { stream: whole, size: video.size }, type);
  return requireCompleted(database, upload);
}

async function requireCompleted(database: Database, upload: OwnUpload): Promise<Upload> {
  const completed = await completeUpload(database, upload, new Date());
  if (completed === undefined) throw notFound("upload");
  return completed;
}

/** The first bytes of a stream, and a stream of all of them. */
async function peek(stream: ReadableStream<Uint8Array>, bytes: number) {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < bytes) {
    const { value, done } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.byteLength;
  }
  const head = new Uint8Array(await new Blob(parts).arrayBuffer());
  let isHeadSent = false;
  const whole = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!isHeadSent && head.byteLength > 0) {
        isHeadSent = true;
        controller.enqueue(head);
        return;
      }
      const { value, done } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { head: head.subarray(0, bytes), whole };
}

/** Looks at what was uploaded to its waiting place and takes it in from there, where it is gone afterwards. */
export async function takeInWaiting(tools: MediaTools, owned: OwnUpload, upload: Upload): Promise<Upload> {
  const key = toUploadKey(upload.id);
  const waiting = await tools.storage.read(key, { headers: new Headers(), withoutBody: false });
  if (waiting?.body === null || waiting === undefined)
    throw new Problem("upload_missing", "Nothing has been uploaded there yet.");
  const completed = await takeIn(tools, owned, { upload, waiting, body: waiting.body });
  await tools.storage.remove([key]);
  return completed;
}

async function takeIn(
  tools: MediaTools,
  owned: OwnUpload,
  {
    upload,
    waiting,
    body,
  }: { readonly upload: Upload; readonly waiting: StoredFile; readonly body: ReadableStream<Uint8Array> },
): Promise<Upload> {
  const { size } = waiting;
  // Its length is bound where it is uploaded; whatever got past that is not read.
  if (size !== upload.byteSize) {
    await body.cancel();
    throw invalid(path, "other_length", "is not as long as was announced");
  }
  if (upload.purpose === "video")
    return takeInVideo(tools, owned, { stream: body, size, contentType: upload.contentType });
  const bytes = await new Response(body).arrayBuffer();
  return takeInPicture(tools, owned, new File([bytes], "", { type: upload.contentType ?? "" }));
}
