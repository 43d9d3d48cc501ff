import { assert } from "../result.ts";

/**
 * RFC 8785 canonical JSON: members sorted by UTF-16 code units, no spaces, strings escaped as ECMAScript does.
 * Numbers are integers only, because everything we hash is; a fraction, NaN or a lone surrogate is a bug and throws.
 * Members that are `undefined` are left out, as JSON does.
 */
export function canonicalise(value: unknown): string {
  switch (typeof value) {
    case "string":
      // RFC 8785 §3.2.2.2: a lone surrogate has no UTF-8 form, so nothing could hash it.
      assert(value.isWellFormed(), "canonical JSON of well-formed text");
      return JSON.stringify(value);
    case "number":
      assert(Number.isSafeInteger(value), "canonical JSON of a whole number");
      return String(value + 0);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return canonicaliseArray(value);
      return canonicaliseObject(value as Readonly<Record<string, unknown>>);
    default:
      throw new Error(`assertion failed: canonical JSON of a ${typeof value}`);
  }
}

function canonicaliseArray(items: readonly unknown[]): string {
  return `[${items.map((item) => canonicalise(item)).join(",")}]`;
}

function canonicaliseObject(members: Readonly<Record<string, unknown>>): string {
  let text = "{";
  // Without a comparator sort compares UTF-16 code units, which is what §3.2.3 asks for.
  for (const name of Object.keys(members).toSorted()) {
    const member = members[name];
    if (member === undefined) continue;
    if (text.length > 1) text += ",";
    text += `${canonicalise(name)}:${canonicalise(member)}`;
  }
  return `${text}}`;
}
