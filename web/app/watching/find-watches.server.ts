import { listWatches } from "../../../contract/http/watchlist.ts";
import type { PageApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import type { Watches } from "./use-watch-id.ts";

/** As many as one question may be about. */
const ASKED_MAX = 100;

/** Which of the things on a page its reader watches. A page whose watches cannot be read is still a page. */
export async function findWatches(api: PageApi, subjectIds: readonly string[]): Promise<Watches> {
  if (!api.mayBeSignedIn || subjectIds.length === 0) return {};
  const asked = [...new Set(subjectIds)].slice(0, ASKED_MAX);
  const found = await attempt(
    api.page(listWatches, {
      params: { userId: "me" },
      query: { limit: ASKED_MAX, subjectIds: asked.join(",") },
    }),
  );
  return found.ok ? Object.fromEntries(found.value.items.map(({ subjectId, id }) => [subjectId, id])) : {};
}
