import type { Settings } from "./env.ts";
import { listIdentityProviders } from "./providers/identity.ts";
import { findUploadOrigin } from "./providers/storage/storage.ts";

interface Page {
  readonly settings: Settings;
  /** What the scripts and styles of this one answer carry. */
  readonly nonce: string;
  /** Vite's hot reload writes its styles into the page. */
  readonly isHotReloading: boolean;
}

/** Pages run only their own scripts, and are nobody else's to frame, sniff or keep. */
export function securePage(headers: Headers, page: Page): void {
  const { settings } = page;
  const isHttps = settings.ORIGIN.startsWith("https://");
  if (headers.get("Content-Type")?.startsWith("text/html") === true) {
    headers.set("Content-Security-Policy", computePolicy(page, isHttps));
  }
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  headers.set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), payment=(self)");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  if (isHttps) headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload");
  // A page shows who is signed in: no cache between may keep it, and the reader's own asks again.
  // One that carries a token is kept by nobody at all.
  if (headers.has("Set-Cookie")) headers.set("Cache-Control", "no-store");
  else if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
}

function computePolicy({ settings, nonce, isHotReloading }: Page, isHttps: boolean): string {
  const own = `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src ${own}`,
    `style-src-elem ${isHotReloading ? "'self' 'unsafe-inline'" : own}`,
    // Components place themselves by style attributes; those cannot fetch or run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    // Not every browser takes 'self' to mean a socket to the same host.
    [`connect-src 'self' ${settings.ORIGIN.replace(/^http/u, "ws")}`, findUploadOrigin(settings) ?? []]
      .flat()
      .join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    // A form that ends at a provider's page is stopped on its way there unless the page may send forms to it.
    [
      "form-action 'self'",
      ...listIdentityProviders(settings).map(({ issuer }) => new URL(issuer).origin),
    ].join(" "),
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
