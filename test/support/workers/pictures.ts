import { env } from "cloudflare:workers";

/** Pictures as people have them, made here: what a test uploads is then known to the byte. */

const toBytes = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0));

const join = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = join(toBytes(type), data);
  return join(uint32(data.length), body, uint32(crc32(body)));
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A PNG in one colour. `rows` fewer than its height make a file that claims more than it holds. */
export async function makePng(
  width: number,
  height: number,
  {
    rows = height,
    colour = [200, 60, 40],
  }: { readonly rows?: number; readonly colour?: readonly number[] } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const row = new Uint8Array(1 + width * 3);
  for (let at = 0; at < width * 3; at += 1) row[1 + at] = colour[at % 3] ?? 0;
  const pixels = new Uint8Array(row.length * rows);
  for (let at = 0; at < rows; at += 1) pixels.set(row, at * row.length);
  const header = join(uint32(width), uint32(height), Uint8Array.of(8, 2, 0, 0, 0));
  return join(
    toBytes("\u0089PNG\r\n\u001a\n"),
    chunk("IHDR", header),
    chunk("IDAT", await deflate(pixels)),
    chunk("IEND", new Uint8Array()),
  );
}

/** The same in another format. */
export async function makePicture(
  format: "image/jpeg" | "image/webp",
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const png = new Blob([await makePng(width, height)]);
  const made = await env.IMAGES.input(png.stream() as ReadableStream<Uint8Array>).output({ format });
  return new Uint8Array(await made.response().arrayBuffer());
}

/** What a phone writes into a photo: a little-endian EXIF block with a GPS directory, and a camera turned by 90°. */
function makeExif(): Uint8Array {
  const entry = (tag: number, type: number, count: number, value: number): number[] => {
    const bytes = new Uint8Array(12);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, tag, true);
    view.setUint16(2, type, true);
    view.setUint32(4, count, true);
    view.setUint32(8, value, true);
    return [...bytes];
  };
  const gpsAt = 8 + 2 + 2 * 12 + 4;
  const tiff = Uint8Array.from([
    ...toBytes("II*\0\b\0\0\0"),
    ...toBytes("\u0002\0"),
    ...entry(0x0112, 3, 1, 6),
    ...entry(0x8825, 4, 1, gpsAt),
    ...toBytes("\0\0\0\0\u0001\0"),
    ...entry(1, 2, 2, "N".charCodeAt(0)),
    ...toBytes("\0\0\0\0"),
  ]);
  return join(toBytes("Exif\0\0"), tiff);
}

/** A JPEG with a place in it, and with `trailer` behind its end. */
export function withGps(jpeg: Uint8Array, trailer = ""): Uint8Array<ArrayBuffer> {
  const exif = makeExif();
  const length = exif.length + 2;
  const segment = join(Uint8Array.of(0xff, 0xe1, length >> 8, length & 0xff), exif);
  return join(jpeg.subarray(0, 2), segment, jpeg.subarray(2), toBytes(trailer));
}

/** Whether a file is WebP, and the names of its chunks: pixels are in `VP8 `, `VP8L` and `ALPH`, the rest is talk. */
export function readWebp(bytes: Uint8Array<ArrayBuffer>): {
  readonly chunks: string[];
  readonly isWebp: boolean;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  const chunks: string[] = [];
  for (let at = 12; at + 8 <= bytes.length;) {
    chunks.push(name(at));
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size % 2);
  }
  return { chunks, isWebp: name(0) === "RIFF" && name(8) === "WEBP" };
}

/** The beginning of an MP4 as phones write it, and `rest` in its media. */
export function makeMp4(rest = "moving", brand = "isom"): Uint8Array<ArrayBuffer> {
  const box = (type: string, data: Uint8Array) => join(uint32(data.length + 8), toBytes(type), data);
  const kind = join(toBytes(brand), uint32(0x200), toBytes("isomiso2avc1mp41"));
  return join(box("ftyp", kind), box("mdat", toBytes(rest)));
}

/** The beginning of a WebM as browsers record it. */
export const makeWebm = (rest = "moving", kind = "webm"): Uint8Array<ArrayBuffer> =>
  join(
    Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0xf7, 0x81, 1),
    Uint8Array.of(0x42, 0x82, 0x80 + kind.length),
    toBytes(kind),
    toBytes(rest),
  );
