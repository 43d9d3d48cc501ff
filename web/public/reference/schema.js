/** What a schema of the document says, as examples and as tables. */

/** An element with properties and children; text is always text, never markup. */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Text with `code` in it, as elements. */
export function makeText(text) {
  return text.split("`").map((part, at) => (at % 2 === 1 ? make("code", {}, part) : part));
}

export function resolve(schema, spec) {
  if (schema?.$ref === undefined) return schema ?? {};
  return spec.components?.schemas?.[schema.$ref.split("/").at(-1)] ?? {};
}

/** What the schema itself offers as a value, if anything. */
function findGiven({ examples, default: fallback, const: only, enum: choices }) {
  return examples?.[0] ?? fallback ?? only ?? choices?.[0];
}

const sampleTexts = {
  "date-time": "2026-11-21T18:00:00.000Z",
  email: "you@example.com",
  uuid: "019abc00-0000-7000-8000-000000000000",
  uri: "https://example.com",
};

/** A value of the schema. A body starts with what is required; an answer shows every field. */
export function makeExample(reference, spec, options = { isWhole: false }, depth = 0) {
  const schema = resolve(reference, spec);
  const given = findGiven(schema);
  if (given !== undefined) return given;
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (choice !== undefined) return makeExample(choice, spec, options, depth);
  const [type] = [schema.type].flat();
  if (type === "object") return makeObject(schema, spec, options, depth + 1);
  if (type === "array") {
    return schema.items === undefined || depth > 4
      ? []
      : [makeExample(schema.items, spec, options, depth + 1)];
  }
  if (type === "integer" || type === "number") return Math.max(schema.minimum ?? 1, 1);
  if (type === "boolean") return true;
  if (type === "null" || type === undefined) return null;
  return sampleTexts[schema.format] ?? (options.isWhole ? "…" : "");
}

function makeObject({ required, properties = {} }, spec, options, depth) {
  // A category has categories below it, and so on.
  if (depth > 4) return {};
  const names = options.isWhole ? Object.keys(properties) : (required ?? Object.keys(properties));
  return Object.fromEntries(names.map((name) => [name, makeExample(properties[name], spec, options, depth)]));
}

/** The type of a schema in a few words. */
function describeType(reference, spec) {
  const schema = resolve(reference, spec);
  const name = reference?.$ref?.split("/").at(-1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (name) return name;
  if (choices) return choices.map((choice) => describeType(choice, spec)).join(" | ");
  if (schema.type === "array") return `${describeType(schema.items, spec)}[]`;
  return [schema.type ?? "any"].flat().join(" | ");
}

function describeBounds(schema) {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, format } = schema;
  const bounds = [];
  if (format) bounds.push(format);
  if (minimum !== undefined || maximum !== undefined) {
    const upper = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
    const lower = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
    if (lower !== undefined || upper !== undefined) bounds.push(`${lower ?? "…"} to ${upper ?? "…"}`);
  }
  if (maxLength !== undefined) bounds.push(`${minLength ?? 0} to ${maxLength} characters`);
  if (maxItems !== undefined) bounds.push(`${minItems ?? 0} to ${maxItems} items`);
  if (pattern && !format) bounds.push(`like ${pattern}`);
  return bounds.join(", ");
}

/** The fields of an object as a table; undefined for what has none. */
export function makeFieldTable(reference, spec, caption) {
  const schema = resolve(reference, spec);
  const object = schema.properties ? schema : resolve((schema.anyOf ?? schema.oneOf ?? [])[0], spec);
  const fields = Object.entries(object.properties ?? {});
  if (fields.length === 0) return undefined;
  const rows = fields.map(([name, field]) => {
    const whole = resolve(field, spec);
    const isRequired = object.required?.includes(name) === true;
    const notes = [describeBounds(whole), whole.description].filter(Boolean).join(". ");
    return make(
      "tr",
      {},
      make(
        "th",
        { scope: "row" },
        make("code", {}, name),
        isRequired ? "" : make("span", { className: "quiet" }, " optional"),
      ),
      make("td", {}, describeType(field, spec)),
      make("td", {}, ...makeText(notes)),
    );
  });
  const head = make(
    "tr",
    {},
    ...["Field", "Type", "Notes"].map((text) => make("th", { scope: "col" }, text)),
  );
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows));
  const frame = make("div", { className: "scroll", tabIndex: 0 }, table);
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", caption);
  return frame;
}
