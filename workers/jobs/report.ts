/** A job's failure as one line of the log; never a token or an amount. */
export function logJobFailure(
  job: string,
  error: unknown,
  details: Readonly<Record<string, unknown>> = {},
): void {
  const { message, stack } =
    error instanceof Error ? describe(error) : { message: String(error), stack: undefined };
  // oxlint-disable-next-line no-console -- the platform collects the console
  console.error(JSON.stringify({ level: "error", component: "job", job, message, stack, ...details }));
}

/** A failed statement's message ends with its parameters, which are people's; the stack repeats the message. */
function describe(error: Error): { readonly message: string; readonly stack: string | undefined } {
  const [message = ""] = error.message.split("\nparams:");
  return { message, stack: error.stack?.replace(error.message, message) };
}
