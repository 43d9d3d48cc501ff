import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../environment.ts";

type CookieName = "access" | "refresh";

/**
 * `__Host-` binds a cookie to this host, to https and to the whole path. A browser takes no such cookie over plain
 * http, so development goes without; which it is follows from the configuration, never from a header.
 */
function getCookiePlace(context: AppContext): { readonly isSecure: boolean; readonly prefix: string } {
  const isSecure = context.get("settings").ORIGIN.startsWith("https://");
  return { isSecure, prefix: isSecure ? "__Host-" : "" };
}

export function findTokenCookie(context: AppContext, name: CookieName): string | undefined {
  return getCookie(context, `${getCookiePlace(context).prefix}${name}`);
}

export function setTokenCookie(context: AppContext, name: CookieName, token: string, expires: Date): void {
  const { isSecure, prefix } = getCookiePlace(context);
  setCookie(context, `${prefix}${name}`, token, {
    httpOnly: true,
    secure: isSecure,
    // Lax: a link from elsewhere arrives signed in; every unsafe method asks for our Origin besides.
    sameSite: "Lax",
    path: "/",
    expires,
  });
}

export function clearTokenCookies(context: AppContext): void {
  const { isSecure, prefix } = getCookiePlace(context);
  for (const name of ["access", "refresh"]) {
    deleteCookie(context, `${prefix}${name}`, {
      path: "/",
      secure: isSecure,
      httpOnly: true,
      sameSite: "Lax",
    });
  }
}
