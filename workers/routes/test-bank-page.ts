/** A question of the test bank and the answers there are; none: it was answered. */
export interface BankPage {
  readonly title: string;
  readonly lines: readonly string[];
  readonly returnUrl: string;
  readonly buttons: readonly { readonly value: string; readonly label: string }[];
}

/** No script at all. The form goes to the page itself, which sends on to our own pages. */
export const bankPagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** A lot's title is its seller's words. */
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/gu, (sign) => entities[sign] ?? "");

export function writeBankPage({ title, lines, returnUrl, buttons }: BankPage): string {
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n        ");
  const choices = buttons
    .map(
      ({ value, label }) =>
        `<button name="answer" value="${escapeHtml(value)}">${escapeHtml(label)}</button>`,
    )
    .join("\n          ");
  const form = choices === "" ? "" : `<form method="post">\n          ${choices}\n        </form>`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>${escapeHtml(title)} · Test bank</title>
    <link rel="icon" href="/favicon.svg">
    <link rel="stylesheet" href="/test-bank/test-bank.css">
  </head>
  <body>
    <main>
      <p class="name">Test bank</p>
      <h1>${escapeHtml(title)}</h1>
      <div class="said">
        ${paragraphs}
      </div>
      ${form}
      <p class="quiet">No money moves here. <a href="${escapeHtml(returnUrl)}">Back without an answer</a></p>
    </main>
  </body>
</html>
`;
}
