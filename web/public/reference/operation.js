/** One operation: what it takes and answers, as a form that sends it and as a line for a shell. */
import { make, makeExample, makeFieldTable, makeText, resolve } from "./schema.js";

const getToken = () => document.querySelector("#token").value.trim();
let formNumber = 0;

/** The request as the form has it now. `parts`: the fields of a body that is a form with files in it. */
function readRequest({ path, method, inputs, text, parts }) {
  let address = path;
  const query = new URLSearchParams();
  const headers = {};
  for (const [parameter, { value }] of inputs) {
    if (parameter.in === "path")
      address = address.replace(`{${parameter.name}}`, encodeURIComponent(value) || `{${parameter.name}}`);
    else if (value !== "" && parameter.in === "query") query.set(parameter.name, value);
    else if (value !== "") headers[parameter.name] = value;
  }
  if (text !== undefined) headers["Content-Type"] = "application/json";
  return {
    address: query.size === 0 ? address : `${address}?${query}`,
    method: method.toUpperCase(),
    headers,
    body: text?.value,
    parts: parts?.map(([name, input]) => [name, input.type === "file" ? input.files[0] : input.value]),
  };
}

/** The body as `fetch` takes it. The browser itself says where one part of a form ends and the next begins. */
function toBody({ body, parts }) {
  if (parts === undefined) return body;
  const form = new FormData();
  for (const [name, value] of parts) if (value !== undefined && value !== "") form.append(name, value);
  return form;
}

const quote = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The same request for a shell. The token stays out of it: what is copied ends up in chats and tickets. */
function toCurl({ address, method, headers, body, parts }, isOpen) {
  const isMethodClear = method === "GET" || (method === "POST" && (body ?? parts) !== undefined);
  const words = [`curl -s ${isMethodClear ? "" : `-X ${method} `}${quote(location.origin + address)}`];
  if (!isOpen || getToken() !== "") words.push(`-H "Authorization: Bearer $TOKEN"`);
  for (const [name, value] of Object.entries(headers)) words.push(`-H ${quote(`${name}: ${value}`)}`);
  if (body !== undefined) words.push(`-d ${quote(body)}`);
  for (const [name, value] of parts ?? []) {
    // A page never learns where on the disk a file is; its name stands for the place.
    words.push(`-F ${quote(`${name}=${value instanceof File ? `@${value.name}` : (value ?? "@file")}`)}`);
  }
  return words.join(" \\\n  ");
}

async function send({ address, method, headers, ...request }) {
  const token = getToken();
  const authorization = token === "" ? {} : { Authorization: `Bearer ${token}` };
  const response = await fetch(address, {
    method,
    headers: { ...headers, ...authorization },
    body: toBody(request),
  });
  const told = ["RateLimit", "Retry-After", "X-Request-Id"]
    .filter((name) => response.headers.has(name))
    .map((name) => `${name}: ${response.headers.get(name)}`);
  const text = await response.text();
  const head = [`${response.status} ${response.statusText}`.trim(), ...told].join("\n");
  try {
    const answer = JSON.parse(text);
    if (typeof answer.data?.accessToken === "string")
      document.querySelector("#token").value = answer.data.accessToken;
    return `${head}\n\n${JSON.stringify(answer, undefined, 2)}`;
  } catch {
    return `${head}\n\n${text}`;
  }
}

function drawField(parameter, inputs) {
  const input = make("input", {
    name: parameter.name,
    autocomplete: "off",
    placeholder: parameter.schema?.enum?.join(" | ") ?? [parameter.schema?.type ?? ""].flat().join(" | "),
    required: parameter.required === true,
  });
  inputs.push([parameter, input]);
  const name = parameter.required ? `${parameter.name} (required)` : parameter.name;
  return make(
    "label",
    {},
    make("span", {}, name, make("small", { className: "quiet" }, ` ${parameter.in}`)),
    input,
  );
}

/** The fields of a body that travels as a form: a file to choose where the schema says binary, else a line of text. */
function drawParts(schema) {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const isRequired = schema.required?.includes(name) === true;
    const isFile = field.format === "binary";
    const input = make("input", { name, required: isRequired, type: isFile ? "file" : "text" });
    const label = make(
      "label",
      {},
      make(
        "span",
        {},
        isRequired ? `${name} (required)` : name,
        make("small", { className: "quiet" }, " form"),
      ),
      input,
    );
    return { part: [name, input], label };
  });
}

