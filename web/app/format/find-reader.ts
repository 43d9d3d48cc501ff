import { parseCookie } from "../cookies.ts";
import type { Reader } from "./reader.tsx";

export const TIME_ZONE_COOKIE = "tz";
const DEFAULT_LOCALE = "en-US";

function findLocale(header: string | null): string {
  for (const part of header?.split(",") ?? []) {
    const tag = part.split(";")[0]?.trim() ?? "";
    // The words are English for now, so numbers and dates follow only an English of the reader's own.
    if (!tag.startsWith("en")) continue;
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? DEFAULT_LOCALE;
    } catch {
      continue;
    }
  }
  return DEFAULT_LOCALE;
}

function findTimeZone(header: string | null): string {
  const value = parseCookie(header, TIME_ZONE_COOKIE);
  if (!value) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: decodeURIComponent(value) }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/** The reader's locale and time zone, from what the browser says about itself. */
export function findReader(request: Request): Reader {
  return {
    locale: findLocale(request.headers.get("Accept-Language")),
    timeZone: findTimeZone(request.headers.get("Cookie")),
  };
}
