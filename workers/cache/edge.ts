import { z } from "../../contract/zod.ts";
import { entryMark } from "./entry.ts";
import type { EntryMark } from "./entry.ts";
import type { SharedTier } from "./shared-tier.ts";

const markHeader = "X-Entry";

/**
 * The Cache API: one per location, shared by its isolates, consistent at once. Its keys are addresses; these are under
 * our own host, in a cache of their own name, so no request from outside is ever answered from it but by our code.
 */
export function createEdgeTier(origin: string): SharedTier {
  const open = (): Promise<Cache> => caches.open("catalogue");
  const addressOf = (path: string): string => `${origin}/cache/1/${path}`;
  const read = async (path: string): Promise<Response | undefined> => (await open()).match(addressOf(path));
  const write = async (path: string, body: BodyInit, headers: Record<string, string>): Promise<void> =>
    (await open()).put(addressOf(path), new Response(body, { headers }));
  const keepFor = (keepMs: number) => ({ "Cache-Control": `public, max-age=${Math.ceil(keepMs / 1_000)}` });

  return {
    name: "edge",
    async find(digest) {
      const answer = await read(`entries/${digest}`);
      if (answer === undefined) return undefined;
      const mark = entryMark.parse(JSON.parse(answer.headers.get(markHeader) ?? ""));
      return { ...mark, body: new Uint8Array(await answer.arrayBuffer()) };
    },
    async put(digest, { body, etag, tags, readAtMs }, keepMs) {
      const mark: EntryMark = { etag, tags: [...tags], readAtMs };
      await write(`entries/${digest}`, body, { ...keepFor(keepMs), [markHeader]: JSON.stringify(mark) });
    },
    async findStamp(tag) {
      const answer = await read(`tags/${encodeURIComponent(tag)}`);
      return answer === undefined ? undefined : z.int().parse(Number(await answer.text()));
    },
    stamp: (tag, atMs, keepMs) => write(`tags/${encodeURIComponent(tag)}`, String(atMs), keepFor(keepMs)),
  };
}
