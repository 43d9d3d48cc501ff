const stampsMax = 10_000;

/**
 * When something with a tag was last written, as this isolate knows. What was read before is not kept: a slow reading
 * that began before a write must not put the old answer back.
 */
export interface Stamps {
  stamp(tag: string, atMs: number): void;
  /** Whether nothing under these tags was written since. Within one millisecond nobody knows, so that counts as written. */
  isCurrent(reading: { readonly tags: readonly string[]; readonly readAtMs: number }): boolean;
}

export function createStamps(): Stamps {
  const stamps = new Map<string, number>();
  /** The latest of the stamps that were dropped: what was read before it might be outdated, so it counts as such. */
  let floorMs = 0;
  return {
    stamp(tag, atMs) {
      stamps.delete(tag);
      stamps.set(tag, atMs);
      if (stamps.size <= stampsMax) return;
      for (const [oldest, droppedMs] of stamps) {
        floorMs = Math.max(floorMs, droppedMs);
        stamps.delete(oldest);
        break;
      }
    },
    isCurrent: ({ tags, readAtMs }) =>
      readAtMs > floorMs && tags.every((tag) => readAtMs > (stamps.get(tag) ?? 0)),
  };
}
