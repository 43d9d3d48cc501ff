/** A line of the room's log: one JSON object, never a token, a name or an amount. */
export function reportFailure(
  where: string,
  error: unknown,
  details: Readonly<Record<string, unknown>> = {},
): void {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  // oxlint-disable-next-line no-console -- the platform collects the console
  console.error(
    JSON.stringify({ level: "error", component: "auction-room", where, message, stack, ...details }),
  );
}
