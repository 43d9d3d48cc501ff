import { pictureFormats, videoExtensions } from "../pictures.ts";
import type { VideoType } from "../pictures.ts";
import { z } from "../zod.ts";
import { idParams, moment, uploadedFile } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** A phone's largest photos, as it sends them. */
export const pictureBytesMax = 15 * 1_048_576;
/** Half a minute of a phone's video. */
export const videoBytesMax = 50 * 1_048_576;

const pictureTypes = ["image/jpeg", "image/png", "image/webp"] as const;
const videoTypes = Object.keys(videoExtensions) as VideoType[];

const mebibytes = (bytes: number): number => bytes / 1_048_576;

/** A picture's file in one width and format. */
export const pictureVariant = z.object({
  url: z.string(),
  type: z.enum(pictureFormats.map((format) => `image/${format}` as const)),
  widthPx: z.int(),
});

const uploaded = {
  id: z.string(),
  url: z.string().meta({ description: "What a product's `images` and `video` and a lot's `imageIds` take" }),
};

/** Something that was uploaded, as it can be shown from now on. */
export const media = z
  .discriminatedUnion("kind", [
    z.object({
      ...uploaded,
      kind: z.literal("picture"),
      widthPx: z.int(),
      heightPx: z.int(),
      placeholder: z.string().meta({ description: "A few pixels of it as a data URI, to show at once" }),
      variants: z.array(pictureVariant),
    }),
    z.object({ ...uploaded, kind: z.literal("video"), contentType: z.enum(videoTypes) }),
  ])
  .meta({ id: "Media" });
export type Media = z.infer<typeof media>;

const uploadTicket = z
  .object({
    id: z.string(),
    method: z.literal("PUT"),
    url: z.string().meta({ description: "Relative to this origin, or at the storage itself" }),
    headers: z.record(z.string(), z.string()).meta({
      description: "To be sent as they are, beside the `Content-Length` that was announced",
    }),
    expiresAt: moment,
  })
  .meta({ id: "UploadTicket" });

const ofPicture = z.object({
  purpose: z.literal("picture"),
  contentType: z.enum(pictureTypes),
  byteSize: z.int().min(1).max(pictureBytesMax, "is larger than a picture may be"),
});
const ofVideo = z.object({
  purpose: z.literal("video"),
  contentType: z.enum(videoTypes),
  byteSize: z.int().min(1).max(videoBytesMax, "is larger than a video may be"),
});

const tag = "Uploads";
const own = { tag, access: "products.manage-own", scope: "catalogue:write" } as const;
const kept =
  "What nothing shows within a day is removed. Nothing a picture said besides its pixels (place, camera) is kept.";

export const uploadMedia = endpoint({
  ...own,
  name: "uploadMedia",
  method: "post",
  path: "/uploads",
  summary: "Upload a picture or a video in one request",
  description:
    `A JPEG, PNG or WebP of at most ${mebibytes(pictureBytesMax)} MiB, or an MP4 or WebM of at most ` +
    `${mebibytes(videoBytesMax)} MiB, told by its content. ${kept}`,
  bodyForm: "multipart",
  body: z.object({ file: uploadedFile(videoBytesMax) }),
  data: media,
  status: 201,
  idempotent: true,
});

export const beginUpload = endpoint({
  ...own,
  name: "beginUpload",
  method: "post",
  path: "/media/uploads",
  summary: "Get an address to upload a picture or a video to",
  description:
    "The address takes one file of exactly this length and type, once, for five minutes. Then `complete` has it looked at.",
  body: z.discriminatedUnion("purpose", [ofPicture, ofVideo]),
  data: uploadTicket,
  status: 201,
  idempotent: true,
});

export const completeUpload = endpoint({
  ...own,
  name: "completeUpload",
  method: "post",
  path: "/media/uploads/{id}/complete",
  summary: "Have what was uploaded looked at and made ready",
  description: `It is told by its content. What is refused is gone; once more, what is ready is answered again. ${kept}`,
  params: idParams,
  data: media,
  refusals: ["not_found", "upload_missing", "too_large", "unsupported_media_type", "validation_failed"],
});
