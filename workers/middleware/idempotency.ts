import { createHash } from "node:crypto";
import { claimRequest, finishRequest, releaseRequest } from "../../db/queries/idempotency.ts";
import type { AppContext } from "../environment.ts";
import { Problem, invalid } from "./problem.ts";

const keyLengthMax = 255;
/** Longer than the platform lets a request run. */
const lockMs = 60_000;
const lifeMs = 24 * 3_600_000;

/**
 * Runs a request at most once per person and `Idempotency-Key`. The same key later gets the first status and body; with
 * another request it is refused; while the first still runs it is told so. A refusal changed nothing and frees the key.
 * `secrets` names fields of the answer's data that are not kept, so a replay goes without them.
 */
export async function runOnce(
  context: AppContext,
  { bodyText, secrets }: { readonly bodyText: string; readonly secrets: readonly string[] },
  run: () => Promise<Response>,
): Promise<Response> {
  const key = context.req.header("Idempotency-Key");
  const caller = context.get("caller");
  if (key === undefined || caller === null) return run();
  if (key.length === 0 || key.length > keyLengthMax) {
    throw invalid("Idempotency-Key", "too_long", `has 1 to ${keyLengthMax} characters`);
  }
  const { database } = context.get("postgres");
  const requestHash = createHash("sha256")
    .update(JSON.stringify([context.req.method, context.req.path, bodyText]))
    .digest("hex");
  const request = { userId: caller.userId, key, requestHash, at: new Date(), lockMs, lifeMs };
  const claim = await claimRequest(database, request);
  switch (claim.outcome) {
    case "mismatch":
      throw new Problem("idempotency_mismatch", "This Idempotency-Key was used for another request.");
    case "in_progress":
      throw new Problem("idempotency_in_progress", "The first request with this key is still running.", {
        headers: { "Retry-After": "1" },
      });
    case "replay":
      return Response.json(claim.body, { status: claim.status, headers: { "Idempotency-Replayed": "true" } });
    case "run":
      return runAndKeep(context, { ...request, secrets }, run);
  }
}

async function runAndKeep(
  context: AppContext,
  request: { readonly userId: string; readonly key: string; readonly secrets: readonly string[] },
  run: () => Promise<Response>,
): Promise<Response> {
  const { database } = context.get("postgres");
  let response: Response;
  try {
    response = await run();
  } catch (error) {
    // What broke off may have been done: its key stays taken until its time has run out.
    if (error instanceof Problem && error.status < 500) await releaseRequest(database, request);
    throw error;
  }
  const body: unknown = await response.clone().json();
  await finishRequest(database, request, {
    status: response.status,
    body: withoutSecrets(body, request.secrets),
  });
  return response;
}

function withoutSecrets(body: unknown, secrets: readonly string[]): unknown {
  if (secrets.length === 0) return body;
  // The envelope of a success; `mount` just made it.
  const { data, ...envelope } = body as { readonly data: Readonly<Record<string, unknown>> };
  const kept = Object.entries(data).filter(([name]) => !secrets.includes(name));
  return { ...envelope, data: Object.fromEntries(kept) };
}
