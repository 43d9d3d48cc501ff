/** The API reference: a frame for web/public/reference, which draws it from the OpenAPI document. */
export const referencePage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API reference · Blytz Live</title>
    <link rel="icon" href="/favicon.svg">
    <link rel="stylesheet" href="/reference/reference.css">
    <script type="module" src="/reference/reference.js"></script>
  </head>
  <body>
    <nav aria-label="Operations"><a href="/">Blytz Live</a></nav>
    <main>
      <h1>API reference</h1>
      <label><span>Access token</span><input id="token" autocomplete="off" spellcheck="false" placeholder="filled in by a sign-in below"></label>
      <p><a href="/api/v1/openapi.json">OpenAPI 3.1 document</a></p>
      <noscript><p>The reference is drawn by a script; the document above has everything it shows.</p></noscript>
    </main>
  </body>
</html>
`;

/** Its own files and its own origin's API, nothing else. */
export const referencePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
