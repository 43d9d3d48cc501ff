import type { Bindings } from "../../env.ts";
import { getSettings } from "../../env.ts";
import { makeAzureStorage } from "./azure-storage.ts";
import { makeR2Storage } from "./r2-storage.ts";
import { makeS3Storage } from "./s3-storage.ts";
import type { StorageSettings } from "./storage-settings.ts";

/** What a reader asks of a file besides its name. */
export interface FileQuestion {
  /** Their `If-None-Match`, `If-Modified-Since` and `Range`. */
  readonly headers: Headers;
  /** Only what would be said of it, as for HEAD. */
  readonly withoutBody: boolean;
}

/** A file as it is handed to its reader: `whole`, a `part`, or the word that theirs is still good (`same`). */
export interface StoredFile {
  readonly answer: "whole" | "part" | "same";
  readonly etag: string;
  /** Null where the provider did not say. */
  readonly uploadedAt: Date | null;
  readonly contentType: string;
  readonly size: number;
  /** Of a part. */
  readonly range: { readonly offset: number; readonly length: number } | null;
  readonly body: ReadableStream<Uint8Array> | null;
}

/** Bytes to be kept: at hand, or on their way with their number known, which every provider asks for. */
export type FileContent =
  | ArrayBuffer
  | { readonly stream: ReadableStream<Uint8Array>; readonly size: number };

/** A file that somebody else may put there: once, of exactly this length and type. */
export interface ExpectedFile {
  readonly contentType: string;
  readonly size: number;
  readonly lifeSeconds: number;
}

/** How they do. */
export interface PresignedPut {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where files are kept. One file per provider; keys are made by us and never by a client. */
export interface FileStorage {
  readonly put: (key: string, content: FileContent, contentType: string) => Promise<void>;
  /** The same where there is nothing yet; false, and nothing changed, where there is. */
  readonly putNew: (key: string, content: FileContent, contentType: string) => Promise<boolean>;
  /** Undefined when there is no such file. */
  readonly read: (key: string, question: FileQuestion) => Promise<StoredFile | undefined>;
  /** At most {@link FileStorage.removalsMax} keys; those that are not there count as removed. */
  readonly remove: (keys: readonly string[]) => Promise<void>;
  readonly removalsMax: number;
  /** Null where the provider cannot bind length and type: such uploads go through the Worker. */
  readonly presignPut: ((key: string, file: ExpectedFile) => Promise<PresignedPut>) | null;
}

/** The storage of a configuration. */
export function getStorage(env: Pick<Bindings, "MEDIA">): FileStorage {
  const settings = getSettings(env);
  switch (settings.STORAGE_PROVIDER) {
    case "r2":
      return makeR2Storage(env.MEDIA);
    case "s3":
      return makeS3Storage(settings);
    case "azure":
      return makeAzureStorage(settings);
  }
}

/** Where browsers send files to besides our own origin; null where they do not. */
export const findUploadOrigin = (settings: StorageSettings): string | null =>
  settings.STORAGE_PROVIDER === "s3" ? new URL(settings.S3_ENDPOINT).origin : null;
