import { and, eq, sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { idempotencyKeys } from "../schema/idempotency-keys.ts";

/** A request that must happen once. */
export interface IdempotentRequest {
  readonly userId: string;
  readonly key: string;
  /** SHA-256 of method, path and body, hex. */
  readonly requestHash: string;
  readonly at: Date;
  /** For how long nobody else may run it; longer than a request can take. */
  readonly lockMs: number;
  /** For how long the answer is kept. */
  readonly lifeMs: number;
}

/** `run`: it is the caller's to do, then {@link finishRequest}. `replay`: answer this. */
export type IdempotencyClaim =
  | { readonly outcome: "run" }
  | { readonly outcome: "replay"; readonly status: number; readonly body: unknown }
  | { readonly outcome: "in_progress" }
  | { readonly outcome: "mismatch" };

interface ClaimRow extends Record<string, unknown> {
  readonly claimed: boolean;
}

/**
 * Claims a key for a request. The claim is one upsert whose condition decides: free, run out, or left behind by a Worker
 * that died while it held the very same request. Whoever loses reads why.
 */
export async function claimRequest(
  database: Database,
  request: IdempotentRequest,
): Promise<IdempotencyClaim> {
  const at = sql`${request.at.toISOString()}::timestamptz`;
  const lockedUntil = sql`${new Date(request.at.getTime() + request.lockMs).toISOString()}::timestamptz`;
  const expiresAt = sql`${new Date(request.at.getTime() + request.lifeMs).toISOString()}::timestamptz`;
  const { rows } = await database.execute<ClaimRow>(sql`
    insert into idempotency_keys as kept (user_id, key, request_hash, status, locked_until, expires_at, created_at)
    values (${request.userId}, ${request.key}, ${request.requestHash}, 'running', ${lockedUntil}, ${expiresAt}, ${at})
    on conflict (user_id, key) do update set
      request_hash = excluded.request_hash, status = 'running', response_status = null, response_body = null,
      locked_until = excluded.locked_until, expires_at = excluded.expires_at, created_at = excluded.created_at
    where kept.expires_at <= ${at}
      or (kept.status = 'running' and kept.locked_until <= ${at} and kept.request_hash = excluded.request_hash)
    returning true as claimed`);
  if (rows.length > 0) return { outcome: "run" };
  return readClaim(database, request);
}

async function readClaim(database: Database, request: IdempotentRequest): Promise<IdempotencyClaim> {
  const [kept] = await database
    .select({
      requestHash: idempotencyKeys.requestHash,
      status: idempotencyKeys.status,
      responseStatus: idempotencyKeys.responseStatus,
      responseBody: idempotencyKeys.responseBody,
    })
    .from(idempotencyKeys)
    .where(isRequest(request));
  // Gone in between: whoever ran it failed and released it. The client's next try will claim it.
  if (kept === undefined) return { outcome: "in_progress" };
  if (kept.requestHash !== request.requestHash) return { outcome: "mismatch" };
  if (kept.status === "running") return { outcome: "in_progress" };
  const status = must(kept.responseStatus, "a finished request has a status");
  return { outcome: "replay", status, body: kept.responseBody };
}

type RequestKey = Pick<IdempotentRequest, "userId" | "key">;

const isRequest = ({ userId, key }: RequestKey) =>
  and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key));

/** Keeps the answer. Leave show-once secrets out of `body`. */
export async function finishRequest(
  database: Database,
  request: RequestKey,
  answer: { readonly status: number; readonly body: unknown },
): Promise<void> {
  await database
    .update(idempotencyKeys)
    .set({ status: "done", responseStatus: answer.status, responseBody: answer.body })
    .where(isRequest(request));
}

/** Forgets a claim whose request changed nothing (a refusal, a crash), so that it may be tried again. */
export async function releaseRequest(database: Database, request: RequestKey): Promise<void> {
  await database
    .delete(idempotencyKeys)
    .where(and(isRequest(request), eq(idempotencyKeys.status, "running")));
}
