import type { AppLoadContext, EntryContext } from "@remix-run/cloudflare";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToReadableStream } from "react-dom/server";

import { giveCookies } from "./api/page-session.server.ts";
import { NonceProvider } from "./nonce.tsx";

const STREAM_TIMEOUT_MS = 5_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { nonce, reportError } = context;
  const timeout = AbortSignal.timeout(STREAM_TIMEOUT_MS + 1_000);
  let answer = status;
  const body = await renderToReadableStream(
    <NonceProvider nonce={nonce}>
      <RemixServer context={remixContext} url={request.url} abortDelay={STREAM_TIMEOUT_MS} nonce={nonce} />
    </NonceProvider>,
    {
      nonce,
      signal: timeout,
      onError(error) {
        if (timeout.aborted) return;
        answer = 500;
        reportError?.(error);
      },
    },
  );
  // A crawler gets the page whole, a person as it becomes ready.
  if (isbot(request.headers.get("User-Agent") ?? "")) await body.allReady;
  giveCookies(context, headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(body, { status: answer, headers });
}

/** The data of a page, when the browser already has the document: the cookies go along here too. */
export function handleDataRequest(response: Response, { context }: { context: AppLoadContext }): Response {
  giveCookies(context, response.headers);
  return response;
}
