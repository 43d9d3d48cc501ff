import type { FileContent, FileQuestion, FileStorage, StoredFile } from "./storage.ts";

/** One request to a storage that is reached over HTTP; the provider signs it and sends it. */
export interface StorageRequest {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
  readonly key: string;
  readonly headers?: Headers;
  readonly content?: FileContent;
}

export type SendRequest = (request: StorageRequest) => Promise<Response>;

/** What went wrong at a storage: its status and code, never the request, which carries keys. */
async function toError(response: Response): Promise<Error> {
  const text = await response.text();
  const code = /<Code>(\w+)<\/Code>/u.exec(text)?.[1] ?? "";
  return new Error(`The storage answered ${response.status} ${code}`.trim());
}

/** Reads a file the way every storage over HTTP answers: statuses and headers of HTTP itself. */
async function readHttpFile(
  send: SendRequest,
  key: string,
  { headers: asked, withoutBody }: FileQuestion,
): Promise<StoredFile | undefined> {
  const response = await send({
    method: withoutBody ? "HEAD" : "GET",
    key,
    headers: withoutBody ? new Headers() : pickQuestion(asked),
  });
  if (response.ok) return describe(response, withoutBody);
  if (response.status === 304) {
    // Some leave it out of this answer; it is the one that was asked about.
    const etag = response.headers.get("ETag") ?? asked.get("If-None-Match") ?? "";
    return { ...describe(response, true), answer: "same", range: null, etag };
  }
  if (response.status === 404) return discard(response, undefined);
  // A part that the file does not have may be answered with the whole of it, as R2 does.
  if (response.status !== 416) throw await toError(response);
  return discard(response, readHttpFile(send, key, { headers: new Headers(), withoutBody }));
}

/** A part of the version somebody has (`If-Range`) may be answered with the whole of what there is. */
function pickQuestion(asked: Headers): Headers {
  const names = ["If-None-Match", "If-Modified-Since", ...(asked.has("If-Range") ? [] : ["Range"])];
  return new Headers(
    names.flatMap((name) => {
      const value = asked.get(name);
      return value === null ? [] : [[name, value] as [string, string]];
    }),
  );
}

function describe({ status, headers, body }: Response, withoutBody: boolean): StoredFile {
  const range = status === 206 ? readRange(headers) : null;
  const modified = Date.parse(headers.get("Last-Modified") ?? "");
  return {
    answer: range === null ? "whole" : "part",
    etag: headers.get("ETag") ?? "",
    uploadedAt: Number.isNaN(modified) ? null : new Date(modified),
    contentType: headers.get("Content-Type") ?? "application/octet-stream",
    size: range?.size ?? Number(headers.get("Content-Length") ?? 0),
    range: range === null ? null : { offset: range.offset, length: range.length },
    body: withoutBody ? null : body,
  };
}

function readRange(headers: Headers) {
  const [, first, last, whole] = /^bytes (\d+)-(\d+)\/(\d+)$/u.exec(headers.get("Content-Range") ?? "") ?? [];
  if (whole === undefined) throw new Error("The storage answered a part without saying which");
  const offset = Number(first);
  return { offset, length: Number(last) - offset + 1, size: Number(whole) };
}

/** A body that is not read would hold its connection. */
async function discard<Value>(response: Response, value: Value | Promise<Value>): Promise<Value> {
  await response.body?.cancel();
  return value;
}

/** Stores a file; false when it was to be new and is not. */
async function putHttpFile(send: SendRequest, request: StorageRequest): Promise<boolean> {
  const response = await send(request);
  // S3 says 412; Azure 409, and 412 for the same in a race.
  if (response.status === 412 || response.status === 409) return discard(response, false);
  if (!response.ok) throw await toError(response);
  return discard(response, true);
}

/** How many files are removed at once. A Worker may have six connections open at a time. */
const removalsAtOnce = 5;

async function removeHttpFiles(send: SendRequest, keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += removalsAtOnce) {
    await Promise.all(keys.slice(at, at + removalsAtOnce).map((key) => removeFile(send, key)));
  }
}

async function removeFile(send: SendRequest, key: string): Promise<void> {
  const response = await send({ method: "DELETE", key });
  if (!response.ok && response.status !== 404) throw await toError(response);
  await discard(response, undefined);
}

/** A storage over HTTP, but for what is the provider's own. `onlyNew` are the headers that refuse to overwrite. */
export function makeHttpStorage(
  send: SendRequest,
  onlyNew: Readonly<Record<string, string>>,
): Omit<FileStorage, "presignPut"> {
  return {
    put: async (key, content, contentType) => {
      const headers = new Headers({ "Content-Type": contentType });
      const isStored = await putHttpFile(send, { method: "PUT", key, headers, content });
      if (!isStored) throw new Error("The storage refused to overwrite a file");
    },
    putNew: (key, content, contentType) => {
      const headers = new Headers({ "Content-Type": contentType, ...onlyNew });
      return putHttpFile(send, { method: "PUT", key, headers, content });
    },
    read: (key, question) => readHttpFile(send, key, question),
    remove: (keys) => removeHttpFiles(send, keys),
    // Each is a request of its own.
    removalsMax: 200,
  };
}

/** The body of a request and its length; a stream of known length is not sent in chunks, which S3 and Azure refuse. */
export function toRequestBody(content: FileContent | undefined): {
  readonly size: number;
  readonly body: ArrayBuffer | ReadableStream<Uint8Array> | undefined;
} {
  if (content === undefined) return { size: 0, body: undefined };
  if (content instanceof ArrayBuffer) return { size: content.byteLength, body: content };
  const { stream, size } = content;
  return { size, body: stream.pipeThrough(new FixedLengthStream(size)) };
}
