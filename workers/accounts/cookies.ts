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

/** A try to sign in at a provider's, for as long as it may take. */
export function setFlowCookie(
  context: AppContext,
  sealed: string,
  { expires, isCrossSite }: { readonly expires: Date; readonly isCrossSite: boolean },
): void {
  const { isSecure, prefix } = getCookiePlace(context);
  setCookie(context, `${prefix}flow`, sealed, {
    httpOnly: true,
    secure: isSecure,
    // A form posted back across sites brings no Lax cookie, and a browser takes None over https only. What is in it is
    // encrypted and good for one answer, which says its state: it opens nothing by being sent along.
    sameSite: isCrossSite && isSecure ? "None" : "Lax",
    path: "/",
    expires,
  });
}

/** The try of this browser, which ends here: its cookie goes with the answer. */
export function takeFlowCookie(context: AppContext): string | undefined {
  const { isSecure, prefix } = getCookiePlace(context);
  return deleteCookie(context, `${prefix}flow`, { path: "/", secure: isSecure, httpOnly: true });
}

/** What a sign-in that waits for its second factor is continued with, for the pages to read: `mfaToken` of the interface. */
export function setPendingCookie(context: AppContext, mfaToken: string, expires: Date): void {
  const { isSecure, prefix } = getCookiePlace(context);
  setCookie(context, `${prefix}pending`, mfaToken, {
    httpOnly: true,
    secure: isSecure,
    sameSite: "Lax",
    path: "/",
    expires,
  });
}
