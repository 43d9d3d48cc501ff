import type { Context, Hono, MiddlewareHandler } from "hono";
import type { z } from "zod";
import { pathOf } from "../../contract/http/endpoint.ts";
import type { Endpoint } from "../../contract/http/endpoint.ts";
import type { PageMeta } from "../../contract/http/page.ts";
import { assert } from "../../domain/result.ts";
import type { AppEnvironment } from "../environment.ts";
import { authenticate, requireAccess, requireScope } from "../middleware/authenticate.ts";
import { withinDeadline } from "../middleware/deadline.ts";
import { answerText } from "../middleware/conditional.ts";
import { runOnce } from "../middleware/idempotency.ts";
import { limitOperation } from "../middleware/rate-limit.ts";
import { requireStepUp } from "../middleware/step-up.ts";
import { readForm, readJson } from "../middleware/read-body.ts";
import { validate } from "../middleware/validate.ts";
import { notFound } from "../middleware/problem.ts";
import { auditOverseen } from "./account-audit.ts";
import { answerCached } from "./cached.ts";
import type { CacheRule } from "./cached.ts";

/** The interface as it is being put together: its router, and what is mounted on it. */
export interface Interface {
  readonly app: Hono<AppEnvironment>;
  readonly operations: Endpoint[];
}

/** A parsed request. */
export interface InputOf<E extends Endpoint> {
  readonly params: z.output<E["params"]>;
  readonly query: z.output<E["query"]>;
  readonly body: E["body"] extends z.ZodType ? z.output<E["body"]> : undefined;
}

/** What a route answers; put into the envelope here. */
interface Answer<Data> {
  readonly data: Data;
  readonly meta?: PageMeta;
  readonly headers?: Readonly<Record<string, string>>;
}

type Handle<E extends Endpoint> = (
  context: Context<AppEnvironment>,
  input: InputOf<E>,
) => Promise<Answer<z.input<E["data"]>> | Response>;

interface MountOptions<E extends Endpoint> {
  /** Bytes of body; 64 KiB unless the operation carries more or less. */
  readonly bodyBytesMax?: number;
  /** The room parses: its schema, its refusal code, its order of precedence (POST …/commands, …/bid). */
  readonly parsedByRoom?: true;
  /** The operation makes a sign-in or ends one, so one that has run out must not stand in its way. */
  readonly ignoresSignIn?: true;
  /** What the whole request may take; see `middleware/deadline.ts`. More for one that carries a picture. */
  readonly timeMs?: number;
  /** Public answers are kept, for callers who are nobody. What is somebody's own never is. */
  readonly cache?: CacheRule<E>;
}

const bodyBytesDefault = 65_536;

const withoutSignIn: MiddlewareHandler<AppEnvironment> = (context, next) => {
  context.set("caller", null);
  return next();
};

/**
 * Serves an operation: who calls, whether they may, how often and proved lately enough, whether the request is
 * well-formed, whether it was done before, and only then the route. The answer passes its schema on the way out, so a
 * column nobody listed cannot leak.
 */
export function mount<E extends Endpoint>(
  { app, operations }: Interface,
  operation: E,
  handle: Handle<E>,
  options: MountOptions<E> = {},
): void {
  operations.push(operation);
  const path = pathOf(operation).replaceAll(/\{(\w+)\}/gu, ":$1");
  const identify = options.ignoresSignIn === true ? withoutSignIn : authenticate;
  app.on(operation.method, path, withinDeadline(options.timeMs), identify, async (context) => {
    if (operation.access !== "public") requireAccess(context, operation.access);
    requireScope(context, operation.scope);
    const reading = readBody(context, operation, options);
    // A body that is wrong is told below; a request too many is told first.
    reading.catch(() => undefined);
    await limitOperation(context, operation);
    if (operation.stepUp !== null) await requireStepUp(context, operation.stepUp);
    const params = readParams(operation, context.req.param());
    const query = validate(operation.query, readQuery(context.req.queries()));
    const body = await reading;
    // The three were parsed by the schemas the type is inferred from.
    const input = { params, query, body: body.value } as InputOf<E>;
    const write = ({ data, meta, headers }: Answer<z.input<E["data"]>>) => {
      const shown = operation.data.parse(data) as z.output<E["data"]>;
      const envelope = { success: true, data: shown, ...(meta === undefined ? {} : { meta }) };
      return { text: JSON.stringify(envelope), data: shown, headers };
    };
    const kind = context.get("caller") === null ? options.cache?.kindOf(input) : null;
    if (options.cache !== undefined && kind !== null && kind !== undefined) {
      const run = async () => {
        const answered = await handle(context, input);
        assert(!(answered instanceof Response), "what is a stream is not kept");
        return write(answered);
      };
      return answerCached(context, { operation, rule: options.cache, kind, input, run });
    }
    const answer = async (): Promise<Response> => {
      const answered = await handle(context, input);
      await auditOverseen(context, operation);
      // Too long to be held: a stream that puts itself into the envelope and its items through their schemas.
      if (answered instanceof Response) return answered;
      const { text, headers } = write(answered);
      return answerText(context, { text, type: "application/json", status: operation.status, headers });
    };
    if (!operation.idempotent) return answer();
    return runOnce(context, { bodyText: body.text, secrets: operation.showOnce }, answer);
  });
}

async function readBody<E extends Endpoint>(
  context: Context<AppEnvironment>,
  operation: E,
  options: MountOptions<E>,
) {
  if (operation.body === null) return { text: "", value: undefined };
  const bytesMax = options.bodyBytesMax ?? bodyBytesDefault;
  if (options.parsedByRoom === true) {
    const { text, value } = await readJson(context, bytesMax, { lenient: true });
    return { text, value };
  }
  const read = operation.bodyForm === "multipart" ? readForm : readJson;
  const { text, value } = await read(context, bytesMax);
  return { text, value: validate(operation.body, value) };
}

/** An id that is none is answered like one that does not exist: neither tells anything. */
function readParams(operation: Endpoint, params: Record<string, string>): Record<string, unknown> {
  const parsed = operation.params.safeParse(params);
  if (!parsed.success) throw notFound("thing");
  return parsed.data;
}

/** A parameter given twice stays a list, which no schema takes: guessing which one is meant would ignore the other. */
function readQuery(queries: Record<string, string[]>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
}
