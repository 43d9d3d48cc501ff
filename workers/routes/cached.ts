import type { z } from "zod";
import type { Endpoint } from "../../contract/http/endpoint.ts";
import { answerFound } from "../cache/answer.ts";
import { rememberAddress } from "../cache/front.ts";
import type { Reader } from "../cache/front.ts";
import { getCache } from "../cache/isolate.ts";
import type { CacheKind } from "../cache/policies.ts";
import type { AppContext } from "../environment.ts";
import { isUnavailable } from "../middleware/errors.ts";
import type { InputOf } from "./mount.ts";

/** How the answers of an operation are kept for those who are nobody. */
export interface CacheRule<E extends Endpoint> {
  /** Null: this request's answer is not everybody's. */
  readonly kindOf: (input: InputOf<E>) => CacheKind | null;
  /** The question with defaults that depend on the rest of it; without this, as the schema left it. */
  readonly completeQuery?: (query: InputOf<E>["query"]) => InputOf<E>["query"];
  /** What the answer is made of: whoever changes one of these drops it. */
  readonly tagsOf: (data: z.output<E["data"]>) => readonly string[];
  /** Told of every answer, kept or read just now. */
  readonly onRead?: (reader: Reader, input: InputOf<E>) => void;
}

interface CachedRequest<E extends Endpoint> {
  readonly operation: E;
  readonly rule: CacheRule<E>;
  readonly kind: CacheKind;
  readonly input: InputOf<E>;
  /** The operation itself, as the text of its envelope. */
  readonly run: () => Promise<{ readonly text: string; readonly data: z.output<E["data"]> }>;
}

/** Answers from the cache, or reads and keeps. */
export async function answerCached<E extends Endpoint>(
  context: AppContext,
  { operation, rule, kind, input, run }: CachedRequest<E>,
): Promise<Response> {
  const reader = readerOf(context);
  const query = rule.completeQuery?.(input.query) ?? input.query;
  const key = computeKey(operation, { params: input.params, query });
  const found = await getCache(context.env).read({
    kind,
    key,
    keepAlive: reader.keepAlive,
    isAway: isUnavailable,
    load: async () => {
      const { text, data } = await run();
      return { text, tags: rule.tagsOf(data) };
    },
  });
  const onRead = rule.onRead === undefined ? undefined : (by: Reader) => rule.onRead?.(by, input);
  onRead?.(reader);
  rememberAddress(context.req.raw, { kind, key, onRead });
  context.set("source", found.isLastResort ? "stale" : found.source);
  return answerFound(context, kind, found);
}

export const readerOf = ({ env, executionCtx }: AppContext): Reader => ({
  env,
  keepAlive: (work) => executionCtx.waitUntil(work),
});

/**
 * The parsed request in one order, defaults filled in: two ways to write the same question are one key, and nothing that
 * no schema took can make two answers of one.
 */
function computeKey(
  operation: Endpoint,
  { params, query }: Pick<InputOf<Endpoint>, "params" | "query">,
): string {
  const parts = Object.entries({ ...params, ...query })
    .filter(([, value]) => value !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${operation.name} ${JSON.stringify(parts)}`;
}
