import { errorStatuses, statusOfRefusal } from "../../contract/http/errors.ts";
import type { InterfaceErrorCode } from "../../contract/http/errors.ts";
import { refusalCodes } from "../../domain/room/refusal.ts";
import { errorSummaries } from "./error-summaries.ts";

/** Error codes and their statuses, the interface's own before those of rooms. */
function listErrors(): string {
  const own = Object.keys(errorStatuses) as InterfaceErrorCode[];
  const rows = [
    ...own.map((code) => ({ code: code as string, status: errorStatuses[code] })),
    ...refusalCodes
      .filter((code) => !(code in errorStatuses))
      .map((code) => ({ code: code as string, status: statusOfRefusal(code) })),
  ];
  return rows
    .toSorted((left, right) => left.status - right.status)
    .map(({ code, status }) => {
      const summary =
        errorSummaries[code] ?? "A room's refusal of a command; its message says what stands in the way.";
      return `<tr><td>${status}</td><td><code>${code}</code></td><td>${summary}</td></tr>`;
    })
    .join("\n          ");
}

const guides = `
      <section aria-labelledby="start">
        <h2 id="start">Start here</h2>
        <p>One base address, JSON in and out. Every answer is an envelope: <code>data</code> when it worked, <code>error</code>
        with a stable <code>code</code> when it did not. Money is a whole number of minor units with a currency:
        <code>{ "amountMinor": 1250, "currency": "USD" }</code> is $12.50. Times are RFC 3339 in UTC, and milliseconds
        since 1970 (<code>…Ms</code>) in lots, facts and the frames of rooms.</p>
        <pre tabindex="0">curl -s <span data-origin></span>/api/v1/auctions?status=live</pre>
        <ol>
          <li><a href="#register">Register</a>, or <a href="#login">sign in</a>: the answer has an access token.</li>
          <li>Make an <a href="#createApiKey">API key</a> for your program.</li>
          <li>Add a <a href="#createPaymentMethod">card</a> and an <a href="#createAddress">address</a>.</li>
          <li>Find a <a href="#listAuctions">live auction</a>, and <a href="#placeBid">bid</a>.</li>
        </ol>
      </section>
      <section aria-labelledby="authentication">
        <h2 id="authentication">Authentication</h2>
        <p>Send <code>Authorization: Bearer …</code> with an access token of a sign-in (15 minutes; <a href="#refresh">refresh</a>
        it) or with an API key (<code>blz_…</code>). A key opens the operations of its scopes and nothing else, never more than
        its owner may do; what needs a person (sign-ins, cards, keys) no key opens. Some operations want a fresh proof and
        answer <code>mfa_required</code> without one.</p>
      </section>
      <section aria-labelledby="errors">
        <h2 id="errors">Errors</h2>
        <p>Branch on <code>error.code</code>: codes never change their meaning, sentences do. <code>validation_failed</code> has
        <code>details</code> with <code>path</code>, <code>code</code> and <code>message</code> of each field. Quote
        <code>error.requestId</code> when you ask for help; send your own as <code>X-Request-Id</code>.</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Error codes"><table>
          <thead><tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">What it means</th></tr></thead>
          <tbody>
          ${listErrors()}
          </tbody>
        </table></div>
      </section>
      <section aria-labelledby="paging">
        <h2 id="paging">Paging</h2>
        <p>Lists take <code>limit</code> (1 to 100) and <code>cursor</code>. Read on with <code>meta.nextCursor</code> until it is
        null. A cursor is opaque and belongs to its list, its filters and its sort; rows that are added meanwhile neither repeat
        nor hide others. A parameter nobody knows is refused, never ignored.</p>
        <pre tabindex="0">curl -s "<span data-origin></span>/api/v1/products?sort=-price&amp;limit=2"</pre>
      </section>
      <section aria-labelledby="idempotency">
        <h2 id="idempotency">Retries</h2>
        <p>Send an <code>Idempotency-Key</code> of up to 255 characters with what creates or moves something. The same key gets the
        first status and body again for 24 hours (<code>Idempotency-Replayed: true</code>); with another request it is
        <code>idempotency_mismatch</code>, while the first still runs <code>idempotency_in_progress</code>. Bids and other
        commands of a room have their own <code>id</code> for this.</p>
        <pre tabindex="0">curl -s <span data-origin></span>/api/v1/addresses -H "Authorization: Bearer $TOKEN" \\
  -H "Idempotency-Key: 6f1c…" -H "Content-Type: application/json" -d '{ … }'</pre>
      </section>
      <section aria-labelledby="limits">
        <h2 id="limits">Limits</h2>
        <p>Limits count per person (a key counts for its owner) and per address, by class of operation. A
        <code>429</code> says in <code>Retry-After</code> when to come back; <code>RateLimit-Policy</code> and
        <code>RateLimit</code> say what each limit allows and what is left of it.</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Limits by class"><table>
          <thead><tr><th scope="col">Class</th><th scope="col">Per person</th><th scope="col">Per address</th></tr></thead>
          <tbody id="limit-rows"></tbody>
        </table></div>
        <p>A request has 25 seconds; after that the answer is <code>unavailable</code>. Bodies have at most 64 KiB where the
        operation does not say otherwise.</p>
      </section>`;

