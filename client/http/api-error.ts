import type { Failure } from "../../contract/http/errors.ts";

interface ApiErrorInit {
  /** The server's; or `unreachable` and `unreadable_answer`, when there was no answer or none of ours. */
  readonly code: string;
  readonly message: string;
  /** 0 when there was no answer at all. */
  readonly status: number;
  readonly requestId: string | null;
  readonly details?: Failure["error"]["details"];
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/** An operation that did not work: `code` is the contract's stable string, the message is for a person. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly status: number;
  /** What support asks for. */
  readonly requestId: string | null;
  readonly details: Failure["error"]["details"];
  /** How long the server asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(init: ApiErrorInit) {
    super(init.message, { cause: init.cause });
    this.code = init.code;
    this.status = init.status;
    this.requestId = init.requestId;
    this.details = init.details;
    this.retryAfterMs = init.retryAfterMs ?? null;
  }

  /** The first complaint about each field of a form, by path. */
  get fieldMessages(): Readonly<Record<string, string>> {
    if (!Array.isArray(this.details)) return {};
    const messages: Record<string, string> = {};
    for (const { path, message } of this.details) messages[path] ??= message;
    return messages;
  }
}
