/**
 * One line of the log, as JSON. Never a token, a password, an address or a query string: whoever calls gives only what
 * may be kept.
 */
export function logError(fields: Readonly<Record<string, unknown>>): void {
  // oxlint-disable-next-line no-console -- the platform collects the console
  console.error(JSON.stringify({ level: "error", component: "api", ...fields }));
}

/** drizzle writes a statement's parameters behind it: e-mail addresses, hashes of tokens. They stay out of the log. */
export const describeError = (error: Error): string =>
  `${error.name}: ${error.message.split("\nparams:")[0] ?? ""}`;