/** The API reference: guides as they are read, and a frame for the scripts that draw the operations from the documents. */
export const referencePage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>API reference · Blytz Live</title>
    <link rel="icon" href="/favicon.svg">
    <link rel="stylesheet" href="/reference/reference.css">
    <script type="module" src="/reference/reference.js"></script>
  </head>
  <body>
    <a class="skip" href="#content">Skip to the content</a>
    <header>
      <a class="home" href="/">Blytz Live</a> <span>API reference</span>
      <details class="credential">
        <summary>Try it as…</summary>
        <div class="panel">
          <label><span>Access token or API key</span>
          <input id="token" type="password" autocomplete="off" spellcheck="false" placeholder="filled in by a sign-in below"></label>
          <p>Kept in this page only, and gone with it.</p>
        </div>
      </details>
    </header>
    <nav aria-label="Reference">
      <details id="menu" open><summary class="menu">Contents</summary>
      <label class="find"><span>Find an operation</span><input id="find" type="search" placeholder="Press / to search" autocomplete="off"></label>
      <p id="found" role="status" class="quiet"></p>
      <ul>
        <li><a href="#start">Start here</a></li>
        <li><a href="#authentication">Authentication</a></li>
        <li><a href="#errors">Errors</a></li>
        <li><a href="#paging">Paging</a></li>
        <li><a href="#idempotency">Retries</a></li>
        <li><a href="#limits">Limits</a></li>
        <li><a href="#socket">Sockets of rooms</a></li>
      </ul>
      <div id="operations"></div>
      </details>
    </nav>
    <main id="content" tabindex="-1">
      <h1>API reference</h1>
      <p>Also as documents for machines: <a href="/api/v1/openapi.json">OpenAPI 3.1</a> for HTTP,
      <a href="/api/v1/asyncapi.json">AsyncAPI 3</a> for the sockets of rooms.</p>
      <noscript><p>The operations below are drawn by a script; the two documents have everything it shows.</p></noscript>
      ${guides}
      <div id="reference"></div>
      <section aria-labelledby="socket">
        <h2 id="socket">Sockets of rooms</h2>
        <p>Take a ticket with <a href="#joinAuction">POST /auctions/{id}/join</a> and open its <code>socketPath</code> within 30
        seconds, with the subprotocols <code>blytz.v1</code> and <code>ticket.&lt;ticket&gt;</code>. The first frame is a
        snapshot; then facts come as they happen, numbered without gaps. After a break connect again with
        <code>?afterSeq=</code> and the last number you saw.</p>
        <div id="frames"></div>
      </section>
    </main>
  </body>
</html>
`;

/** Its own files and its own origin's API, nothing else. */
export const referencePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
