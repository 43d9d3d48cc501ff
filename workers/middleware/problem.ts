import { errorStatuses, statusOfRefusal } from "../../contract/http/errors.ts";
import type { ErrorCode, InterfaceErrorCode, ProblemDetail } from "../../contract/http/errors.ts";
import type { CommandRefused } from "../../contract/room/session.ts";

interface ProblemOptions {
  readonly details?: readonly ProblemDetail[] | Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A request that cannot be answered as asked. Thrown by `require*` functions and routes; the error middleware turns it
 * into the one answer it has.
 */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ProblemOptions["details"];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: InterfaceErrorCode, message: string, options: ProblemOptions = {}) {
    super(message);
    this.code = code;
    this.status = errorStatuses[code];
    this.details = options.details;
    this.headers = options.headers ?? {};
  }

  /** A room's refusal over HTTP. */
  static ofRefusal(refused: CommandRefused): Problem {
    const problem = new Problem("conflict", refused.message, { details: refused.details });
    const headers = refused.code === "rate_limited" ? { "Retry-After": "1" } : {};
    return Object.assign(problem, { code: refused.code, status: statusOfRefusal(refused.code), headers });
  }
}

export const notFound = (what: string): Problem => new Problem("not_found", `There is no such ${what}.`);

/** One field of the request is wrong. */
export const invalid = (path: string, code: string, message: string): Problem =>
  new Problem("validation_failed", `${path}: ${message}`, { details: [{ path, code, message }] });
