import { ApiError } from "../../../client/http/api-error.ts";
import type { Media } from "../../../contract/http/uploads.ts";
import {
  beginUpload,
  completeUpload,
  pictureBytesMax,
  videoBytesMax,
} from "../../../contract/http/uploads.ts";
import type { z } from "../../../contract/zod.ts";
import { createBrowserApi } from "../api/browser-api.ts";

/** A picture that is there, as the uploader shows it. */
export interface ReadyPicture {
  readonly id: string;
  readonly url: string;
  readonly placeholder?: string | undefined;
}

/** A video that is there. */
export interface ReadyVideo {
  readonly id: string;
  readonly url: string;
}

/** What can be wrong with a file, as the page has words for it. */
export type UploadProblem =
  | "type"
  | "size"
  | "too_many_pixels"
  | "too_small"
  | "unreadable"
  | "rate_limited"
  | "other";

/** How far it is: a share of its bytes, then the moment its content is looked at. */
export type Progress = { readonly share: number } | "checking";

interface UploadOptions {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** Thrown for a file that does not become a picture. */
export class UploadFailed extends Error {
  readonly problem: UploadProblem;
  constructor(problem: UploadProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

const types = ["image/jpeg", "image/png", "image/webp"] as const;
const isPictureType = (type: string): type is (typeof types)[number] =>
  (types as readonly string[]).includes(type);

const videoTypes = ["video/mp4", "video/webm"] as const;
const isVideoType = (type: string): type is (typeof videoTypes)[number] =>
  (videoTypes as readonly string[]).includes(type);

/** Sends a picture where the server says, and has it looked at. */
export async function uploadPicture(file: File, options: UploadOptions): Promise<ReadyPicture> {
  const contentType = file.type;
  // Told at once rather than after the way to the server; it looks at the content all the same.
  if (!isPictureType(contentType)) throw new UploadFailed("type");
  if (file.size > pictureBytesMax) throw new UploadFailed("size");
  const media = await upload(file, { purpose: "picture", contentType, byteSize: file.size }, options);
  if (media.kind !== "picture") throw new UploadFailed("type");
  return media;
}

/** The same for a video. */
export async function uploadVideo(file: File, options: UploadOptions): Promise<ReadyVideo> {
  const contentType = file.type;
  if (!isVideoType(contentType)) throw new UploadFailed("type");
  if (file.size > videoBytesMax) throw new UploadFailed("size");
  return upload(file, { purpose: "video", contentType, byteSize: file.size }, options);
}

async function upload(
  file: File,
  body: z.input<typeof beginUpload.body>,
  { onProgress, signal }: UploadOptions,
): Promise<Media> {
  try {
    const api = createBrowserApi();
    const ticket = await api.call(beginUpload, { body, signal });
    await send(file, ticket, { onProgress, signal });
    onProgress("checking");
    return await api.call(completeUpload, { params: { id: ticket.id }, signal });
  } catch (error) {
    if (signal.aborted || error instanceof UploadFailed) throw error;
    throw new UploadFailed(findProblem(error), error);
  }
}

const detailCodes: readonly UploadProblem[] = ["too_many_pixels", "too_small", "unreadable"];

function findProblem(error: unknown): UploadProblem {
  if (!(error instanceof ApiError)) return "other";
  if (error.code === "unsupported_media_type") return "type";
  if (error.code === "too_large") return "size";
  if (error.code === "rate_limited") return "rate_limited";
  const codes = Array.isArray(error.details) ? error.details.map(({ code }) => code) : [];
  return detailCodes.find((code) => codes.includes(code)) ?? "other";
}

/** XMLHttpRequest, because fetch says nothing of how much has been sent. */
async function send(
  file: File,
  { url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  { onProgress, signal }: UploadOptions,
): Promise<void> {
  const request = new XMLHttpRequest();
  const sent = new Promise<void>((resolve, reject) => {
    const fail = (why: string) => () => reject(new Error(`The upload ${why}`));
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress({ share: loaded / total }));
    request.addEventListener("load", () =>
      request.status < 300 ? resolve() : fail(`was answered ${request.status}`)(),
    );
    request.addEventListener("error", fail("broke off"));
    request.addEventListener("abort", fail("was called off"));
  });
  signal.addEventListener("abort", () => request.abort(), { once: true });
  request.open("PUT", url);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.send(file);
  await sent;
}
