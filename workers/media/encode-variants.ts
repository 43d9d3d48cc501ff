import { listPictureWidths, pictureFormats } from "../../contract/pictures.ts";
import type { PictureFormat } from "../../contract/pictures.ts";
import type { Finding } from "../../db/queries/uploads.ts";
import { toPictureProblem } from "./require-picture.ts";

/** A variant we made, as it is stored. */
export interface EncodedVariant {
  readonly widthPx: number;
  readonly format: PictureFormat;
  readonly bytes: ArrayBuffer;
}

export interface EncodedPicture extends Finding {
  readonly variants: readonly EncodedVariant[];
}

/** Where either format begins to look clean; AVIF's scale is another one. */
const qualities = { avif: 58, webp: 78 } as const satisfies Record<PictureFormat, number>;

const placeholderWidthPx = 20;
const placeholderQuality = 40;

/**
 * A picture in every width and format, upright and without metadata, and a few pixels of it to show meanwhile. The upload
 * is decoded once: the others are made from the largest, kept without loss until then.
 */
export async function encodeVariants(
  images: ImagesBinding,
  picture: Blob,
  path: string,
): Promise<EncodedPicture> {
  try {
    const largest = await transform(images, picture, {
      // Where it stays as wide as it was, this only turns it upright.
      width: Math.max(...listPictureWidths(Number.MAX_SAFE_INTEGER)),
      output: { format: "image/png" },
    });
    const { widthPx, heightPx } = await measure(images, largest);
    const widths = listPictureWidths(widthPx);
    const [placeholder, ...variants] = await Promise.all([
      makePlaceholder(images, largest),
      ...widths.flatMap((width) =>
        pictureFormats.map((format) => encode(images, largest, { width, format })),
      ),
    ]);
    return { widthPx, heightPx, placeholder, variants };
  } catch (error) {
    throw toPictureProblem(error, path);
  }
}

interface Wanted {
  readonly width: number;
  readonly output: ImageOutputOptions;
}

async function transform(images: ImagesBinding, picture: Blob, { width, output }: Wanted): Promise<Blob> {
  const made = await images
    .input(picture.stream() as ReadableStream<Uint8Array>)
    .transform({ width, fit: "scale-down" })
    .output({ ...output, anim: false });
  return made.response().blob();
}

async function measure(images: ImagesBinding, picture: Blob) {
  const info = await images.info(picture.stream() as ReadableStream<Uint8Array>);
  if (!("width" in info)) throw new Error("A picture we made has no size");
  return { widthPx: info.width, heightPx: info.height };
}

async function encode(
  images: ImagesBinding,
  picture: Blob,
  { width, format }: { readonly width: number; readonly format: PictureFormat },
): Promise<EncodedVariant> {
  const output = { format: `image/${format}`, quality: qualities[format] } as const;
  const made = await transform(images, picture, { width, output });
  return { widthPx: width, format, bytes: await made.arrayBuffer() };
}

async function makePlaceholder(images: ImagesBinding, picture: Blob): Promise<string> {
  const output = { format: "image/webp", quality: placeholderQuality } as const;
  const made = await transform(images, picture, { width: placeholderWidthPx, output });
  const bytes = new Uint8Array(await made.arrayBuffer());
  return `data:image/webp;base64,${btoa(String.fromCharCode(...bytes))}`;
}
