import type { Permission } from "../../domain/access/permissions.ts";
import type { Scope } from "../../domain/access/scopes.ts";
import { z } from "../zod.ts";
import type { ErrorCode } from "./errors.ts";
import { pageMeta } from "./page.ts";
import type { RateClass } from "./rate-class.ts";

/** Who may call: anybody, anybody signed in, or whose role has a permission. */
export type Access = "public" | "signed-in" | Permission;

/**
 * How lately the caller must have proved who they are: within ten minutes, with a second factor where they have one
 * (`recent`) or in any case (`second-factor`). Refused with `mfa_required` and answered at `/auth/step-up`.
 */
export type StepUp = "recent" | "second-factor";

const nothing = z.object({});
type Nothing = typeof nothing;

/**
 * One operation of the interface as data: the Worker mounts it, the typed client calls it and the OpenAPI document
 * describes it, so the three cannot differ.
 */
export interface Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType | null = z.ZodType | null,
  Data extends z.ZodType = z.ZodType,
> {
  readonly name: string;
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** A route gains a sibling under a new version; the old one stays as it is. */
  readonly version: 1 | 2;
  /** Under `/api/v<version>`, with parameters as `{name}`. */
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly description: string | null;
  readonly access: Access;
  readonly stepUp: StepUp | null;
  /** What an API key must be for to call this; null: no key ever opens it. */
  readonly scope: Scope | null;
  readonly params: Params;
  readonly query: Query;
  /** Null: the operation takes no body. */
  readonly body: Body;
  /** How the body travels: as JSON, or as a form with files in it (`multipart/form-data`). */
  readonly bodyForm: "json" | "multipart";
  /** How the answer travels: in the envelope, as a document of its own, or as one or the other as the caller asks. */
  readonly answer: "json" | "pdf" | "csv" | "json-or-csv";
  /** What stands in `data` of the envelope; of a document, nothing. */
  readonly data: Data;
  readonly status: 200 | 201;
  /** True for lists: `limit` and `cursor` in, `meta.nextCursor` and `meta.hasMore` out. */
  readonly paged: boolean;
  /** True where `Idempotency-Key` makes a retry safe. */
  readonly idempotent: boolean;
  /** Secrets of `data` that are in the first answer only and kept nowhere, not for a replay either. */
  readonly showOnce: readonly string[];
  /** Which limits count it. */
  readonly rate: RateClass;
  /** Its own refusals, beyond those every operation of its kind can give. */
  readonly refusals: readonly ErrorCode[];
}

interface EndpointSpec<Params, Query, Body, Data> {
  readonly name: string;
  readonly method: Endpoint["method"];
  readonly version?: Endpoint["version"];
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly stepUp?: StepUp;
  readonly scope?: Scope;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly bodyForm?: Endpoint["bodyForm"];
  readonly answer?: Endpoint["answer"];
  readonly data: Data;
  readonly status?: 200 | 201;
  readonly paged?: boolean;
  readonly idempotent?: boolean;
  readonly showOnce?: readonly string[];
  readonly rate?: RateClass;
  readonly refusals?: readonly ErrorCode[];
}

/**
 * Declares an operation. Left out: version 1, no API key, no step-up, no parameters, no body (else JSON), 200, not a
 * list, not idempotent, limited as a read or as a write by its method.
 */
export function endpoint<
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
  Body extends z.ZodType | null = null,
  Data extends z.ZodType = z.ZodType,
>(spec: EndpointSpec<Params, Query, Body, Data>): Endpoint<Params, Query, Body, Data> {
  return {
    name: spec.name,
    method: spec.method,
    version: spec.version ?? 1,
    path: spec.path,
    tag: spec.tag,
    summary: spec.summary,
    description: spec.description ?? null,
    access: spec.access,
    stepUp: spec.stepUp ?? null,
    scope: spec.scope ?? null,
    // The defaults of the type parameters are exactly these values.
    params: spec.params ?? (nothing as unknown as Params),
    query: spec.query ?? (z.strictObject({}) as unknown as Query),
    body: spec.body ?? (null as Body),
    bodyForm: spec.bodyForm ?? "json",
    answer: spec.answer ?? "json",
    data: spec.data,
    status: spec.status ?? 200,
    paged: spec.paged ?? false,
    idempotent: spec.idempotent ?? false,
    showOnce: spec.showOnce ?? [],
    rate: spec.rate ?? (spec.method === "get" ? "read" : "write"),
    refusals: spec.refusals ?? [],
  };
}

/** Where an operation is: `/api/v1/auctions/{id}`. */
export const pathOf = (operation: Endpoint): string => `/api/v${operation.version}${operation.path}`;

/** The envelope of an operation that worked. */
export function successOf<Data extends z.ZodType>(
  operation: Endpoint<z.ZodObject, z.ZodObject, z.ZodType | null, Data>,
) {
  return z.object({
    success: z.literal(true),
    data: operation.data,
    meta: operation.paged ? pageMeta : pageMeta.optional(),
  });
}
