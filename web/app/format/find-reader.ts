import type { Locale } from "../../../domain/locale.ts";
import { negotiateLocale } from "../../../domain/locale.ts";
import { parseCookie } from "../cookies.ts";
import type { Reader } from "./reader.tsx";

export const TIME_ZONE_COOKIE = "tz";

/** The zone the browser told of in a cookie; UTC until then. */
export function findTimeZone(request: Request): string {
  const value = parseCookie(request.headers.get("Cookie"), TIME_ZONE_COOKIE);
  if (!value) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: decodeURIComponent(value) }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/**
 * The reader's locale and time zone: what their account says, else what the browser says about itself. A page and the form
 * it sends must ask alike, or an amount is read by other habits than it was written by.
 */
export function findReader(request: Request, own: { readonly locale: Locale | null } | undefined): Reader {
  return {
    locale: own?.locale ?? negotiateLocale(request.headers.get("Accept-Language")),
    timeZone: findTimeZone(request),
  };
}
