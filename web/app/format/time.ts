import type { Reader } from "./reader.tsx";
import { toEnglish } from "../../../domain/locale.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "Sat, Nov 21, 6:00 PM" in the reader's place. */
export function formatDateTime(atMs: number, reader: Reader): string {
  return new Intl.DateTimeFormat(toEnglish(reader.locale), {
    timeZone: reader.timeZone,
    weekday: "short",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(atMs);
}

/** "Nov 21, 2026" in the reader's place. */
export function formatDate(atMs: number, reader: Reader): string {
  return new Intl.DateTimeFormat(toEnglish(reader.locale), {
    timeZone: reader.timeZone,
    dateStyle: "medium",
  }).format(atMs);
}

/** `2026-11` as "November 2026". */
export function formatMonth(month: string, reader: Pick<Reader, "locale">): string {
  return new Intl.DateTimeFormat(toEnglish(reader.locale), {
    timeZone: "UTC",
    month: "long",
    year: "numeric",
  }).format(Date.parse(`${month}-01T00:00:00Z`));
}

/** Hours, minutes and seconds in the reader's place, for feeds and logs. */
export function formatClock(atMs: number, reader: Reader): string {
  return new Intl.DateTimeFormat(toEnglish(reader.locale), {
    timeZone: reader.timeZone,
    timeStyle: "medium",
  }).format(atMs);
}

/**
 * What a countdown shows: tenths under ten seconds, `m:ss` under an hour, then `2h 05m`, then `3d 4h`. Rounded so
 * that "0.0" appears only when nothing is left.
 */
export function formatCountdown(remainingMs: number): string {
  if (remainingMs <= 0) return "0.0";
  if (remainingMs < 10 * SECOND) return (Math.ceil(remainingMs / 100) / 10).toFixed(1);
  const seconds = Math.ceil(remainingMs / SECOND);
  if (seconds < 60) return String(seconds);
  if (remainingMs < HOUR) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (remainingMs < DAY) {
    return `${Math.floor(remainingMs / HOUR)}h ${String(Math.floor((remainingMs % HOUR) / MINUTE)).padStart(2, "0")}m`;
  }
  return `${Math.floor(remainingMs / DAY)}d ${Math.floor((remainingMs % DAY) / HOUR)}h`;
}

/** A short age for the connection badge: "4 s", "2 min". */
export function formatAge(ageMs: number): string {
  if (ageMs < MINUTE) return `${Math.max(0, Math.round(ageMs / SECOND))} s`;
  if (ageMs < HOUR) return `${Math.round(ageMs / MINUTE)} min`;
  return `${Math.round(ageMs / HOUR)} h`;
}
