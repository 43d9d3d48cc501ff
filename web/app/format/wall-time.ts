const PARTS: Intl.DateTimeFormatOptions = {
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
};

/** What a clock on the wall shows there, as if it were UTC. */
function readWallMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", { ...PARTS, timeZone }).formatToParts(atMs);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"));
}

/** The value of a `datetime-local` field for a moment, in a zone. */
export function toWallTime(atMs: number, timeZone: string): string {
  return new Date(readWallMs(atMs, timeZone)).toISOString().slice(0, 16);
}

/**
 * The moment a `datetime-local` field means in a zone; undefined when it is not a time. An hour that a change of
 * clocks skips is read as the hour after it, one that happens twice as the first.
 */
export function fromWallTime(wall: string, timeZone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/u.test(wall)) return undefined;
  const wantedMs = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(wantedMs)) return undefined;
  // Two steps: the first guess can be on the other side of a change of clocks.
  const guessMs = wantedMs - (readWallMs(wantedMs, timeZone) - wantedMs);
  return guessMs + (wantedMs - readWallMs(guessMs, timeZone));
}
