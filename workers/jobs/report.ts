/** A job's failure as one line of the log; never a token or an amount. */
export function logJobFailure(
  job: string,
  error: unknown,
  details: Readonly<Record<string, unknown>> = {},
): void {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  // oxlint-disable-next-line no-console -- the platform collects the console
  console.error(JSON.stringify({ level: "error", component: "job", job, message, stack, ...details }));
}
