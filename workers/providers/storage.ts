import type { Bindings } from "../env.ts";
import { makeR2Storage } from "./r2-storage.ts";

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
  readonly uploadedAt: Date;
  readonly contentType: string;
  readonly size: number;
  /** Of a part. */
  readonly range: { readonly offset: number; readonly length: number } | null;
  readonly body: ReadableStream<Uint8Array> | null;
}

/** Where files are kept. One file per provider; keys are made by us and never by a client. */
export interface FileStorage {
  readonly put: (key: string, bytes: ArrayBuffer, contentType: string) => Promise<void>;
  /** Undefined when there is no such file. */
  readonly read: (key: string, question: FileQuestion) => Promise<StoredFile | undefined>;
  /** At most 1,000 keys; those that are not there count as removed. */
  readonly remove: (keys: readonly string[]) => Promise<void>;
}

/** The storage of a configuration. */
export const getStorage = ({ MEDIA }: Pick<Bindings, "MEDIA">): FileStorage => makeR2Storage(MEDIA);
