import { useMatches } from "@remix-run/react";

/** The reader's watches among the things on a page: each thing's id, and the watch's. */
export type Watches = Readonly<Record<string, string>>;

/** The reader's watch of a thing, from whichever loader of the page looked for it. */
export function useWatchId(subjectId: string): string | undefined {
  for (const { data } of useMatches()) {
    const found = (data as { readonly watches?: Watches } | null | undefined)?.watches?.[subjectId];
    if (found !== undefined) return found;
  }
  return undefined;
}
