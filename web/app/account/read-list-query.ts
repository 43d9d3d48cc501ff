import { fromWallTime } from "../format/wall-time.ts";

const dayMs = 86_400_000;

/** The filters of a list, as the interface takes them. */
type ListQuery = { cursor?: string; type?: string; from?: string; to?: string };

/**
 * What an address asks a list for: `?type=bid&from=2026-05-01&to=2026-05-31`, whole days of the reader's own calendar, the
 * last one included. What is no day or no type goes on as it is: refusing it is the interface's to do.
 */
export function readListQuery(params: URLSearchParams, timeZone: string): ListQuery {
  const [cursor, type, from, to] = ["cursor", "type", "from", "to"].map((name) => params.get(name));
  return {
    ...(cursor ? { cursor } : {}),
    ...(type ? { type } : {}),
    ...(from ? { from: findDayStart(from, timeZone) ?? from } : {}),
    ...(to ? { to: findDayStart(findNextDay(to) ?? to, timeZone) ?? to } : {}),
  };
}

function findNextDay(day: string): string | undefined {
  const startMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(startMs) ? undefined : new Date(startMs + dayMs).toISOString().slice(0, 10);
}

function findDayStart(day: string, timeZone: string): string | undefined {
  const atMs = fromWallTime(`${day}T00:00`, timeZone);
  return atMs === undefined ? undefined : new Date(atMs).toISOString();
}