function drawAccess(operation) {
  const security = operation.security ?? [];
  const isOpen = security.some((way) => Object.keys(way).length === 0);
  const scope = security.find((way) => way.apiKey)?.apiKey[0];
  const chips = [isOpen ? "Anybody" : "Signed in", scope ? `key with ${scope}` : "no API key"];
  if (operation["x-rate-class"]) chips.push(`limits: ${operation["x-rate-class"]}`);
  return { isOpen, list: make("ul", { className: "chips" }, ...chips.map((text) => make("li", {}, text))) };
}

function drawAnswers(operation, spec) {
  const answers = Object.entries(operation.responses);
  const [status, success] = answers.find(([code]) => code.startsWith("2")) ?? [];
  const schema = success?.content?.["application/json"]?.schema;
  const parts = [];
  if (schema?.properties) {
    const example = JSON.stringify(makeExample(schema, spec, { isWhole: true }), undefined, 2);
    parts.push(make("h3", {}, `Answer ${status}`), make("pre", { tabIndex: 0 }, example));
    const data = schema.properties.data;
    const table = makeFieldTable(
      data?.items ?? data,
      spec,
      `Fields of the answer of ${operation.operationId}`,
    );
    if (table) parts.push(table);
  }
  const refusals = answers
    .filter(([code]) => Number(code) >= 400)
    .map(([code, { description }]) =>
      make("li", {}, make("strong", {}, `${code} `), ...makeText(description)),
    );
  if (refusals.length > 0)
    parts.push(make("h3", {}, "Refusals"), make("ul", { className: "refusals" }, ...refusals));
  return parts;
}

/** The inside of an operation; drawn when it is opened first, as there are many and most stay closed. */
function fill(form, { path, method, operation, spec }) {
  const access = drawAccess(operation);
  if (operation.description) form.append(make("p", {}, ...makeText(operation.description)));
  form.append(access.list);
  const inputs = [];
  const parameters = (operation.parameters ?? []).map((parameter) => drawField(parameter, inputs));
  if (parameters.length > 0) form.append(make("h3", {}, "Parameters"), ...parameters);
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  let text;
  if (schema) {
    formNumber += 1;
    text = make("textarea", { spellcheck: false, id: `body-${formNumber}`, rows: 6 });
    text.value = JSON.stringify(makeExample(schema, spec), undefined, 2);
    const table = makeFieldTable(schema, spec, `Fields of the body of ${operation.operationId}`);
    form.append(
      make("h3", {}, make("label", { htmlFor: text.id, className: "plain" }, "Body")),
      text,
      ...(table ? [table] : []),
    );
  }
  const formSchema = operation.requestBody?.content?.["multipart/form-data"]?.schema;
  const drawn = formSchema === undefined ? undefined : drawParts(resolve(formSchema, spec));
  if (drawn) {
    const table = makeFieldTable(formSchema, spec, `Fields of the body of ${operation.operationId}`);
    form.append(make("h3", {}, "Body"), ...drawn.map(({ label }) => label), ...(table ? [table] : []));
  }
  const parts = drawn?.map(({ part }) => part);
  const request = () => readRequest({ path, method, inputs, text, parts });
  const curl = make("pre", { tabIndex: 0, className: "curl" });
  const tell = () => (curl.textContent = toCurl(request(), access.isOpen));
  tell();
  form.addEventListener("input", tell);
  const copy = make("button", { type: "button", className: "plain" }, "Copy as curl");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(curl.textContent);
    copy.textContent = "Copied";
    setTimeout(() => (copy.textContent = "Copy as curl"), 1_500);
  });
  const answer = make("pre", { hidden: true, tabIndex: 0, className: "answer" });
  const status = make("p", { className: "quiet" });
  status.setAttribute("role", "status");
  form.append(
    make("p", { className: "actions" }, make("button", {}, "Send"), copy),
    curl,
    status,
    answer,
    ...drawAnswers(operation, spec),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    status.textContent = "Sending…";
    answer.textContent = await send(request()).catch(String);
    status.textContent = `Answered ${answer.textContent.split("\n", 1)[0]}`;
    answer.hidden = false;
  });
}

export function drawOperation(entry) {
  const { path, method, operation } = entry;
  const form = make("form", { className: "body" });
  const head = make(
    "summary",
    {},
    make("span", { className: `method ${method}` }, method.toUpperCase()),
    make("code", {}, path),
    make("span", { className: "quiet" }, operation.summary),
  );
  const details = make("details", { id: operation.operationId ?? path, className: "operation" }, head, form);
  details.addEventListener("toggle", () => {
    if (details.open && form.childElementCount === 0) fill(form, entry);
  });
  return details;
}
