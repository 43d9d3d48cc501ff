/** What an address asks a queue for: one of its states, and where to read on. Anything else shows the first state. */
export function readQueueQuery<Status extends string>(
  params: URLSearchParams,
  statuses: readonly Status[],
): { readonly status?: Status; readonly cursor?: string } {
  const status = statuses.find((each) => each === params.get("status"));
  const cursor = params.get("cursor");
  return { ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) };
}
