import { v7 } from "uuid";
import { successOf } from "../../contract/http/endpoint.ts";
import type { Endpoint } from "../../contract/http/endpoint.ts";
import { failure } from "../../contract/http/errors.ts";
import type { PageMeta } from "../../contract/http/page.ts";
import type { z } from "../../contract/zod.ts";
import { ApiError } from "./api-error.ts";
import { toBody, toPath } from "./request.ts";
import type { LooseRequest, RequestOf } from "./request.ts";

export interface ApiOptions {
  /** The site's origin; empty for the page's own. */
  readonly baseUrl: string;
  /** The platform's, or an app's own: `(request) => app.fetch(request, env)` makes calls in process. */
  readonly fetch?: (request: Request) => Response | Promise<Response>;
  /** Null leaves the header out; browsers use the access cookie instead. */
  readonly getAccessToken?: () => string | null;
  /** Gets a new access token or cookie after a 401; false when there is none to get. Never runs twice at a time. */
  readonly refresh?: () => Promise<boolean>;
  /** Sent with every request, such as `X-Client: mobile`, or a page's cookies when its loader calls in process. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly random?: () => number;
}

/** Calls operations; what goes in and comes out is typed by the operation's own schemas. */
export interface Api {
  /** Calls an operation; throws {@link ApiError}. */
  call<
    Params extends z.ZodObject,
    Query extends z.ZodObject,
    Body extends z.ZodType | null,
    Data extends z.ZodType,
  >(
    operation: Endpoint<Params, Query, Body, Data>,
    request: RequestOf<Endpoint<Params, Query, Body, Data>>,
  ): Promise<z.output<Data>>;
  /** Calls a list, with what is needed to read on. */
  page<
    Params extends z.ZodObject,
    Query extends z.ZodObject,
    Body extends z.ZodType | null,
    Data extends z.ZodType,
  >(
    operation: Endpoint<Params, Query, Body, Data>,
    request: RequestOf<Endpoint<Params, Query, Body, Data>>,
  ): Promise<{ readonly items: z.output<Data>; readonly meta: PageMeta }>;
  /** The shared refresh, for the room client: see {@link ApiOptions.refresh}. */
  refresh(): Promise<boolean>;
}

/** Repeats after the first attempt, where a repeat cannot do harm. */
const RETRIES_MAX = 2;
const RETRY_FIRST_MS = 250;
/** A server that asks for a longer pause is not waited for; the caller hears its answer. */
const RETRY_AFTER_MAX_MS = 5_000;
/** 401s that a new access token can cure. */
const curable: ReadonlySet<string> = new Set(["auth_required", "token_expired", "invalid_token"]);

export function createApi(options: ApiOptions): Api {
  const { baseUrl, getAccessToken, headers = {}, random = Math.random } = options;
  const send = options.fetch ?? ((request: Request) => fetch(request));
  let refreshing: Promise<boolean> | null = null;

  const refresh = (): Promise<boolean> => {
    if (options.refresh === undefined) return Promise.resolve(false);
    refreshing ??= options.refresh().finally(() => (refreshing = null));
    return refreshing;
  };

  const toRequest = (operation: Endpoint, request: LooseRequest, key: string | null): Request => {
    const all = new Headers(headers);
    all.set("Accept", "application/json");
    const token = getAccessToken?.() ?? null;
    if (token !== null) all.set("Authorization", `Bearer ${token}`);
    if (key !== null) all.set("Idempotency-Key", key);
    const { signal = null } = request;
    const body = toBody(operation, request);
    // A form names its own boundary.
    if (typeof body === "string") all.set("Content-Type", "application/json");
    return new Request(absolute(baseUrl, toPath(operation, request)), {
      method: operation.method.toUpperCase(),
      headers: all,
      signal,
      ...(body === undefined ? {} : { body }),
    });
  };

  /** An answer, or the error in its stead; throws only what the caller's own signal threw. */
  const callOnce = async (
    operation: Endpoint,
    request: LooseRequest,
    key: string | null,
  ): Promise<z.output<AnySuccess> | ApiError> => {
    try {
      const response = await send(toRequest(operation, request, key));
      return await readAnswer(operation, response);
    } catch (cause) {
      if (request.signal?.aborted === true) throw cause;
      const message = "The server could not be reached.";
      return new ApiError({ code: "unreachable", message, status: 0, requestId: null, cause });
    }
  };

  const callUntilAnswered = async (
    operation: Endpoint,
    request: LooseRequest,
  ): Promise<z.output<AnySuccess>> => {
    // One key for all attempts: that is what makes them one.
    const key = request.idempotencyKey ?? (operation.idempotent ? v7() : null);
    const repeatable = operation.method === "get" || key !== null;
    let refreshed = false;
    for (let attempt = 0; ;) {
      const outcome = await callOnce(operation, request, key);
      if (!(outcome instanceof ApiError)) return outcome;
      if (outcome.status === 401 && curable.has(outcome.code) && !refreshed) {
        refreshed = true;
        if (await refresh()) continue;
      }
      const waitMs = computeRetryMs(outcome, attempt, random);
      if (!repeatable || waitMs === null) throw outcome;
      attempt += 1;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  };

  return {
    async call(operation, request) {
      const { data } = await callUntilAnswered(operation, request);
      // `readAnswer` parsed it by this operation's schema.
      return data as z.output<typeof operation.data>;
    },
    async page(operation, request) {
      const { data, meta = { nextCursor: null, hasMore: false } } = await callUntilAnswered(
        operation,
        request,
      );
      return { items: data as z.output<typeof operation.data>, meta };
    },
    refresh,
  };
}

type AnySuccess = ReturnType<typeof successOf>;

async function readAnswer(operation: Endpoint, response: Response): Promise<z.output<AnySuccess> | ApiError> {
  const text = await response.text();
  const about = {
    status: response.status,
    requestId: response.headers.get("X-Request-Id"),
    retryAfterMs: readRetryAfterMs(response),
  };
  const parsed = (response.ok ? successOf(operation) : failure).safeParse(parseJson(text));
  if (!parsed.success) {
    const message = "The server's answer could not be read.";
    return new ApiError({ ...about, code: "unreadable_answer", message, cause: parsed.error });
  }
  return parsed.data.success ? parsed.data : new ApiError({ ...about, ...parsed.data.error });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How long to wait before the next attempt; null when there is none. A 4xx stays one, however often it is asked. */
function computeRetryMs(error: ApiError, attempt: number, random: () => number): number | null {
  if (attempt >= RETRIES_MAX || (error.status !== 0 && error.status < 502)) return null;
  const waitMs = Math.floor(RETRY_FIRST_MS * 2 ** attempt * (0.5 + random()));
  const askedMs = error.retryAfterMs ?? 0;
  return askedMs > RETRY_AFTER_MAX_MS ? null : Math.max(waitMs, askedMs);
}

/** `Retry-After` in seconds; the form with a date is not one of ours. */
function readRetryAfterMs(response: Response): number | null {
  const text = response.headers.get("Retry-After");
  return text !== null && /^\d{1,9}$/u.test(text) ? Number(text) * 1_000 : null;
}

/** Request needs a whole address outside a page. */
function absolute(baseUrl: string, path: string): string {
  return baseUrl === "" ? path : new URL(path, baseUrl).href;
}
