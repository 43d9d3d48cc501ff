import { errorStatuses, failure, statusOfRefusal } from "../../contract/http/errors.ts";
import type { ErrorCode, InterfaceErrorCode } from "../../contract/http/errors.ts";
import { pathOf, successOf } from "../../contract/http/endpoint.ts";
import type { Endpoint } from "../../contract/http/endpoint.ts";
import { rateClasses } from "../../contract/http/rate-class.ts";
import type { RateClass } from "../../contract/http/rate-class.ts";
import { z } from "../../contract/zod.ts";
import { scopes } from "../../domain/access/scopes.ts";
import type { RefusalCode } from "../../domain/room/refusal.ts";
import { limitsOfClass, rateLimits } from "../rate-limits.ts";
import type { RateLimitName } from "../rate-limits.ts";
import { plainRoutes } from "./plain-routes.ts";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the operations. Its schemas are zod's own JSON Schema, so they say what is enforced. */
export function describeInterface(operations: readonly Endpoint[], origin: string): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = pathOf(operation);
    paths[path] = { ...paths[path], [operation.method]: describeOperation(operation, schemas) };
  }
  for (const { method = "get", path, summary, answer, others = {} } of plainRoutes) {
    const responses = { ...describePlainAnswer(answer, summary), ...describeOthers(others, schemas) };
    const described = { tags: ["Service"], summary, parameters: listPathParameters(path), responses };
    paths[path] = { ...paths[path], [method]: described };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Blytz Live",
      version: "1.0.0",
      description:
        "Every answer is an envelope: `{ success: true, data, meta? }` or `{ success: false, error }`. Money is an integer " +
        "in minor units. Times are RFC 3339, and epoch milliseconds (`…Ms`) in lots, facts and room frames.",
    },
    servers: [{ url: origin }],
    paths,
    "x-rate-classes": Object.fromEntries(rateClasses.map((name) => [name, describeRateClass(name)])),
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        apiKey: { type: "http", scheme: "bearer", bearerFormat: "blz_…", description: describeScopes() },
        cookie: { type: "apiKey", in: "cookie", name: "__Host-access" },
      },
    },
  };
}

/** The limits of a class as a client may plan with them: so many at once, and one more every so often. */
function describeRateClass(name: RateClass): Json {
  const { user, address } = limitsOfClass[name];
  const describe = (limit: RateLimitName | undefined) =>
    limit === undefined
      ? null
      : { burst: rateLimits[limit].capacity, oneMoreEveryMs: rateLimits[limit].refillMs };
  return { perPerson: describe(user), perAddress: describe(address) };
}

function describePlainAnswer(answer: (typeof plainRoutes)[number]["answer"], description: string): Json {
  if (answer === null) return { 101: { description } };
  if (answer === "nothing") return { 204: { description } };
  if (answer === "location") return { "3XX": { description } };
  return { 200: { description, content: { [answer]: { schema: {} } } } };
}

function describeOthers(others: Readonly<Record<number, string>>, schemas: Json): Json {
  const refusal = { "application/json": { schema: toSchema(failure, "output", schemas) } };
  return Object.fromEntries(
    Object.entries(others).map(([status, description]) => [
      status,
      Number(status) < 400 ? { description } : { description, content: refusal },
    ]),
  );
}

const listPathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

function describeOperation(operation: Endpoint, schemas: Json): Json {
  const isOpen = operation.access === "public";
  return {
    operationId: operation.name,
    tags: [operation.tag],
    summary: operation.summary,
    ...describeInWords(operation),
    "x-rate-class": operation.rate,
    security: [
      ...(isOpen ? [{}] : []),
      { bearer: [] },
      { cookie: [] },
      ...(operation.scope === null ? [] : [{ apiKey: [operation.scope] }]),
    ],
    parameters: [
      ...describeParameters(operation.params, "path", schemas),
      ...describeParameters(operation.query, "query", schemas),
      ...(operation.idempotent ? [idempotencyKey] : []),
      ...(operation.method === "get" ? [ifNoneMatch] : []),
    ],
    ...(operation.body === null
      ? {}
      : { requestBody: describeBody(operation.body, operation.bodyForm, schemas) }),
    responses: {
      [operation.status]: {
        description: "Done",
        content: describeAnswer(operation, schemas),
      },
      ...(operation.method === "get" ? { 304: { description: "The caller has it already" } } : {}),
      ...describeRefusals(operation, schemas),
    },
  };
}

function describeAnswer(operation: Endpoint, schemas: Parameters<typeof toSchema>[2]) {
  if (operation.answer === "pdf") return { "application/pdf": { schema: {} } };
  if (operation.answer === "csv") return { "text/csv": { schema: { type: "string" } } };
  const json = { "application/json": { schema: toSchema(successOf(operation), "output", schemas) } };
  return operation.answer === "json" ? json : { ...json, "text/csv": { schema: { type: "string" } } };
}

