import type { FileContent, FileQuestion, FileStorage, StoredFile } from "./storage.ts";

/** Files in an R2 bucket, through its binding. It cannot sign addresses for others, so their files come by the Worker. */
export const makeR2Storage = (bucket: R2Bucket): FileStorage => ({
  put: async (key, content, contentType) => {
    await bucket.put(key, toValue(content), { httpMetadata: { contentType } });
  },
  putNew: async (key, content, contentType) => {
    const onlyIf = new Headers({ "If-None-Match": "*" });
    const stored = await bucket.put(key, toValue(content), { httpMetadata: { contentType }, onlyIf });
    return stored !== null;
  },
  read: (key, question) => readFile(bucket, key, question),
  remove: (keys) => bucket.delete([...keys]),
  removalsMax: 1_000,
  presignPut: null,
});

/** A stream says how long it is by being one of that length; R2 takes no other. */
const toValue = (content: FileContent): ArrayBuffer | ReadableStream<Uint8Array> =>
  content instanceof ArrayBuffer ? content : content.stream.pipeThrough(new FixedLengthStream(content.size));

const conditions = ["If-None-Match", "If-Modified-Since"] as const;

async function readFile(
  bucket: R2Bucket,
  key: string,
  { headers, withoutBody }: FileQuestion,
): Promise<StoredFile | undefined> {
  if (withoutBody) {
    const found = await bucket.head(key);
    return found === null ? undefined : { ...describe(found), answer: "whole", range: null, body: null };
  }
  // A part of the version somebody has (`If-Range`) may be answered with the whole of what there is. So may a part that
  // the file does not have; R2 itself passes over such a `Range`.
  const range = headers.has("If-Range") ? new Headers() : pick(headers, ["Range"]);
  const found = await bucket.get(key, { onlyIf: pick(headers, conditions), range });
  if (found === null) return undefined;
  if (!("body" in found)) return { ...describe(found), answer: "same", range: null, body: null };
  const part = range.has("Range") ? findPart(found) : null;
  return { ...describe(found), answer: part === null ? "whole" : "part", range: part, body: found.body };
}

const pick = (headers: Headers, names: readonly string[]): Headers =>
  new Headers(
    names.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value] as [string, string]];
    }),
  );

const describe = ({ size, httpEtag: etag, uploaded: uploadedAt, httpMetadata }: R2Object) => ({
  size,
  etag,
  uploadedAt,
  contentType: httpMetadata?.contentType ?? "application/octet-stream",
});

/** Which part R2 gave; null when it is the whole, as for a `Range` that it could not read. */
function findPart({ range, size }: R2Object): StoredFile["range"] {
  // Its type says one of the two forms; at run time all three fields are there, some undefined.
  const { offset, length, suffix }: { offset?: number; length?: number; suffix?: number } = range ?? {};
  const first = suffix === undefined ? (offset ?? 0) : Math.max(0, size - suffix);
  const count = Math.min(suffix ?? length ?? size, size - first);
  return count === size ? null : { offset: first, length: count };
}
