import { createHmac } from "node:crypto";
import type { SendRequest } from "./http-file.ts";
import { makeHttpStorage, toRequestBody } from "./http-file.ts";
import type { FileStorage } from "./storage.ts";
import type { StorageSettings } from "./storage-settings.ts";

/** The version of Azure's interface these requests are written for. */
const apiVersion = "2023-11-03";

/** The headers that stand in a signature by their place, in this order. */
const signedInPlace = [
  "Content-Encoding",
  "Content-Language",
  "Content-Length",
  "Content-MD5",
  "Content-Type",
  "Date",
  "If-Modified-Since",
  "If-Match",
  "If-None-Match",
  "If-Unmodified-Since",
  "Range",
] as const;

/**
 * Files in a container of Azure Blob Storage, with requests signed by an account's key. An address of its kind for others
 * (SAS) binds neither length nor type, so their files come by the Worker.
 */
export function makeAzureStorage(settings: StorageSettings): FileStorage {
  const { AZURE_STORAGE_ACCOUNT: account, AZURE_STORAGE_CONTAINER: container } = settings;
  const endpoint = settings.AZURE_STORAGE_ENDPOINT || `https://${account}.blob.core.windows.net`;
  const send: SendRequest = async ({ method, key, headers = new Headers(), content }) => {
    const url = new URL(`${endpoint}/${container}/${key}`);
    const { size, body } = toRequestBody(content);
    headers.set("x-ms-version", apiVersion);
    headers.set("x-ms-date", new Date().toUTCString());
    if (method === "PUT") headers.set("x-ms-blob-type", "BlockBlob");
    headers.set("Authorization", `SharedKey ${account}:${sign(settings, { method, url, headers, size })}`);
    return fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  };
  return { ...makeHttpStorage(send, { "If-None-Match": "*" }), presignPut: null };
}

interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly size: number;
}

/** A request's signature: the method, the headers with a place, Azure's own headers by name, and what it is about. */
function sign(settings: StorageSettings, { method, url, headers, size }: SignedRequest): string {
  // The platform sends the length, so it is not among the headers; none is signed as nothing.
  const inPlace = signedInPlace.map((name) =>
    name === "Content-Length" ? (size === 0 ? "" : String(size)) : (headers.get(name) ?? ""),
  );
  const own = [...headers.keys()]
    .filter((name) => name.startsWith("x-ms-"))
    .toSorted()
    .map((name) => `${name}:${headers.get(name) ?? ""}`);
  const resource = `/${settings.AZURE_STORAGE_ACCOUNT}${url.pathname}`;
  return createHmac("sha256", decodeKey(settings.AZURE_STORAGE_KEY))
    .update([method, ...inPlace, ...own, resource].join("\n"))
    .digest("base64");
}

const decodeKey = (key: string): Uint8Array =>
  Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