const stepUps = {
  recent:
    "Asks for a proof of the last ten minutes: of the second factor where there is one, else of the password.",
  "second-factor": "Asks for a second factor that was proved within the last ten minutes.",
} as const;

function describeInWords({ description, stepUp }: Endpoint): Json {
  const sentences = [description, stepUp === null ? null : stepUps[stepUp]].filter((text) => text !== null);
  return sentences.length === 0 ? {} : { description: sentences.join(" ") };
}

/** OpenAPI 3.1 lets a bearer scheme name what it takes, as OAuth's scopes are named. */
const describeScopes = (): string =>
  `A key of POST /api-keys. Scopes:\n${Object.entries(scopes)
    .map(([name, meaning]) => `- \`${name}\`: ${meaning}`)
    .join("\n")}`;

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "Makes a retry safe: for 24 h the same key gets the first answer again.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

const ifNoneMatch = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The `ETag` of an earlier answer: 304 without a body while it is still the same.",
  schema: { type: "string" },
};

function describeParameters(object: z.ZodObject, place: "path" | "query", schemas: Json): Json[] {
  return Object.entries(object.shape).map(([name, parameter]) => {
    // After parsing: `limit` is a number to its reader, though it arrives as digits.
    const { default: fallback, ...schema } = toSchema(parameter as z.ZodType, "output", schemas);
    const isRequired = !(parameter as z.ZodType).safeParse(undefined).success;
    return {
      name,
      in: place,
      required: isRequired,
      schema: fallback === undefined ? schema : { ...schema, default: fallback },
    };
  });
}

function describeBody(body: z.ZodType, form: Endpoint["bodyForm"], schemas: Json): Json {
  const mediaType = form === "multipart" ? "multipart/form-data" : "application/json";
  return {
    required: !body.safeParse(undefined).success,
    content: { [mediaType]: { schema: toSchema(body, "input", schemas) } },
  };
}

/** What any operation of its kind can refuse, and its own refusals, by status. */
function describeRefusals(operation: Endpoint, schemas: Json): Json {
  const codes = new Set<ErrorCode>([...operation.refusals, "rate_limited", "unavailable"]);
  codes.add("invalid_token").add("token_expired");
  // An Idempotency-Key is input too, where there is no other.
  const hasInput =
    operation.body !== null || operation.idempotent || Object.keys(operation.query.shape).length > 0;
  if (hasInput) codes.add("validation_failed");
  // What is no id at all is answered like an id that leads nowhere.
  if (Object.keys(operation.params.shape).length > 0) codes.add("not_found");
  if (operation.body !== null) codes.add("too_large").add("unsupported_media_type");
  if (operation.access !== "public") codes.add("auth_required");
  if (operation.access !== "public" && operation.access !== "signed-in") codes.add("forbidden");
  if (operation.stepUp !== null) codes.add("mfa_required");
  if (operation.scope !== null) codes.add("forbidden");
  if (operation.idempotent) codes.add("idempotency_mismatch").add("idempotency_in_progress");
  const byStatus = Map.groupBy(codes, findStatus);
  const schema = toSchema(failure, "output", schemas);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\``).join(", "),
        content: { "application/json": { schema } },
      },
    ]),
  );
}

function findStatus(code: ErrorCode): number {
  return code in errorStatuses
    ? errorStatuses[code as InterfaceErrorCode]
    : statusOfRefusal(code as RefusalCode);
}

type Override = (context: { jsonSchema: z.core.JSONSchema.BaseSchema }) => void;
const allow: Override = () => undefined;
/** An answer may gain fields within a version, so its schema does not forbid what it does not know. */
const allowMore: Override = ({ jsonSchema }) => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};

/** A schema's JSON Schema; named schemas inside it move to the components. */
function toSchema(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const override = io === "output" ? allowMore : allow;
  const generated = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: "any", override }));
  // JSON Schema is JSON, and an object wherever a schema stands.
  const whole = JSON.parse(generated.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
  const { $defs: definitions = {}, ...own } = whole;
  for (const [name, definition] of Object.entries(definitions as Record<string, Json>)) {
    schemas[name] ??= withoutMarks(definition);
  }
  if (typeof own["id"] !== "string") return withoutMarks(own);
  schemas[own["id"]] ??= withoutMarks(own);
  return { $ref: `#/components/schemas/${own["id"]}` };
}

function withoutMarks({ $schema: _dialect, id: _id, ...rest }: Json): Json {
  return rest;
}
