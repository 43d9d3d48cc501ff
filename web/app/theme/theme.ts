import { parseCookie } from "../cookies.ts";

export const themes = ["system", "light", "dark"] as const;
/** What the reader chose; `system` until they choose. */
export type Theme = (typeof themes)[number];

const COOKIE = "theme";
const YEAR_SECONDS = 31_536_000;

export function findTheme(request: Request): Theme {
  const value = parseCookie(request.headers.get("Cookie"), COOKIE);
  return themes.find((theme) => theme === value) ?? "system";
}

/** The cookie for `Set-Cookie` and `document.cookie` alike: it holds no secret, and the switch works without a request. */
export function writeThemeCookie(theme: Theme): string {
  return `${COOKIE}=${theme}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}
