import type { z } from "../../../contract/zod.ts";
import { readText } from "../api/form-values.ts";

/** A passkey's answer out of a form, by the interface's own schema; anything else is a form nobody of ours sent. */
export function readPasskey<Schema extends z.ZodType>(form: FormData, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(readText(form, "passkey")));
  if (!parsed.success) throw new Response(null, { status: 400 });
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
