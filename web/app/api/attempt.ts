import { ApiError } from "../../../client/http/api-error.ts";
import type { Result } from "../../../domain/result.ts";
import { accept, refuse } from "../../../domain/result.ts";

/** A call whose refusal the page has an answer to, as a value. */
export async function attempt<Value>(call: Promise<Value>): Promise<Result<Value, ApiError>> {
  try {
    return accept(await call);
  } catch (error) {
    if (error instanceof ApiError) return refuse(error);
    throw error;
  }
}

/** A call the page cannot do without: its refusal becomes the error page, with the number support asks for. */
export async function requireAnswer<Value>(call: Promise<Value>): Promise<Value> {
  const result = await attempt(call);
  if (result.ok) return result.value;
  const { status, requestId } = result.refusal;
  // No answer at all, or one nobody can read, is a service that is away.
  throw Response.json({ requestId }, { status: status >= 400 ? status : 503 });
}
