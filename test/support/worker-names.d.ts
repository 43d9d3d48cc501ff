import type * as Workers from "@cloudflare/workers-types";

/**
 * Names of the Workers platform for what Node tests read of the Worker's own files. Its types as a whole would replace
 * Node's fetch, URL and sockets in these programs.
 */
declare global {
  type SqlStorage = Workers.SqlStorage;
  type SqlStorageValue = Workers.SqlStorageValue;
  type DurableObjectStorage = Workers.DurableObjectStorage;
}
