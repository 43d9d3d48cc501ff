import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Failure } from "../../contract/http/errors.ts";
import type { AppEnvironment } from "../environment.ts";
import { ProviderUnavailable } from "../providers/payments/provider.ts";
import { describeError, logError } from "./log.ts";
import { Problem } from "./problem.ts";

/**
 * The one place where what went wrong becomes an answer. What is not a {@link Problem} is our bug or a service that is
 * away: it is logged in full and answered without a word of it.
 */
export function answerError(error: Error, context: Context<AppEnvironment>): Response {
  const problem = toProblem(error);
  if (problem.status >= 500) logFailure(error, context);
  const body: Failure = {
    success: false,
    error: {
      code: problem.code,
      message: problem.message,
      ...(problem.details === undefined ? {} : { details: problem.details as never }),
      requestId: context.get("requestId"),
    },
  };
  return Response.json(body, {
    status: problem.status,
    headers: { "Cache-Control": "no-store", ...problem.headers },
  });
}

function toProblem(error: Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException && error.status === 413) {
    return new Problem("too_large", "The body is too large.");
  }
  if (isUnavailable(error)) {
    return new Problem("unavailable", "A service this needs is away. Try again in a few seconds.", {
      headers: { "Retry-After": "3" },
    });
  }
  return new Problem(
    "internal_error",
    "Something broke on our side. It was written down with this request id.",
  );
}

/** SQLSTATE classes that mean the database is away, starting, stopping or out of room, not that we asked wrongly. */
const databaseAway = /^(?:08|53|57P|58)/u;

/** A database or a payment provider that cannot be reached, or an object that is overloaded or was just moved. */
export function isUnavailable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("overloaded" in at && at.overloaded === true) return true;
    if (at instanceof ProviderUnavailable) return true;
    if ("retryable" in at && at.retryable === true) return true;
    if (at.name === "NeonDbError") {
      const code = "code" in at && typeof at.code === "string" ? at.code : "";
      if (code === "" || databaseAway.test(code)) return true;
    }
  }
  return false;
}

function logFailure(error: Error, context: Context<AppEnvironment>): void {
  const causes: string[] = [];
  for (let at: unknown = error.cause; at instanceof Error; at = at.cause) causes.push(describeError(at));
  logError({
    requestId: context.get("requestId"),
    traceId: context.get("traceId"),
    method: context.req.method,
    // The path only: a query may hold a ticket.
    path: context.req.path,
    error: describeError(error),
    causes,
    // The first line of a stack is the message again.
    stack: error.stack?.slice(error.stack.indexOf("\n    at ")),
  });
}
