import { createHash } from "node:crypto";
import type { AppContext } from "../environment.ts";
import { Problem } from "./problem.ts";

const jsonType = /^application\/(?:[a-z0-9.+-]+\+)?json(?:\s*;\s*[a-z-]+=[^;]+)*$/iu;
const formType = /^multipart\/form-data\s*;/iu;

/**
 * The bytes of a request, at most `bytesMax` of them: the announced length is refused before anything is read, and a
 * body that lies about it is dropped where it gets too long.
 */
async function readBytes(request: Request, bytesMax: number): Promise<Blob> {
  const tooLarge = (): Problem => new Problem("too_large", `The body is larger than ${bytesMax} bytes.`);
  if (Number(request.headers.get("Content-Length") ?? 0) > bytesMax) throw tooLarge();
  if (request.body === null) return new Blob();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as ReadableStream<Uint8Array>) {
    size += part.byteLength;
    // Leaving the loop cancels the stream.
    if (size > bytesMax) throw tooLarge();
    parts.push(part);
  }
  return new Blob(parts);
}

export async function readText(request: Request, bytesMax: number): Promise<string> {
  const bytes = await readBytes(request, bytesMax);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await bytes.arrayBuffer());
  } catch {
    throw notJson("The body is not UTF-8.");
  }
}

export interface ReadBody {
  /** What tells this body from another; of a form, its parts with a digest of each file. */
  readonly text: string;
  /** Undefined when there was no body. */
  readonly value: unknown;
}

/**
 * The JSON of a request; 415 when it says it is something else, `validation_failed` when it is not JSON. `lenient` leaves
 * what is not JSON as undefined, for a room to call it `malformed`.
 */
export async function readJson(
  context: AppContext,
  bytesMax: number,
  { lenient = false }: { readonly lenient?: boolean } = {},
): Promise<ReadBody> {
  const type = context.req.header("Content-Type");
  if (type !== undefined && !jsonType.test(type)) throw wrongType("application/json");
  const text = await readText(context.req.raw, bytesMax);
  if (text === "") return { text, value: undefined };
  if (type === undefined) throw wrongType("application/json");
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    if (lenient) return { text, value: undefined };
    throw notJson("The body is not JSON.");
  }
}

/** The parts of a form; one that comes more than once stays a list, which no schema of a single part takes. */
export async function readForm(context: AppContext, bytesMax: number): Promise<ReadBody> {
  const type = context.req.header("Content-Type");
  if (type === undefined || !formType.test(type)) throw wrongType("multipart/form-data");
  const bytes = await readBytes(context.req.raw, bytesMax);
  const form = await parseForm(bytes, type);
  const value = [...new Set(form.keys())].map((name) => {
    const parts = form.getAll(name);
    return [name, parts.length === 1 ? parts[0] : parts] as const;
  });
  return { text: await describeForm(form), value: Object.fromEntries(value) };
}

async function parseForm(bytes: Blob, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "Content-Type": type } }).formData();
  } catch {
    throw malformed("not_a_form", "The body is not a form.");
  }
}

/** A retry has another boundary around the same parts, so the bytes of the body would not do. */
async function describeForm(form: FormData): Promise<string> {
  const parts = [...form].map(async ([name, part]) => {
    if (typeof part === "string") return [name, part];
    const digest = createHash("sha256").update(new Uint8Array(await part.arrayBuffer()));
    return [name, part.name, part.type, digest.digest("hex")];
  });
  return JSON.stringify(await Promise.all(parts));
}

const malformed = (code: string, message: string): Problem =>
  new Problem("validation_failed", message, { details: [{ path: "", code, message }] });

const notJson = (message: string): Problem => malformed("not_json", message);

const wrongType = (wanted: string): Problem =>
  new Problem("unsupported_media_type", `Send the body as Content-Type: ${wanted}.`);
