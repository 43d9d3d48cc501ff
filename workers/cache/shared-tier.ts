import type { Entry } from "./entry.ts";
import type { SharedTierName } from "./policies.ts";

/** A tier that isolates share: those of a location (edge), or all of them (kv). */
export interface SharedTier {
  readonly name: SharedTierName;
  find(digest: string): Promise<Entry | undefined>;
  /** `keepMs` is how long it may be of use to anybody. */
  put(digest: string, entry: Entry, keepMs: number): Promise<void>;
  /** When something with this tag was last written, as far as the tier knows. */
  findStamp(tag: string): Promise<number | undefined>;
  stamp(tag: string, atMs: number, keepMs: number): Promise<void>;
}

/** A tier that takes longer than this is slower than Postgres. */
const patienceMs = 250;

/** A cache is never the reason why a request fails: one that is away, slow or talks nonsense has nothing. */
export async function orNothing<Value>(work: Promise<Value>): Promise<Value | undefined> {
  const { promise: tooLong, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), patienceMs);
  try {
    return await Promise.race([work, tooLong]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
