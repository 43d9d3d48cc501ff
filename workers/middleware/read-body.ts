import type { AppContext } from "../environment.ts";
import { Problem } from "./problem.ts";

const jsonType = /^application\/(?:[a-z0-9.+-]+\+)?json(?:\s*;\s*[a-z-]+=[^;]+)*$/iu;

/**
 * The bytes of a request as text, at most `bytesMax` of them: the announced length is refused before anything is
 * read, and a body that lies about it is dropped where it gets too long.
 */
async function readText(request: Request, bytesMax: number): Promise<string> {
  const tooLarge = (): Problem => new Problem("too_large", `The body is larger than ${bytesMax} bytes.`);
  if (Number(request.headers.get("Content-Length") ?? 0) > bytesMax) throw tooLarge();
  if (request.body === null) return "";
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as ReadableStream<Uint8Array>) {
    size += part.byteLength;
    // Leaving the loop cancels the stream.
    if (size > bytesMax) throw tooLarge();
    parts.push(part);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      await new Blob(parts).arrayBuffer(),
    );
  } catch {
    throw notJson("The body is not UTF-8.");
  }
}

export interface ReadBody {
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
  if (type !== undefined && !jsonType.test(type)) throw wrongType();
  const text = await readText(context.req.raw, bytesMax);
  if (text === "") return { text, value: undefined };
  if (type === undefined) throw wrongType();
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    if (lenient) return { text, value: undefined };
    throw notJson("The body is not JSON.");
  }
}

const notJson = (message: string): Problem =>
  new Problem("validation_failed", message, { details: [{ path: "", code: "not_json", message }] });

const wrongType = (): Problem =>
  new Problem("unsupported_media_type", "Send the body as Content-Type: application/json.");
