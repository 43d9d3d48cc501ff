import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { serve } from "../issuers/serve.ts";

export interface RecordedCall {
  /** `POST /v1/refunds`, without what follows a question mark. */
  readonly line: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** A form's fields by name, as Stripe takes them. */
  readonly form: Readonly<Record<string, string>>;
}

/** An answer to one call; `lost` cuts the connection after the call was taken in. */
export type RecordedAnswer = "lost" | { readonly status?: number; readonly body?: unknown };

export interface RecordedApi {
  readonly url: string;
  readonly calls: RecordedCall[];
  /** What a line is answered with, one after the other; the last answer stays. A line nobody prepared is 501. */
  readonly prepare: (answers: Readonly<Record<string, readonly RecordedAnswer[] | RecordedAnswer>>) => void;
  /** The lines that were called, in order. */
  readonly lines: () => string[];
  readonly reset: () => void;
  readonly stop: () => Promise<void>;
}

/** A provider's API on this machine that answers what was recorded, over a real connection, and keeps what it was asked. */
export async function startRecordedApi(): Promise<RecordedApi> {
  const calls: RecordedCall[] = [];
  const queues = new Map<string, RecordedAnswer[]>();
  const served = await serve((url) => async (request, response) => {
    const call = await readCall(request, url);
    calls.push(call);
    const queue = queues.get(call.line) ?? [];
    const answer = (queue.length > 1 ? queue.shift() : queue[0]) ?? {
      status: 501,
      body: { error: { type: "api_error", message: `nobody prepared ${call.line}` } },
    };
    send(response, answer);
  });
  return {
    url: served.url,
    calls,
    prepare: (answers) => {
      for (const [line, given] of Object.entries(answers)) {
        queues.set(line, [given].flat());
      }
    },
    lines: () => calls.map(({ line }) => line),
    reset: () => {
      calls.length = 0;
      queues.clear();
    },
    stop: served.stop,
  };
}

function send(response: ServerResponse, answer: RecordedAnswer): void {
  if (answer === "lost") {
    response.destroy();
    return;
  }
  response.writeHead(answer.status ?? 200, { "Content-Type": "application/json" });
  response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
}

async function readCall(request: IncomingMessage, url: string): Promise<RecordedCall> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  const address = new URL(request.url ?? "/", url);
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
  return {
    line: `${request.method ?? "GET"} ${address.pathname}`,
    query: Object.fromEntries(address.searchParams),
    headers: request.headers,
    body,
    form: isForm ? Object.fromEntries(new URLSearchParams(body)) : {},
  };
}
