import fc from "fast-check";
import { z } from "../../contract/zod.ts";

type Schema = z.core.JSONSchema.JSONSchema;

/** Values that break parsers, databases and comparisons where they are let through. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    "",
    " ",
    "\u0000",
    "\uD800",
    "a\u0000b",
    "‮txt",
    "'; DROP TABLE users; --",
    "%27%20OR%201=1",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "0",
    "-1",
    "1e309",
    "NaN",
    "x".repeat(5_000),
    0,
    -0,
    -1,
    0.1,
    1e21,
    2 ** 53,
    -(2 ** 53) - 2,
    2 ** 63,
    Number.MAX_VALUE,
    [],
    {},
    [[]],
    JSON.parse('{"__proto__":{"role":"admin"},"constructor":{"prototype":{}}}'),
    JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`),
    Array.from({ length: 2_000 }, (_item, at) => at),
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A value the schema takes, as far as JSON Schema can say what that is; what it cannot say makes some of them refused. */
export function generateFromSchema(schema: z.ZodType, io: "input" | "output"): fc.Arbitrary<unknown> {
  const whole = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  const definitions = whole.$defs ?? {};
  return generate(whole, definitions, 0);
}

function generate(
  schema: Schema | boolean,
  definitions: Record<string, Schema>,
  depth: number,
): fc.Arbitrary<unknown> {
  if (typeof schema === "boolean" || depth > 6) return fc.constant(null);
  if (schema.$ref !== undefined) {
    return generate(definitions[schema.$ref.split("/").at(-1) ?? ""] ?? {}, definitions, depth + 1);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom<unknown>(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    return fc.oneof(...choices.map((choice) => generate(choice, definitions, depth + 1)));
  }
  switch (schema.type) {
    case "object":
      return generateObject(schema, definitions, depth);
    case "array":
      return fc.array(generate(itemOf(schema), definitions, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case "integer":
      return fc.maxSafeInteger().map((number) => clamp(number, schema));
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return generateText(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

const itemOf = ({ items }: Schema): Schema | boolean =>
  Array.isArray(items) || items === undefined ? {} : items;

function clamp(number: number, { minimum = -1_000, maximum = 1_000_000 }: Schema): number {
  const size = maximum - minimum + 1;
  return minimum + (Math.abs(number) % (Number.isSafeInteger(size) ? size : Number.MAX_SAFE_INTEGER));
}

function generateObject(
  { properties = {}, required = [], additionalProperties }: Schema,
  definitions: Record<string, Schema>,
  depth: number,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, inner]) => [name, generate(inner, definitions, depth + 1)]),
  );
  if (Object.keys(fields).length === 0 && typeof additionalProperties === "object") {
    return fc.dictionary(
      fc.string({ maxLength: 10 }),
      generate(additionalProperties, definitions, depth + 1),
      { maxKeys: 3 },
    );
  }
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
}

function generateText({ format, pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (format === "uuid") return fc.uuid({ version: 7 });
  if (format === "email") return fc.emailAddress();
  if (format === "uri") return fc.webUrl();
  if (format === "date-time") return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, "u"));
  return fc.string({ unit: "grapheme", minLength, maxLength: Math.max(minLength, Math.min(maxLength, 200)) });
}

/** The value with one of its places replaced, dropped or added. */
export function mangle(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== "object" || value === null) return oddValue;
  const names = Object.keys(value);
  const place =
    names.length === 0 ? fc.constant("extra") : fc.constantFrom(...names, "extra", "__proto__", "role");
  return fc.tuple(place, oddValue, fc.boolean()).map(([name, odd, isDropped]) => {
    const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
    if (isDropped) Reflect.deleteProperty(copy, name);
    else
      Object.defineProperty(copy, name, { value: odd, enumerable: true, configurable: true, writable: true });
    return copy;
  });
}
