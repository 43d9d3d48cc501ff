import { toPictureProblem } from "./require-picture.ts";

/** A picture we made, as it is stored. */
export interface EncodedSquare<Side extends number> {
  readonly side: Side;
  readonly bytes: ArrayBuffer;
}

const webpQuality = 82;

/**
 * A picture as squares of these sides, cut from its middle and upright, as WebP without metadata. The upload is decoded
 * once, for the largest; the others are made from that, which is small.
 */
export async function encodeSquares<Side extends number>(
  images: ImagesBinding,
  picture: Blob,
  { sides, path }: { readonly sides: readonly Side[]; readonly path: string },
): Promise<EncodedSquare<Side>[]> {
  const largest = Math.max(...sides);
  const whole = await encodeSquare(images, picture, largest, path);
  return Promise.all(
    sides.map(async (side) => ({
      side,
      bytes: side === largest ? whole : await encodeSquare(images, new Blob([whole]), side, path),
    })),
  );
}

async function encodeSquare(
  images: ImagesBinding,
  picture: Blob,
  side: number,
  path: string,
): Promise<ArrayBuffer> {
  try {
    const made = await images
      .input(picture.stream() as ReadableStream<Uint8Array>)
      .transform({ width: side, height: side, fit: "cover" })
      .output({ format: "image/webp", quality: webpQuality, anim: false });
    return await made.response().arrayBuffer();
  } catch (error) {
    throw toPictureProblem(error, path);
  }
}
