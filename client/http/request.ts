import { pathOf } from "../../contract/http/endpoint.ts";
import type { Endpoint } from "../../contract/http/endpoint.ts";
import type { z } from "../../contract/zod.ts";
import { assert } from "../../domain/result.ts";

/** Query parameters travel as text; numbers may be given as numbers. */
type QueryInput<Query> = {
  readonly [Key in keyof Query]: Query[Key] | (string extends Query[Key] ? number : never);
};

type Part<Name extends string, Value> =
  Record<string, never> extends Value
    ? { readonly [Key in Name]?: Value | undefined }
    : { readonly [Key in Name]: Value };

/** What an operation is given, as its schemas have it: a part is optional when nothing in it is required. */
export type RequestOf<Operation extends Endpoint> = Part<"params", Readonly<z.input<Operation["params"]>>> &
  Part<"query", QueryInput<z.input<Operation["query"]>>> &
  (Operation["body"] extends z.ZodType
    ? undefined extends z.input<Operation["body"]>
      ? { readonly body?: z.input<Operation["body"]> }
      : { readonly body: z.input<Operation["body"]> }
    : { readonly body?: undefined }) & {
    /** Makes a retry of the same intent safe; made up when left out of an operation that takes one. */
    readonly idempotencyKey?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  };

/** The parts of any request, once their types were checked against the operation. */
export interface LooseRequest {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The address of one call: the operation's version and path with its parameters filled in. */
export function toPath(operation: Endpoint, { params = {}, query = {} }: LooseRequest): string {
  const path = pathOf(operation).replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    const value = params[name];
    assert(typeof value === "string" && value !== "", `parameter ${name} of ${operation.name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    assert(
      typeof value === "string" || typeof value === "number",
      `query parameter ${name} is text or a number`,
    );
    search.set(name, String(value));
  }
  return `${path}${search.size === 0 ? "" : `?${search.toString()}`}`;
}

/** The body as the operation's form has it; undefined when there is none. */
export function toBody(operation: Endpoint, { body }: LooseRequest): string | FormData | undefined {
  if (body === undefined) return undefined;
  if (operation.bodyForm === "json") return JSON.stringify(body);
  const form = new FormData();
  for (const [name, part] of Object.entries(body as Readonly<Record<string, string | Blob | undefined>>)) {
    if (part !== undefined) form.append(name, part);
  }
  return form;
}
