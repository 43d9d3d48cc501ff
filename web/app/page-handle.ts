import { useMatches } from "@remix-run/react";

/** What a route says about itself to the document around it. */
export type PageHandle = {
  /**
   * Whether the page, with the data its loader read, is a room: it fills the screen, without footer and tab bar, and
   * is dark unless the reader chose otherwise.
   */
  readonly isRoom?: (data: unknown) => boolean;
};

/** True while the page on screen is a room. */
export function useIsRoom(): boolean {
  const match = useMatches().at(-1);
  return (match?.handle as PageHandle | undefined)?.isRoom?.(match?.data) ?? false;
}
