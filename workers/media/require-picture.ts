import { Problem, invalid } from "../middleware/problem.ts";
import { findPictureType, isDeclaredAs, markBytes } from "./picture-type.ts";

/** What one use of pictures takes. */
export interface PictureBounds {
  /** Where in the request the file is, for the refusal. */
  readonly path: string;
  readonly bytesMax: number;
  /** The shorter side. */
  readonly sideMinPx: number;
}

/** Decoding holds every pixel in memory, whatever the file weighs: 50 million are what phones take. */
const pixelsMax = 50_000_000;
const sideMaxPx = 12_000;

/**
 * The bytes of an uploaded picture that is what it says it is, and small enough to decode. The cheap questions come
 * first: its size, its first bytes, what it calls itself, and only then its header, from which the dimensions are read
 * without decoding anything. Bytes behind the picture are harmless: it is made anew, never handed on.
 */
export async function requirePicture(
  images: ImagesBinding,
  file: File,
  { path, bytesMax, sideMinPx }: PictureBounds,
): Promise<Blob> {
  if (file.size > bytesMax) throw new Problem("too_large", `The file is larger than ${bytesMax} bytes.`);
  const type = findPictureType(new Uint8Array(await file.slice(0, markBytes).arrayBuffer()));
  if (type === undefined) throw wrongType("The file is no JPEG, PNG or WebP picture.");
  if (!isDeclaredAs(file, type))
    throw wrongType(`The file is named or declared as something else than ${type}.`);
  const info = await readInfo(images, file, path);
  if (info.format !== type || !("width" in info)) throw wrongType(`The file only begins like ${type}.`);
  const { width, height } = info;
  if (width > sideMaxPx || height > sideMaxPx || width * height > pixelsMax) {
    throw invalid(
      path,
      "too_many_pixels",
      `has more than ${pixelsMax / 1e6} million pixels, or a very long side`,
    );
  }
  if (Math.min(width, height) < sideMinPx) {
    throw invalid(path, "too_small", `is less than ${sideMinPx} pixels wide or high`);
  }
  return file;
}

const wrongType = (message: string): Problem => new Problem("unsupported_media_type", message);

async function readInfo(images: ImagesBinding, file: Blob, path: string): Promise<ImageInfoResponse> {
  try {
    return await images.info(file.stream() as ReadableStream<Uint8Array>);
  } catch (error) {
    throw toPictureProblem(error, path);
  }
}

/** Codes of the images service that are about the service: out of quota, not on this plan, away. */
const serviceCodes: ReadonlySet<unknown> = new Set([9422, 9432, 9524]);

/** What the images service could not read is not a picture, whatever it looks like; other errors are ours. */
export function toPictureProblem(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "number") return error;
  if (!serviceCodes.has(error.code)) return invalid(path, "unreadable", "cannot be read as a picture");
  return new Problem("unavailable", "Pictures cannot be taken in just now. Try again later.", {
    headers: { "Retry-After": "60" },
  });
}
