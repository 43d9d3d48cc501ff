/** Draws the API reference from /api/v1/openapi.json: every operation with a form that sends it. No package, no build. */

const methods = ["get", "post", "put", "patch", "delete"];
const main = document.querySelector("main");
const nav = document.querySelector("nav");
const token = document.querySelector("#token");

/** An element with properties and children; text is always text, never markup. */
function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function resolve(schema, spec) {
  if (schema?.$ref === undefined) return schema ?? {};
  return spec.components.schemas[schema.$ref.split("/").at(-1)] ?? {};
}

/** What the schema itself offers as a value, if anything. */
function findGiven({ examples, default: fallback, const: only, enum: choices }) {
  return examples?.[0] ?? fallback ?? only ?? choices?.[0];
}

/** A value of the schema to start from: what is required, a few levels into objects, lists and unions. */
function makeExample(reference, spec, depth = 0) {
  const schema = resolve(reference, spec);
  const given = findGiven(schema);
  if (given !== undefined) return given;
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (choice !== undefined) return makeExample(choice, spec, depth);
  const [type] = [schema.type].flat();
  if (type === "object") return makeObject(schema, spec, depth + 1);
  if (type === "array") return schema.items === undefined ? [] : [makeExample(schema.items, spec, depth + 1)];
  if (type === "integer" || type === "number") return Math.max(schema.minimum ?? 1, 1);
  if (type === "boolean") return true;
  return schema.format === "date-time" ? new Date(Date.now() + 3_600_000).toISOString() : "";
}

function makeObject({ required, properties = {} }, spec, depth) {
  // A category has categories below it, and so on.
  if (depth > 4) return {};
  const names = required ?? Object.keys(properties);
  return Object.fromEntries(names.map((name) => [name, makeExample(properties[name], spec, depth)]));
}

function drawField(parameter, inputs) {
  const input = make("input", {
    name: parameter.name,
    placeholder: parameter.schema?.enum?.join(" | ") ?? parameter.schema?.type ?? "",
    required: parameter.required === true,
  });
  inputs.push([parameter, input]);
  return make(
    "label",
    {},
    make("span", {}, parameter.required ? `${parameter.name} *` : parameter.name),
    input,
  );
}

async function send(method, path, inputs, body) {
  let address = path;
  const query = new URLSearchParams();
  const headers = {};
  for (const [parameter, { value }] of inputs) {
    if (parameter.in === "path") address = address.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (value !== "" && parameter.in === "query") query.set(parameter.name, value);
    else if (value !== "") headers[parameter.name] = value;
  }
  if (token.value !== "") headers.Authorization = `Bearer ${token.value}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(query.size === 0 ? address : `${address}?${query}`, { method, headers, body });
  const text = await response.text();
  try {
    const answer = JSON.parse(text);
    if (typeof answer.data?.accessToken === "string") token.value = answer.data.accessToken;
    return `${response.status}\n${JSON.stringify(answer, undefined, 2)}`;
  } catch {
    return `${response.status}\n${text}`;
  }
}

function drawOperation(path, method, operation, spec) {
  const inputs = [];
  const form = make("form", { className: "body" });
  if (operation.description) form.append(make("p", { className: "quiet" }, operation.description));
  for (const parameter of operation.parameters ?? []) form.append(drawField(parameter, inputs));
  const schema = operation.requestBody?.content["application/json"].schema;
  const text = make("textarea", { ariaLabel: "Body", spellcheck: false });
  if (schema) {
    text.value = JSON.stringify(makeExample(schema, spec), undefined, 2);
    form.append(make("p", { className: "quiet" }, "Body"), text);
  }
  const answer = make("pre", { hidden: true, tabIndex: 0 });
  const statuses = Object.entries(operation.responses).map(([status, { description }]) =>
    make("li", {}, make("strong", {}, `${status} `), description.replaceAll("`", "")),
  );
  form.append(
    make("p", {}, make("button", {}, "Send")),
    answer,
    make("ul", { className: "quiet" }, ...statuses),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    answer.hidden = false;
    answer.textContent = "…";
    answer.textContent = await send(
      method.toUpperCase(),
      path,
      inputs,
      schema ? text.value : undefined,
    ).catch(String);
  });
  const head = make(
    "summary",
    {},
    make("span", { className: "method" }, method.toUpperCase()),
    make("code", {}, path),
  );
  head.append(make("span", { className: "quiet" }, operation.summary));
  return make("details", { id: operation.operationId ?? path }, head, form);
}

const spec = await (await fetch("/api/v1/openapi.json")).json();
const byTag = Map.groupBy(
  Object.entries(spec.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => ({ path, method, operation: item[method] })),
  ),
  ({ operation }) => operation.tags?.[0] ?? "Other",
);
main.append(make("p", { className: "quiet" }, spec.info.description.replaceAll("`", "")));
for (const [tag, operations] of byTag) {
  const id = `tag-${tag.toLowerCase().replaceAll(/\W+/gu, "-")}`;
  nav.append(make("a", { href: `#${id}` }, tag));
  main.append(make("h2", { id }, tag));
  for (const { path, method, operation } of operations)
    main.append(drawOperation(path, method, operation, spec));
}
if (location.hash !== "") {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
  target?.scrollIntoView();
}
